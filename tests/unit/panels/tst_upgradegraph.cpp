#include "panels/upgrade/panelupgrades.h"

#include "support/jsontext.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

namespace {

JsonTree upgraded(const std::string &json)
{
    const auto document = JsonDocument::parse(jsonText(json));
    JsonTree panel(document->root());
    upgradePanel(panel);
    return panel;
}

const JsonTree &defaults(const JsonTree &panel)
{
    return panel["fieldConfig"]["defaults"];
}

std::string override(const JsonTree &panel, std::size_t index)
{
    return panel["fieldConfig"]["overrides"].elements().at(index).json();
}

} // namespace

class tst_UpgradeGraph : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void graph_becomesTimeseries()
    {
        const JsonTree panel = upgraded("{'type':'graph','lines':true,'fill':2,'linewidth':1,'nullPointMode':'connected','steppedLine':true,"
            "'legend':{'show':true,'values':true,'alignAsTable':true,'rightSide':true,'avg':true,'current':true,'max':true,'sort':'avg','sortDesc':true,'hideZero':true},"
            "'tooltip':{'shared':true,'sort':2},'xaxis':{'mode':'time','show':true},"
            "'yaxes':[{'format':'bytes','label':'Memory','logBase':2,'min':'0','max':null,'show':true},{'format':'short','show':true}]}");
        QCOMPARE(panel["type"].text(), "timeseries");
        QCOMPARE(panel["sourceType"].text(), "graph");
        QCOMPARE(panel["options"].json(), jsonText("{'legend':{'showLegend':true,'displayMode':'table','placement':'right','sortBy':'Mean','sortDesc':true,'calcs':['max','mean','lastNotNull'],'hideZero':true},'tooltip':{'mode':'multi','sort':'desc'}}"));
        QCOMPARE(defaults(panel).json(), jsonText("{'unit':'bytes','custom':{'axisLabel':'Memory','scaleDistribution':{'type':'log','log':2},'drawStyle':'line','lineWidth':1,'showPoints':'never','fillOpacity':20,'spanNulls':true,'lineInterpolation':'stepAfter'},'min':0}"));
    }

    void bars_areFilled()
    {
        const JsonTree panel = upgraded("{'type':'graph','bars':true,'lines':false,'fill':1,'stack':true,'percentage':true}");
        QCOMPARE(defaults(panel)["custom"]["drawStyle"].text(), "bars");
        QCOMPARE(defaults(panel)["custom"]["fillOpacity"].integer(), 100);
        QCOMPARE(defaults(panel)["custom"]["stacking"].json(), jsonText("{'mode':'percent','group':'A'}"));
    }

    void secondAxis_isAnOverrideOfWhatDiffers()
    {
        const JsonTree panel = upgraded("{'type':'graph','seriesOverrides':[{'alias':'/.*temp.*/','yaxis':2,'color':'#fff','linewidth':3},{'alias':'cpu','transform':'negative-Y','stack':false}],"
            "'yaxes':[{'format':'percent','min':0,'max':100},{'format':'celsius','label':'°C','min':0}]}");
        QCOMPARE(override(panel, 0), jsonText("{'matcher':{'id':'byRegexp','options':'/.*temp.*/'},'properties':[{'id':'color','value':{'mode':'fixed','fixedColor':'#fff'}},{'id':'custom.lineWidth','value':3},{'id':'custom.axisPlacement','value':'right'},{'id':'unit','value':'celsius'},{'id':'custom.axisLabel','value':'°C'},{'id':'max','value':null}]}"));
        QCOMPARE(override(panel, 1), jsonText("{'matcher':{'id':'byName','options':'cpu'},'properties':[{'id':'custom.stacking','value':{'mode':'none','group':'A'}},{'id':'custom.transform','value':'negative-Y'}]}"));
    }

    void aliasColours_areOverridesByName()
    {
        const JsonTree panel = upgraded("{'type':'graph','aliasColors':{'Apps':'#629E51'},'seriesOverrides':[{'alias':'Apps','lines':false,'fillBelowTo':'min'}]}");
        QCOMPARE(override(panel, 0), jsonText("{'matcher':{'id':'byName','options':'Apps'},'properties':[{'id':'color','value':{'mode':'fixed','fixedColor':'#629E51'}},{'id':'custom.lineWidth','value':0},{'id':'custom.fillBelowTo','value':'min'}]}"));
    }

    void thresholds_colourWhatLiesBeyond_data()
    {
        QTest::addColumn<QByteArray>("thresholds");
        QTest::addColumn<QByteArray>("steps");
        QTest::addColumn<QByteArray>("style");
        QTest::newRow("above") << "[{'colorMode':'critical','fill':true,'line':true,'op':'gt','value':80}]"_ba
                               << "[{'color':'transparent','value':null},{'color':'red','value':80}]"_ba << "line+area"_ba;
        QTest::newRow("below") << "[{'colorMode':'custom','fill':false,'line':true,'lineColor':'#123456','op':'lt','value':5}]"_ba
                               << "[{'color':'#123456','value':null},{'color':'transparent','value':5}]"_ba << "line"_ba;
        QTest::newRow("both, unsorted") << "[{'colorMode':'ok','fill':true,'op':'gt','value':9},{'colorMode':'warning','fill':true,'op':'lt','value':1}]"_ba
                               << "[{'color':'orange','value':null},{'color':'transparent','value':1},{'color':'green','value':9}]"_ba << "area"_ba;
    }
    void thresholds_colourWhatLiesBeyond()
    {
        QFETCH(QByteArray, thresholds);
        QFETCH(QByteArray, steps);
        QFETCH(QByteArray, style);
        const JsonTree panel = upgraded(("{'type':'graph','thresholds':" + thresholds + "}").toStdString());
        QCOMPARE(defaults(panel)["thresholds"]["steps"].json(), jsonText(steps.toStdString()));
        QCOMPARE(defaults(panel)["custom"]["thresholdsStyle"]["mode"].text(), std::string_view(style.constData()));
    }

    void xAxisOfSeries_becomesBars()
    {
        const JsonTree panel = upgraded("{'type':'graph','bars':true,'xaxis':{'mode':'series','values':['total']},'yaxes':[{'format':'short'}]}");
        QCOMPARE(panel["type"].text(), "bargauge");
        QCOMPARE(panel["options"]["reduceOptions"].json(), jsonText("{'calcs':['sum'],'fields':'','values':false}"));
    }

    void xAxisOfHistogram_becomesHistogram()
    {
        const JsonTree panel = upgraded("{'type':'graph','xaxis':{'mode':'histogram','buckets':20}}");
        QCOMPARE(panel["type"].text(), "histogram");
        QCOMPARE(panel["options"]["bucketCount"].integer(), 20);
    }

    void veryOldAxesAndThresholds_areKept()
    {
        const JsonTree panel = upgraded("{'type':'graph','y_formats':['ms','bytes'],'leftYAxisLabel':'Time','grid':{'leftMin':0,'leftMax':null,'leftLogBase':1,'threshold1':200,'threshold1Color':'#112233','threshold2':400,'threshold2Color':'red'},'aliasYAxis':{'size':2},'x-axis':false}");
        QCOMPARE(defaults(panel)["unit"].text(), "ms");
        QCOMPARE(defaults(panel)["custom"]["axisLabel"].text(), "Time");
        QCOMPARE(defaults(panel)["thresholds"]["steps"].json(), jsonText("[{'color':'transparent','value':null},{'color':'#112233','value':200},{'color':'red','value':400}]"));
        QVERIFY(override(panel, 0).find(jsonText("'options':'size'")) != std::string::npos);
        QCOMPARE(override(panel, 1), jsonText("{'matcher':{'id':'byType','options':'time'},'properties':[{'id':'custom.axisPlacement','value':'hidden'}]}"));
    }

    void currentPanel_withLeftoversOfAGraphKeepsItsSettings()
    {
        const JsonTree panel = upgraded("{'type':'timeseries','fill':7,'yaxes':[{'format':'ms'}],'fieldConfig':{'defaults':{'unit':'s','custom':{'fillOpacity':10}},'overrides':[]}}");
        QCOMPARE(panel["type"].text(), "timeseries");
        QCOMPARE(defaults(panel).json(), jsonText("{'unit':'s','custom':{'fillOpacity':10}}"));
    }
};

QTEST_APPLESS_MAIN(tst_UpgradeGraph)
#include "tst_upgradegraph.moc"
