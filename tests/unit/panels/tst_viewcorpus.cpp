#include "panelfixture.h"

#include "panels/upgrade.h"
#include "support/corpus.h"

#include <QTest>

#include <map>
#include <set>

using namespace mdash;
using namespace mdash::test;

namespace {

/// A range query's answer: two series.
void addSeries(const Target &target, Frames &frames)
{
    for (const char *name : {"node-1", "node-2"}) {
        Frame frame = series(name, {1, 2.5, 1024, 77});
        frame.refId = target.refId;
        frames.push_back(std::move(frame));
    }
}

/// An instant query's answer in the format of a table.
void addTable(const Target &target, Frames &frames)
{
    Frame frame;
    frame.refId = target.refId;
    frame.fields = {field("Time", Column::times({start, start})), field("instance", Column::strings({"node-1", "node-2"})),
                    field("job", Column::strings({"api", "api"})), field("Value #" + target.refId, Column::numbers({0.5, 1}))};
    frames.push_back(std::move(frame));
}

Frames answersTo(const PanelModel &panel)
{
    Frames frames;
    for (const Target &target : panel.targets) {
        if (target.model["format"].string() == "table")
            addTable(target, frames);
        else
            addSeries(target, frames);
    }
    return frames;
}

std::vector<const PanelModel *> panelsOf(const DashboardModel &dashboard)
{
    std::vector<const PanelModel *> panels;
    for (const PanelModel &panel : dashboard.panels) {
        if (!panel.isRow())
            panels.push_back(&panel);
        for (const PanelModel &inner : panel.panels)
            panels.push_back(&inner);
    }
    return panels;
}

Result<DashboardModelPtr> dashboardIn(const QString &file)
{
    return upgradeDashboard(fileContent(corpusFolder() + QLatin1Char('/') + file).toStdString());
}

bool hasLeak(const std::string &json)
{
    for (const char *leak : {"undefined", "[object", "{{", "Invalid"}) {
        if (json.find(leak) != std::string::npos)
            return true;
    }
    return false;
}

} // namespace

/// Every panel of the published dashboards, with made-up answers to its queries.
class tst_ViewCorpus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void buildPanelView_drawsWhatItSupports_data()
    {
        QTest::addColumn<QString>("file");
        int refused = 0; // dashboards of the second schema
        for (const QString &file : corpusFiles()) {
            if (dashboardIn(file))
                QTest::newRow(qPrintable(file)) << file;
            else
                ++refused;
        }
        QVERIFY(refused <= 1);
    }
    void buildPanelView_drawsWhatItSupports()
    {
        QFETCH(QString, file);
        const auto dashboard = dashboardIn(file);
        const auto types = supportedPanelTypes();
        const std::set<std::string_view> supported(types.begin(), types.end());
        for (const PanelModel *panel : panelsOf(**dashboard)) {
            const Frames frames = answersTo(*panel);
            const PanelView view = buildPanelView(*panel, frames, PanelFixture::context());
            const std::string json = jsonOf(view);
            const QByteArray what = QByteArray::fromStdString(panel->type + " " + panel->title + ": " + json.substr(0, 300));
            QVERIFY2(JsonDocument::parse(json), what.constData());
            QCOMPARE(json, jsonOf(buildPanelView(*panel, frames, PanelFixture::context()))); // equal input, equal output
            const bool known = supported.contains(panel->type);
            QVERIFY2((view.state == view::PanelState::Unsupported) == !known, what.constData());
            const bool anyData = panel->type != "logs" && panel->options["reduceOptions"]["fields"].string().empty();
            if (known && panel->type != "text" && anyData && !frames.empty() && panel->transformations.empty())
                QVERIFY2(view.state == view::PanelState::Done, what.constData());
            QVERIFY2(panel->type == "text" || !hasLeak(json), what.constData());
        }
    }

    void buildPanelView_survivesAnyDataForAnyPanel_data()
    {
        buildPanelView_drawsWhatItSupports_data();
    }
    void buildPanelView_survivesAnyDataForAnyPanel()
    {
        QFETCH(QString, file);
        const auto dashboard = dashboardIn(file);
        Frame texts;
        texts.fields = {field("line", Column::strings({"level=error x", ""})), field("flag", Column::booleans({1, 0}))};
        Frame hollow = series("x", {std::nan(""), std::nan("")});
        Frame empty = series("x", {});
        Frame odd = series("x", {INFINITY, -1e308});
        odd.fields[0].values = Column::times({start + 5, start + 5});
        const std::vector<Frames> inputs{{}, {Frame{}}, {texts}, {hollow}, {empty}, {odd, texts, empty}};
        for (const PanelModel *panel : panelsOf(**dashboard)) {
            for (const Frames &input : inputs)
                QVERIFY(JsonDocument::parse(jsonOf(buildPanelView(*panel, input, PanelFixture::context()))));
        }
    }
};

QTEST_APPLESS_MAIN(tst_ViewCorpus)
#include "tst_viewcorpus.moc"
