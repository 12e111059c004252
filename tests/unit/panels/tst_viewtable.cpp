#include "panelfixture.h"

#include <QTest>

using namespace mdash;
using namespace mdash::test;

namespace {

const double none = std::nan("");

const view::TableBody &bodyOf(const PanelView &view)
{
    return std::get<view::TableBody>(view.body);
}

Frame table()
{
    Frame frame;
    frame.refId = "A";
    frame.fields = {field("Time", Column::times({start, start + 61'000, start + 122'000})), field("host", Column::strings({"x", "Y", "z"})),
                    field("cpu", numbers({0.25, none, 0.75})), field("id", Column::strings({"1", "2", "3"}))};
    return frame;
}

} // namespace

class tst_ViewTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void build_showsCells()
    {
        const PanelView view = PanelFixture(R"json({"type":"table","fieldConfig":{"defaults":{"unit":"percentunit"},"overrides":[{"matcher":{"id":"byName","options":"id"},"properties":[{"id":"custom.hidden","value":true},{"id":"unit","value":"string"}]},)json"
            R"json({"matcher":{"id":"byName","options":"host"},"properties":[{"id":"unit","value":"string"},{"id":"custom.width","value":120},{"id":"custom.align","value":"center"},{"id":"custom.filterable","value":true},)json"
            R"json({"id":"links","value":[{"title":"t","url":"/d/h?var-id=${__data.fields.id}&h=${__value.text}&c=${__data.fields['cpu']}&n=${__data.fields[2].numeric}"}]}]}]}})json").view({table()});
        const view::TableBody &body = bodyOf(view);
        QCOMPARE(body.columns.size(), std::size_t(3));
        QCOMPARE(body.columns[0].type, std::string("time"));
        QCOMPARE(*body.columns[1].width, 120.0);
        QCOMPARE(body.columns[1].align, std::string("center"));
        QVERIFY(body.columns[1].filterable);
        QCOMPARE(body.columns[2].align, std::string("right"));
        QCOMPARE(body.rows[0][0].text, std::string("2023-11-14 22:13:20"));
        QCOMPARE(std::get<double>(body.rows[0][0].value), static_cast<double>(start));
        QCOMPARE(body.rows[0][2].text, std::string("25%"));
        QCOMPARE(body.rows[1][2].text, std::string());
        QCOMPARE(QString::fromStdString(body.rows[0][1].links[0].url), QStringLiteral("/d/h?var-id=1&h=x&c=25%25&n=0.25"));
        QCOMPARE(*view.count, std::size_t(3));
    }

    void build_coloursCells()
    {
        const PanelFixture panel(R"json({"type":"table","fieldConfig":{"defaults":{"color":{"mode":"thresholds"},"thresholds":{"mode":"absolute","steps":[{"color":"green","value":null},{"color":"red","value":0.5}]}},"overrides":[)json"
            R"json({"matcher":{"id":"byName","options":"cpu"},"properties":[{"id":"custom.cellOptions","value":{"type":"gauge","mode":"lcd"}},{"id":"min","value":0},{"id":"max","value":1}]},)json"
            R"json({"matcher":{"id":"byName","options":"id"},"properties":[{"id":"custom.displayMode","value":"color-background-solid"},{"id":"mappings","value":[{"type":"value","options":{"2":{"text":"two","color":"blue"}}}]}]},)json"
            R"json({"matcher":{"id":"byName","options":"host"},"properties":[{"id":"custom.cellOptions","value":{"type":"color-text"}}]}]}})json");
        const view::TableBody body = bodyOf(panel.view({table()}));
        QCOMPARE(body.columns[2].cell, std::string("gauge-lcd"));
        QCOMPARE(*body.rows[2][2].ratio, 0.75);
        QCOMPARE(body.rows[2][2].colour, std::string("red"));
        QCOMPARE(body.columns[3].cell, std::string("color-background-solid"));
        QCOMPARE(body.rows[1][3].text, std::string("two"));
        QCOMPARE(body.rows[1][3].background, std::string("blue"));
        QCOMPARE(body.rows[0][1].colour, std::string("green"));
        QCOMPARE(body.rows[0][0].colour, std::string());
    }

    void build_sortsMissingValuesLast()
    {
        const auto hosts = [](bool desc) {
            const PanelFixture panel(std::string(R"({"type":"table","options":{"sortBy":[{"displayName":"cpu","desc":)") + (desc ? "true" : "false") + "}]}}");
            const view::TableBody body = bodyOf(panel.view({table()}));
            std::string text;
            for (const auto &row : body.rows)
                text += row[1].text;
            return text + std::to_string(body.sort->column);
        };
        QCOMPARE(hosts(false), std::string("xzY2"));
        QCOMPARE(hosts(true), std::string("zxY2"));
    }

    void build_hasAFooter()
    {
        const PanelFixture panel(R"json({"type":"table","options":{"footer":{"show":true,"reducer":["sum"],"enablePagination":true},"cellHeight":"md","showHeader":false}})json");
        const view::TableBody body = bodyOf(panel.view({table()}));
        QCOMPARE(body.footer.size(), std::size_t(4));
        QCOMPARE(body.footer[0].text, std::string("Total"));
        QCOMPARE(body.footer[2].text, std::string("1"));
        QVERIFY(body.pagination);
        QVERIFY(!body.showHeader);
        QCOMPARE(body.cellHeight, std::string("md"));
    }

    void build_picksAFrame()
    {
        const PanelFixture panel(R"json({"type":"table","options":{"frameIndex":1}})json");
        const view::TableBody body = bodyOf(panel.view({series("a", {1}), series("b", {2, 3})}));
        QCOMPARE(body.frames, (std::vector<std::string>{"a", "b"}));
        QCOMPARE(body.rows.size(), std::size_t(2));
        QCOMPARE(body.columns[1].name, std::string("b"));
    }

    void build_stopsAtTenThousandRows()
    {
        const PanelView view = PanelFixture(R"({"type":"table"})").view({series("a", std::vector<double>(10'500, 1))});
        QCOMPARE(bodyOf(view).rows.size(), std::size_t(10'000));
        QCOMPARE(bodyOf(view).total, std::size_t(10'500));
        QCOMPARE(view.notices.size(), std::size_t(1));
    }

    void build_drawsUnknownPanelsAsTables()
    {
        const PanelView view = PanelFixture(R"({"type":"sankey-panel"})").view({table()});
        QCOMPARE(view.state, view::PanelState::Unsupported);
        QVERIFY(view.error->message.find("sankey-panel") != std::string::npos);
        QCOMPARE(bodyOf(view).rows.size(), std::size_t(3));
    }
};

QTEST_APPLESS_MAIN(tst_ViewTable)
#include "tst_viewtable.moc"
