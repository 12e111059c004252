#include "panelfixture.h"

#include <QTest>

#include <limits>

using namespace mdash;
using namespace mdash::test;

namespace {

const double none = std::nan("");

const view::TimeSeriesBody &bodyOf(const PanelView &view)
{
    return std::get<view::TimeSeriesBody>(view.body);
}

std::vector<std::int64_t> timesOf(const PanelView &view)
{
    return std::get<std::vector<std::int64_t>>(bodyOf(view).x);
}

bool same(const view::Numbers &a, const view::Numbers &b)
{
    return a.size() == b.size()
           && std::equal(a.begin(), a.end(), b.begin(), [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

} // namespace

class tst_ViewTimeSeries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void build_sharesEvenTimes()
    {
        const PanelView view = PanelFixture("{}").view({series("a", {1, 2, 3}), series("b", {4, 5, 6})});
        QCOMPARE(view.state, view::PanelState::Done);
        QCOMPARE(*view.count, std::size_t(2));
        const auto &even = std::get<view::EvenTimes>(bodyOf(view).x);
        QCOMPARE(even.start, start);
        QCOMPARE(even.step, 60'000);
        QCOMPARE(bodyOf(view).series[1].values, (view::Numbers{4, 5, 6}));
        QCOMPARE(bodyOf(view).series[0].name, std::string("a"));
        QCOMPARE(bodyOf(view).series[1].colour, std::string("series-2"));
        QVERIFY(!std::get<bool>(bodyOf(view).series[0].spanNulls));
    }

    void build_joinsDifferentTimes()
    {
        const PanelView view = PanelFixture("{}").view({series("fast", {1, 2, 3, 4}, 15'000), series("slow", {7, 8}, 30'000)});
        QVERIFY(same(bodyOf(view).series[1].values, {7, none, 8, none}));
        QCOMPARE(std::get<double>(bodyOf(view).series[1].spanNulls), 30'000.0); // its points still belong together
        QVERIFY(!std::get<bool>(bodyOf(view).series[0].spanNulls));
    }

    void build_breaksLinesAtGaps()
    {
        Frame gap = series("a", {1, 2});
        gap.fields[0].values = Column::times({start, start + 300'000});
        const PanelView view = PanelFixture("{}").view({gap});
        QCOMPARE(timesOf(view), (std::vector<std::int64_t>{start, start + 60'000, start + 300'000}));
        QVERIFY(same(bodyOf(view).series[0].values, {1, none, 2}));
    }

    void build_toleratesDisorderAndRepeatedTimes()
    {
        Frame mixed = series("a", {3, 1, 2, 9});
        mixed.fields[0].values = Column::times({start + 2, start, start + 1, start + 1});
        mixed.fields[0].config.intervalMs.reset();
        const PanelView view = PanelFixture("{}").view({mixed});
        QCOMPARE(bodyOf(view).series[0].values, (view::Numbers{1, 9, 3}));
    }

    void build_turnsNotFiniteIntoNone()
    {
        const double infinity = std::numeric_limits<double>::infinity();
        Frame frame = series("a", {1, 2, 3});
        frame.fields[1].values = Column::numbers({1, infinity, none});
        const PanelView view = PanelFixture("{}").view({frame});
        QVERIFY(same(bodyOf(view).series[0].values, {1, none, none}));
        QCOMPARE(view.notices.size(), std::size_t(1));
        QVERIFY(view.notices[0].text.starts_with("2 values"));
    }

    void build_keepsPeaksWhenItReduces()
    {
        std::vector<double> values(10'000, 1);
        values[5'003] = 99;
        values[7'777] = -99;
        ViewContext context = PanelFixture::context();
        context.width = 100;
        const PanelView view = PanelFixture("{}").view({series("a", values, 1000)}, context);
        const view::Numbers &shown = bodyOf(view).series[0].values;
        QVERIFY(shown.size() <= 200);
        QCOMPARE(std::ranges::max(shown), 99.0);
        QCOMPARE(std::ranges::min(shown), -99.0);
        QVERIFY(!view.notices.empty());
        context.inspect = true;
        QCOMPARE(bodyOf(PanelFixture("{}").view({series("a", values, 1000)}, context)).series[0].values.size(), values.size());
    }

    void build_takesASeriesOutOfTheStackOfTheOthers()
    {
        const PanelFixture panel(R"json({"fieldConfig":{"defaults":{"custom":{"stacking":{"mode":"normal","group":"A"}}},)json"
            R"json("overrides":[{"matcher":{"id":"byName","options":"Total"},"properties":[{"id":"custom.stacking","value":{"group":false,"mode":"normal"}}]}]}})json");
        const PanelView view = panel.view({series("Total", {3, 3}), series("Used", {1, 2}), series("Free", {2, 1})});
        const auto &all = bodyOf(view).series;
        QVERIFY(all[0].stack->group != all[1].stack->group);
        QCOMPARE(all[1].stack->group, all[2].stack->group);
    }

    void build_readsStyles()
    {
        const PanelFixture panel(R"json({"fieldConfig":{"defaults":{"unit":"bytes","decimals":1,"color":{"mode":"fixed","fixedColor":"#00f"},"custom":{)json"
            R"json("drawStyle":"bars","lineWidth":2,"fillOpacity":40,"gradientMode":"opacity","lineInterpolation":"stepAfter","showPoints":"never","pointSize":7,)json"
            R"json("spanNulls":true,"stacking":{"mode":"percent","group":"B"},"lineStyle":{"fill":"dash","dash":[4,2]},"axisLabel":"Memory","axisPlacement":"right",)json"
            R"json("axisSoftMin":0,"axisSoftMax":10,"scaleDistribution":{"type":"log","log":10},"thresholdsStyle":{"mode":"dashed+area"}},)json"
            R"json("thresholds":{"mode":"absolute","steps":[{"color":"green","value":null},{"color":"red","value":5}]}},)json"
            R"json("overrides":[{"matcher":{"id":"byName","options":"b"},"properties":[{"id":"custom.transform","value":"negative-Y"},{"id":"custom.hideFrom","value":{"legend":true,"viz":false}},{"id":"custom.fillBelowTo","value":"a"}]}]}})json");
        const PanelView view = panel.view({series("a", {1, 2}), series("b", {3, 4})});
        const view::Series &first = bodyOf(view).series[0];
        QCOMPARE(first.draw, std::string("bars"));
        QCOMPARE(first.width, 2.0);
        QCOMPARE(first.fill, 0.4);
        QCOMPARE(first.gradient, std::string("opacity"));
        QCOMPARE(first.interpolation, std::string("stepAfter"));
        QCOMPARE(first.points, std::string("never"));
        QCOMPARE(*first.pointSize, 7.0);
        QVERIFY(std::get<bool>(first.spanNulls));
        QCOMPARE(*first.stack, (view::Stack{"B", "percent"}));
        QCOMPARE(first.dash, (std::vector<double>{4, 2}));
        QCOMPARE(first.colour, std::string("#0000ff"));
        QCOMPARE(first.unit.kernel, std::string("binary"));
        QVERIFY(bodyOf(view).series[1].negate);
        QVERIFY(bodyOf(view).series[1].hidden.legend);
        QCOMPARE(bodyOf(view).series[1].fillBelowTo, std::string("a"));
        QCOMPARE(bodyOf(view).axes.size(), std::size_t(1));
        const view::Axis &axis = bodyOf(view).axes[0];
        QCOMPARE(axis.side, std::string("right"));
        QCOMPARE(axis.label, std::string("Memory"));
        QCOMPARE(*axis.softMax, 10.0);
        QCOMPARE(axis.scale.kind, std::string("log"));
        QCOMPARE(bodyOf(view).thresholds.size(), std::size_t(2));
        QVERIFY(bodyOf(view).thresholds[1].dashed);
        QCOMPARE(bodyOf(view).thresholds[1].mode, std::string("line+area"));
        QCOMPARE(*bodyOf(view).thresholds[1].value, 5.0);
    }

    void build_givesEachUnitItsAxis()
    {
        const PanelFixture panel(R"json({"fieldConfig":{"defaults":{"unit":"bytes"},"overrides":[{"matcher":{"id":"byRegexp","options":"/^b/"},"properties":[{"id":"unit","value":"percent"}]}]}})json");
        const PanelView view = panel.view({series("a", {1}), series("b", {2}), series("bb", {2})});
        QCOMPARE(bodyOf(view).axes.size(), std::size_t(2));
        QCOMPARE(bodyOf(view).axes[0].side, std::string("left"));
        QCOMPARE(bodyOf(view).axes[1].side, std::string("right"));
        QCOMPARE(bodyOf(view).series[2].axis, bodyOf(view).axes[1].id);
    }

    void build_fillsTheLegend()
    {
        const PanelFixture panel(R"json({"options":{"legend":{"displayMode":"table","placement":"right","calcs":["max","lastNotNull","nonsense"],"sortBy":"Last *","sortDesc":true}},)json"
            R"json("fieldConfig":{"defaults":{"unit":"s"}}})json");
        const PanelView view = panel.view({series("a", {1, 90, none})});
        const view::Legend &legend = bodyOf(view).legend;
        QCOMPARE(legend.mode, std::string("table"));
        QCOMPARE(legend.columns.size(), std::size_t(2));
        QCOMPARE(legend.columns[1].title, std::string("Last *"));
        QCOMPARE(legend.sortBy, std::string("lastNotNull"));
        QVERIFY(legend.sortDesc);
        QCOMPARE(bodyOf(view).series[0].legend, (std::vector<std::string>{"1.50 mins", "1.50 mins"}));
        QCOMPARE(bodyOf(view).series[0].legendNumbers, (view::Numbers{90, 90}));
    }

    void build_splitsLongFrames()
    {
        Frame frame;
        frame.fields = {field("time", Column::times({start, start, start + 1000, start + 1000})), field("host", Column::strings({"x", "y", "x", "y"})),
                        field("load", Column::numbers({1, 2, 3, 4}))};
        const PanelView view = PanelFixture("{}").view({frame});
        QCOMPARE(bodyOf(view).series.size(), std::size_t(2));
        QCOMPARE(bodyOf(view).series[1].name, std::string("load y"));
        QCOMPARE(bodyOf(view).series[1].values, (view::Numbers{2, 4}));
        QCOMPARE(bodyOf(view).series[1].colour, std::string("series-2"));
    }

    void build_hasNoDataWithoutTimesOrNumbers()
    {
        QCOMPARE(PanelFixture("{}").view({}).state, view::PanelState::NoData);
        Frame frame;
        frame.fields = {field("name", Column::strings({"x"}))};
        const PanelView view = PanelFixture("{}").view({frame});
        QCOMPARE(view.state, view::PanelState::NoData);
        QCOMPARE(view.notices.size(), std::size_t(1));
    }

    void build_drawsAtMostTwoThousandSeries()
    {
        Frames frames;
        for (int i = 0; i < 2'100; ++i)
            frames.push_back(series("s" + std::to_string(i), {1}));
        const PanelView view = PanelFixture("{}").view(frames);
        QCOMPARE(*view.count, std::size_t(2'000));
        QVERIFY(view.notices[0].text.find("2100") != std::string::npos);
    }

    void build_placesTimeRegions()
    {
        // Tuesday 22:13 to 23:13 UTC
        const PanelFixture panel(R"json({"options":{"timeRegions":[{"op":"time","fromDayOfWeek":2,"from":"22:30","toDayOfWeek":2,"to":"23:00","colorMode":"red"},{"op":"time","fromDayOfWeek":5,"from":"00:00","toDayOfWeek":5,"to":"01:00"}]}})json");
        const PanelView view = panel.view({series("a", {1, 2})});
        QCOMPARE(bodyOf(view).timeRegions.size(), std::size_t(1));
        QCOMPARE(bodyOf(view).timeRegions[0].to - bodyOf(view).timeRegions[0].from, 1'800'000);
        QCOMPARE(bodyOf(view).timeRegions[0].colour, std::string("red"));
    }

    void build_isTheSameTwice()
    {
        const PanelFixture panel(R"json({"options":{"legend":{"calcs":["mean"]}},"transformations":[{"id":"renameByRegex","options":{"regex":"(.*)","renamePattern":"x $1"}}]})json");
        const Frames frames{series("a", {1, 2, none}), series("b", {3})};
        QCOMPARE(jsonOf(panel.view(frames)), jsonOf(panel.view(frames)));
        QCOMPARE(frames[0].fields[1].config.displayName, std::string());
    }
};

QTEST_APPLESS_MAIN(tst_ViewTimeSeries)
#include "tst_viewtimeseries.moc"
