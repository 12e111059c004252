#include "features/panels/queryplanner.h"
#include "panels/upgrade.h"

#include "support/jsontext.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

namespace {

constexpr TimePoint now{Millis(1'700'000'003'456)};

/// A dashboard's first panel, planned.
struct Planned
{
    DashboardModelPtr model;
    Scope scope;
    DataSourceList sources{{{"p1", "Prom", "prometheus", true, ""}, {"p2", "Slow", "prometheus", false, "1m"}, {"l1", "Logs", "loki", false, ""}}};
    PanelPlan plan;

    explicit Planned(const std::string &panels, int width = 1'000, Millis length = Millis(3'600'000))
        : model(*upgradeDashboard(jsonText("{'schemaVersion':39,'panels':[" + panels + "]}")))
    {
        scope.set("job", ScopeValue{.values = {"a.b", "c"}, .multi = true});
        scope.set("ds", ScopeValue{.values = {"p2", "p1"}, .multi = true});
        scope.set("step", ScopeValue::single("2m"));
        scope.set("typed", ScopeValue{.values = {"x"}, .trusted = false});
        plan = planPanel({*model, model->panels.front(), scope, sources, {now - length, now}, true, QTimeZone::utc(), now, width});
    }
};

} // namespace

class tst_QueryPlanner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void queries_areInterpolatedAndAligned()
    {
        const Planned made("{'type':'timeseries','datasource':{'uid':'p1'},'targets':[{'refId':'B','expr':'up{job=~\\'$job\\'}','legendFormat':'$job'},{'refId':'A','hide':true,'expr':'x'}]}");
        QCOMPARE(made.plan.queries.size(), 1u);
        const PlannedQuery &planned = made.plan.queries.front();
        QCOMPARE(planned.query.refId, std::string("B"));
        QCOMPARE(planned.query.model, jsonText("{'expr':'up{job=~\\'(a\\\\\\\\.b|c)\\'}','legendFormat':'{a.b,c}'}"));
        QCOMPARE(planned.query.interval, Millis(15'000));
        QCOMPARE(planned.query.maxDataPoints, 1'000);
        QCOMPARE(planned.query.range.to.time_since_epoch().count(), 1'700'000'000'000);
        QCOMPARE(planned.keepFor, Millis(10'000));
    }

    void interval_comesFromWidthPanelAndSource_data()
    {
        QTest::addColumn<QByteArray>("panel");
        QTest::addColumn<int>("width");
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("width") << "'datasource':'p1'"_ba << 60 << qint64(30);
        QTest::newRow("most points") << "'datasource':'p1','maxDataPoints':10"_ba << 1'000 << qint64(300);
        QTest::newRow("least of the panel") << "'datasource':'p1','interval':'>5m'"_ba << 1'000 << qint64(300);
        QTest::newRow("least by a variable") << "'datasource':'p1','interval':'$step'"_ba << 1'000 << qint64(120);
        QTest::newRow("least of the source") << "'datasource':'p2'"_ba << 1'000 << qint64(60);
        QTest::newRow("source of another kind") << "'datasource':'l1'"_ba << 1'000 << qint64(5);
    }
    void interval_comesFromWidthPanelAndSource()
    {
        QFETCH(QByteArray, panel);
        QFETCH(int, width);
        QFETCH(qint64, seconds);
        const Planned made("{'type':'timeseries'," + panel.toStdString() + ",'targets':[{'refId':'A','expr':'up'}]}", width);
        QCOMPARE(made.plan.queries.front().query.interval, Millis(seconds * 1'000));
    }

    void emptyQueries_areNotAsked()
    {
        const Planned made("{'type':'timeseries','datasource':'p1','targets':[{'refId':'A','expr':' '},{'refId':'B','expr':'up'},{'refId':'C'}]}");
        QCOMPARE(made.plan.queries.size(), 1u);
    }

    void queryInAnotherLanguage_isNotSent()
    {
        const Planned made("{'type':'table','targets':[{'refId':'A','datasource':{'type':'postgres','uid':'p1'},'rawSql':'select 1'}]}");
        QVERIFY(made.plan.queries.empty());
        QCOMPARE(made.plan.errors.front().second.code, ErrorCode::NotImplemented);
    }

    void nearlyEqualWidths_askTheSame()
    {
        const std::string panel = "{'type':'timeseries','datasource':'p1','targets':[{'refId':'A','expr':'up'}]}";
        QCOMPARE(Planned(panel, 901).plan.queries.front().query.maxDataPoints, Planned(panel, 950).plan.queries.front().query.maxDataPoints);
    }

    void sources_areFoundByVariableMixedAndDefault()
    {
        const Planned made("{'type':'timeseries','datasource':'-- Mixed --','targets':[{'refId':'A','expr':'a','datasource':{'uid':'$ds'}},{'refId':'B','expr':'b','datasource':'Logs'},{'refId':'C','expr':'c'},{'refId':'D','expr':'d','datasource':{'uid':'gone'}}]}");
        QCOMPARE(made.plan.queries.size(), 3u);
        QCOMPARE(made.plan.queries[0].source.uid, std::string("p2"));
        QCOMPARE(made.plan.queries[1].source.uid, std::string("l1"));
        QCOMPARE(made.plan.queries[2].source.uid, std::string("p1"));
        QCOMPARE(made.plan.errors.size(), 1u);
        QCOMPARE(made.plan.errors[0].first, std::string("D"));
        QCOMPARE(made.plan.errors[0].second.detail, u"Data source not found"_s);
    }

    void expressions_needHiddenQueries()
    {
        const Planned made("{'type':'stat','datasource':'p1','targets':[{'refId':'A','expr':'a','hide':true},{'refId':'B','datasource':{'type':'__expr__','uid':'__expr__'},'type':'math','expression':'$A * 2'}]}");
        QCOMPARE(made.plan.queries.size(), 1u);
        QCOMPARE(made.plan.hidden, std::vector<std::string>{"A"});
        QCOMPARE(made.plan.expressions.size(), 1u);
        QCOMPARE(made.plan.expressions[0].model, jsonText("{'type':'math','expression':'$A * 2'}"));
    }

    void resultOfAnotherPanel_isItsQueries()
    {
        const Planned made("{'id':1,'type':'stat','datasource':{'uid':'-- Dashboard --'},'targets':[{'refId':'A','panelId':2,'withTransforms':true}]},"
                           "{'id':2,'type':'table','datasource':'p1','transformations':[{'id':'merge','options':{}}],'targets':[{'refId':'X','expr':'a','format':'table'},{'refId':'Y','expr':'b','format':'table'}]}");
        QCOMPARE(made.plan.queries.size(), 2u);
        QCOMPARE(made.plan.order, (std::vector<std::string>{"A", "X", "Y"}));
        QCOMPARE(made.plan.transformFirst.size(), 1u);
        QVERIFY(made.plan.hasSeveralTables);
    }

    void circleOfPanels_ends()
    {
        const Planned made("{'id':1,'type':'stat','datasource':{'uid':'-- Dashboard --'},'targets':[{'refId':'A','panelId':1}]}");
        QVERIFY(made.plan.queries.empty());
        QCOMPARE(made.plan.errors.size(), 1u);
    }

    void typedText_isRefusedForItsQueryOnly()
    {
        const Planned made("{'type':'stat','datasource':'p1','targets':[{'refId':'A','expr':'rate(x[$typed])'},{'refId':'B','expr':'up'}]}");
        QCOMPARE(made.plan.queries.size(), 1u);
        QCOMPARE(made.plan.errors[0].second.code, ErrorCode::Forbidden);
    }

    void ownTime_isTheirRange()
    {
        const Planned made("{'type':'stat','datasource':'p1','timeFrom':'2h','timeShift':'1d','targets':[{'refId':'A','expr':'up'}]}");
        QCOMPARE(made.plan.time.range.length(), Millis(7'200'000));
        QCOMPARE(made.plan.time.range.to, now - Millis(86'400'000));
        QCOMPARE(made.plan.time.info, std::string("last 2 hours, shifted by 1d"));
        const Planned hidden("{'type':'stat','hideTimeOverride':true,'timeFrom':'1h'}");
        QVERIFY(hidden.plan.time.info.empty());
    }
};

QTEST_APPLESS_MAIN(tst_QueryPlanner)
#include "tst_queryplanner.moc"
