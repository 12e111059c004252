#include "panelfixture.h"

#include <QTest>

using namespace mdash;
using namespace mdash::test;

namespace {

const double none = std::nan("");

template<class Body>
Body bodyOf(const PanelView &view)
{
    return std::get<Body>(view.body);
}

Frame table()
{
    Frame frame;
    frame.fields = {field("host", Column::strings({"x", "y", "z"})), field("cpu", Column::numbers({1, 3, 4})), field("mem", Column::numbers({5, 6, 7}))};
    return frame;
}

} // namespace

/// Pie, bars, histogram, heatmap, states and logs.
class tst_ViewOthers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pie_sharesTheWhole()
    {
        const PanelFixture panel(R"json({"type":"piechart","options":{"pieType":"donut","displayLabels":["name","percent","x"],"legend":{"displayMode":"table","values":["value","percent"]},"sort":"desc"},"fieldConfig":{"defaults":{"unit":"bytes"}}})json");
        const PanelView view = panel.view({series("a", {1}), series("b", {3}), series("c", {none})});
        const auto body = bodyOf<view::SlicesBody>(view);
        QCOMPARE(body.kind, std::string("donut"));
        QCOMPARE(body.items.size(), std::size_t(2));
        QCOMPARE(body.items[0].name, std::string("b"));
        QCOMPARE(body.items[0].ratio, 0.75);
        QCOMPARE(body.items[0].legend, (std::vector<std::string>{"3 B", "75%"}));
        QCOMPARE(body.items[0].colour, std::string("series-2"));
        QCOMPARE(body.labels, (std::vector<std::string>{"name", "percent"}));
    }

    void pie_coloursRowsApart()
    {
        const PanelFixture panel(R"json({"type":"piechart","options":{"reduceOptions":{"values":true,"fields":"cpu"}}})json");
        const auto body = bodyOf<view::SlicesBody>(panel.view({table()}));
        QCOMPARE(body.items.size(), std::size_t(3));
        QCOMPARE(body.items[2].colour, std::string("series-3"));
        QCOMPARE(body.items[2].name, std::string("z cpu"));
    }

    void barchart_hasCategories()
    {
        const PanelFixture panel(R"json({"type":"barchart","options":{"xField":"host","stacking":"normal","orientation":"horizontal","groupWidth":0.5,"legend":{"calcs":["max"]}},"fieldConfig":{"defaults":{"unit":"percent"}}})json");
        const auto body = bodyOf<view::BarsBody>(panel.view({table()}));
        QCOMPARE(body.categories, (std::vector<std::string>{"x", "y", "z"}));
        QCOMPARE(body.series.size(), std::size_t(2));
        QCOMPARE(body.series[1].texts[2], std::string("7%"));
        QCOMPARE(body.series[1].legend, (std::vector<std::string>{"7%"}));
        QCOMPARE(body.stacking, std::string("normal"));
        QCOMPARE(body.orientation, std::string("horizontal"));
        QCOMPARE(*body.groupWidth, 0.5);
        QCOMPARE(body.axes.size(), std::size_t(1));
    }

    void histogram_counts()
    {
        const PanelFixture panel(R"json({"type":"histogram","options":{"bucketSize":2}})json");
        const auto body = bodyOf<view::BarsBody>(panel.view({series("a", {1, 1, 3, 5})}));
        QCOMPARE(body.edges, (view::Numbers{0, 2, 4, 6}));
        QCOMPARE(body.series[0].values, (view::Numbers{2, 1, 1}));
        QCOMPARE(body.series[0].name, std::string("a"));
    }

    void heatmap_ordersGivenBuckets()
    {
        Frame frame;
        frame.fields = {field("Time", Column::times({start, start + 1000})), field("+Inf", numbers({0, 9})), field("10", numbers({5, none})), field("2", numbers({1, 2}))};
        const PanelFixture panel(R"json({"type":"heatmap","options":{"yAxis":{"unit":"s"},"color":{"mode":"scheme","scheme":"Oranges","exponent":0.5,"scale":"exponential"}}})json");
        const auto body = bodyOf<view::HeatmapBody>(panel.view({frame}));
        QCOMPARE(body.y.size(), std::size_t(3));
        QCOMPARE(body.y[0].text, std::string("2 s"));
        QCOMPARE(body.y[2].text, std::string("∞"));
        QCOMPARE(body.x.size(), std::size_t(2));
        QCOMPARE(body.x[1].to - body.x[1].from, 1000.0);
        QCOMPARE(body.cells[0], 1.0);
        QVERIFY(std::isnan(body.cells[2])); // zero is nothing
        QCOMPARE(body.cells[5], 9.0);
        QCOMPARE(body.scale.max, 9.0);
        QCOMPARE(*body.scale.exponent, 0.5);
        QCOMPARE(body.colours.size(), std::size_t(8));
    }

    void heatmap_countsByItself()
    {
        const PanelFixture panel(R"json({"type":"heatmap","options":{"calculate":true,"calculation":{"xBuckets":{"mode":"size","value":"30m"},"yBuckets":{"mode":"size","value":"10"}},"color":{"mode":"opacity","fill":"dark-orange"}}})json");
        const auto body = bodyOf<view::HeatmapBody>(panel.view({series("a", {1, 2, 15}), series("b", {3, 29, none})}));
        QCOMPARE(body.y.size(), std::size_t(3));
        double total = 0;
        for (const double cell : body.cells)
            total += std::isnan(cell) ? 0 : cell;
        QCOMPARE(total, 5.0);
        QCOMPARE(body.colours.front(), std::string("#79380026"));
    }

    void stateTimeline_mergesEqualNeighbours()
    {
        const PanelFixture panel(R"json({"type":"state-timeline","options":{"showValue":"never","rowHeight":0.8},"fieldConfig":{"defaults":{"mappings":[{"type":"value","options":{"1":{"text":"Up","color":"green"},"0":{"text":"Down","color":"red"}}}]}}})json");
        const auto body = bodyOf<view::SpansBody>(panel.view({series("a", {1, 1, 0, none, 1})}));
        QCOMPARE(body.rows.size(), std::size_t(1));
        QCOMPARE(body.rows[0].spans.size(), std::size_t(3));
        QCOMPARE(body.rows[0].spans[0], (view::Span{start, start + 120'000, "Up", "green"}));
        QCOMPARE(body.rows[0].spans[1], (view::Span{start + 120'000, start + 180'000, "Down", "red"}));
        QCOMPARE(body.rows[0].spans[2].to, start + 3'600'000);
        QCOMPARE(body.legendItems.size(), std::size_t(2));
        QCOMPARE(*body.rowHeight, 0.8);
    }

    void statusHistory_keepsEverySample()
    {
        const auto body = bodyOf<view::SpansBody>(PanelFixture("{\"type\":\"status-history\"}").view({series("a", {1, 1, 0})}));
        QCOMPARE(body.rows[0].spans.size(), std::size_t(3));
        QCOMPARE(body.rows[0].spans[2].to - body.rows[0].spans[2].from, 60'000);
    }

    void logs_findTimeTextAndLevel()
    {
        Frame frame;
        frame.fields = {field("labels", Column::strings({"{\"app\":\"x\",\"level\":\"warn\"}", "{}"})), field("Time", Column::times({start, start + 1})),
                        field("Line", Column::strings({"hello", "an ERROR, no terror"}))};
        const PanelFixture panel(R"json({"type":"logs","options":{"showTime":true,"sortOrder":"Descending","wrapLogMessage":true}})json");
        const auto body = bodyOf<view::LogsBody>(panel.view({frame}));
        QCOMPARE(body.lines[0].text, std::string("an ERROR, no terror"));
        QCOMPARE(body.lines[0].level, std::string("error"));
        QCOMPARE(body.lines[1].level, std::string("warning"));
        QCOMPARE(body.lines[1].labels.at("app"), std::string("x"));
        QVERIFY(body.showTime && body.wrap);
    }

    void nothing_isNoData_data()
    {
        QTest::addColumn<QByteArray>("type");
        for (const char *type : {"piechart", "barchart", "histogram", "heatmap", "state-timeline", "status-history", "logs"})
            QTest::newRow(type) << QByteArray(type);
    }
    void nothing_isNoData()
    {
        QFETCH(QByteArray, type);
        const PanelFixture panel("{\"type\":\"" + type.toStdString() + "\"}");
        QCOMPARE(panel.view({}).state, view::PanelState::NoData);
        QCOMPARE(panel.view({series("a", {})}).state, view::PanelState::NoData);
    }
};

QTEST_APPLESS_MAIN(tst_ViewOthers)
#include "tst_viewothers.moc"
