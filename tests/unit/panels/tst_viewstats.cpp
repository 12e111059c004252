#include "panelfixture.h"

#include <QTest>

using namespace mdash;
using namespace mdash::test;

namespace {

const double none = std::nan("");

const view::StatsBody &bodyOf(const PanelView &view)
{
    return std::get<view::StatsBody>(view.body);
}

Frame table()
{
    Frame frame;
    frame.fields = {field("host", Column::strings({"x", "y"})), field("load", Column::numbers({1, 95})), field("mem", Column::numbers({3, 4}))};
    return frame;
}

} // namespace

class tst_ViewStats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stat_showsOneValueASeries()
    {
        const PanelFixture panel(R"json({"type":"stat","options":{"reduceOptions":{"calcs":["mean"],"fields":"","values":false},"graphMode":"area","colorMode":"background","textMode":"value_and_name","justifyMode":"center"},
            "fieldConfig":{"defaults":{"unit":"percent","decimals":1,"color":{"mode":"thresholds"},"thresholds":{"mode":"absolute","steps":[{"color":"green","value":null},{"color":"red","value":50}]}}}})json");
        const PanelView view = panel.view({series("a", {10, 20}), series("b", {60, 80})});
        QCOMPARE(*view.count, std::size_t(2));
        const view::StatsBody &body = bodyOf(view);
        QCOMPARE(body.colourMode, std::string("background"));
        QCOMPARE(body.items[0].name, std::string("a"));
        QCOMPARE(body.items[0].text, std::string("15.0"));
        QCOMPARE(body.items[0].suffix, std::string("%"));
        QCOMPARE(*body.items[0].number, 15.0);
        QCOMPARE(body.items[0].colour, std::string("green"));
        QCOMPARE(body.items[1].colour, std::string("red"));
        QCOMPARE(body.items[0].spark->values, (view::Numbers{10, 20}));
    }

    void stat_mapsValues()
    {
        const PanelFixture panel(R"json({"type":"stat","options":{"reduceOptions":{"calcs":["lastNotNull"]}},"fieldConfig":{"defaults":{"mappings":[
            {"type":"value","options":{"1":{"text":"Up","color":"green","index":0},"0":{"text":"Down","color":"red","index":1}}},
            {"type":"range","options":{"from":2,"to":5,"result":{"text":"Some"}}},{"type":"special","options":{"match":"null","result":{"text":"Nothing"}}}]}}})json");
        const auto textOf = [&](double value) { return bodyOf(panel.view({series("a", {value})})).items[0].text; };
        QCOMPARE(textOf(1), std::string("Up"));
        QCOMPARE(textOf(0), std::string("Down"));
        QCOMPARE(textOf(3), std::string("Some"));
        QCOMPARE(textOf(9), std::string("9"));
        QCOMPARE(textOf(none), std::string("Nothing"));
        QCOMPARE(bodyOf(panel.view({series("a", {0})})).items[0].colour, std::string("red"));
    }

    void stat_saysWhatMissingValuesAre()
    {
        const PanelFixture named(R"json({"type":"stat","fieldConfig":{"defaults":{"noValue":"offline"}}})json");
        QCOMPARE(bodyOf(named.view({series("a", {none})})).items[0].text, std::string("offline"));
        QCOMPARE(bodyOf(PanelFixture(R"({"type":"stat"})").view({series("a", {none})})).items[0].text, std::string("–"));
        QCOMPARE(PanelFixture(R"({"type":"stat"})").view({}).state, view::PanelState::NoData);
    }

    void stat_showsRows()
    {
        const PanelFixture panel(R"json({"type":"stat","options":{"reduceOptions":{"values":true,"fields":"load","limit":1}}})json");
        const view::StatsBody body = bodyOf(panel.view({table()}));
        QCOMPARE(body.items.size(), std::size_t(1));
        QCOMPARE(body.items[0].name, std::string("x load"));
        const PanelFixture all(R"json({"type":"stat","options":{"reduceOptions":{"values":true,"fields":"/^(host|load)$/"}}})json");
        QCOMPARE(bodyOf(all.view({table()})).items.size(), std::size_t(4));
        QCOMPARE(bodyOf(all.view({table()})).items[0].text, std::string("x"));
    }

    void stat_showsAffixesAndChange()
    {
        const PanelFixture panel(R"json({"type":"stat","options":{"prefix":"≈ ","postfix":" today","showPercentChange":true,"reduceOptions":{"calcs":["last"]}}})json");
        const view::StatItem item = bodyOf(panel.view({series("a", {10, 15})})).items[0];
        QCOMPARE(item.prefix, std::string("≈ "));
        QCOMPARE(item.suffix, std::string(" today"));
        QCOMPARE(item.change, std::string("+50%"));
    }

    void stat_replacesMacrosInNamesAndLinks()
    {
        const PanelFixture panel(R"json({"type":"stat","fieldConfig":{"defaults":{"displayName":"${__field.labels.instance} of $job","links":[
            {"title":"Show ${__field.name}","url":"/d/x?var-host=${__field.labels.instance}&v=${__value.raw}&$job","targetBlank":true},{"title":"bad","url":"java\tscript:alert(1)"}]}}})json");
        Scope scope;
        scope.set("job", ScopeValue::single("node one"));
        ViewContext context = PanelFixture::context();
        context.scope = &scope;
        const view::StatItem item = bodyOf(panel.view({series("h 1", {10, 15})}, context)).items[0];
        QCOMPARE(item.name, std::string("h 1 of node one"));
        QCOMPARE(item.links.size(), std::size_t(1));
        QCOMPARE(item.links[0].text, std::string("Show Value"));
        QCOMPARE(item.links[0].url, std::string("/d/x?var-host=h%201&v=15&node%20one"));
        QVERIFY(item.links[0].newTab);
    }

    void gauge_hasBoundsAndSteps()
    {
        const PanelFixture panel(R"json({"type":"gauge","options":{"showThresholdLabels":true,"reduceOptions":{"calcs":["last"]}},"fieldConfig":{"defaults":{"unit":"percent","min":0,"max":200,
            "thresholds":{"mode":"percentage","steps":[{"color":"green","value":null},{"color":"red","value":80}]}}}})json");
        const view::StatItem item = bodyOf(panel.view({series("a", {170})})).items[0];
        QCOMPARE(*item.ratio, 0.85);
        QCOMPARE(*item.max, 200.0);
        QCOMPARE(item.colour, std::string("red"));
        QCOMPARE(item.steps.size(), std::size_t(2));
        QCOMPARE(item.steps[1].at, 0.8);
        QCOMPARE(item.steps[1].text, std::string("160%"));
    }

    void gauge_findsBoundsByItself()
    {
        const auto item = [](const char *config, std::vector<double> values) {
            return bodyOf(PanelFixture(std::string(R"({"type":"gauge","fieldConfig":{"defaults":)") + config + "}}").view({series("a", values)})).items[0];
        };
        QCOMPARE(*item("{}", {5}).max, 100.0);
        QCOMPARE(*item("{}", {500}).max, 500.0);
        QCOMPARE(*item(R"({"unit":"percentunit"})", {0.5}).max, 1.0);
        QCOMPARE(*item("{}", {10, 30}).min, 10.0);
        QCOMPARE(*item("{}", {none}).ratio, 0.0);
    }

    void bargauge_readsItsOptions()
    {
        const PanelFixture panel(R"json({"type":"bargauge","options":{"displayMode":"lcd","showUnfilled":false,"orientation":"horizontal","valueMode":"hidden"},"fieldConfig":{"defaults":{"color":{"mode":"continuous-GrYlRd"}}}})json");
        const view::StatsBody body = bodyOf(panel.view({series("a", {0}), series("b", {10})}));
        QCOMPARE(body.displayMode, std::string("lcd"));
        QVERIFY(!body.showUnfilled);
        QCOMPARE(body.textMode, std::string("name"));
        QCOMPARE(body.items[0].colour, std::string("#2e9e52"));
        QCOMPARE(body.items[1].colour, std::string("#e24942"));
    }
};

QTEST_APPLESS_MAIN(tst_ViewStats)
#include "tst_viewstats.moc"
