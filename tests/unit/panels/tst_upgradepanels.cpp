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

} // namespace

class tst_UpgradePanels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void singlestat_becomesStat()
    {
        const JsonTree panel = upgraded("{'type':'singlestat','format':'percent','decimals':1,'valueName':'current','colorBackground':true,'postfix':' RPS',"
            "'colors':['#299c46','#ed8128','#d44a3a'],'thresholds':'85, 95','sparkline':{'show':true},'gauge':{'show':false},'tableColumn':'',"
            "'mappingType':1,'valueMaps':[{'op':'=','text':'N/A','value':'null'},{'op':'=','text':'UP','value':'1'}],'targets':[{'expr':'up'}]}");
        QCOMPARE(panel["type"].text(), "stat");
        QCOMPARE(defaults(panel).json(), jsonText("{'unit':'percent','decimals':1,'mappings':[{'type':'value','options':{'1':{'text':'UP','index':1}}},{'type':'special','options':{'match':'null','result':{'text':'N/A','index':0}}}],'color':{'mode':'thresholds'},'thresholds':{'mode':'absolute','steps':[{'color':'#299c46','value':null},{'color':'#ed8128','value':85},{'color':'#d44a3a','value':95}]}}"));
        QCOMPARE(panel["options"].json(), jsonText("{'orientation':'horizontal','reduceOptions':{'calcs':['lastNotNull'],'fields':'','values':false},'colorMode':'background','graphMode':'area','textMode':'auto','justifyMode':'auto','postfix':' RPS'}"));
    }

    void singlestat_withGaugeBecomesGauge()
    {
        const JsonTree panel = upgraded("{'type':'singlestat','valueName':'avg','gauge':{'show':true,'minValue':10,'maxValue':100,'thresholdLabels':true,'thresholdMarkers':false},'thresholds':'','nullText':'off'}");
        QCOMPARE(panel["type"].text(), "gauge");
        QCOMPARE(defaults(panel)["min"].integer(), 10);
        QCOMPARE(defaults(panel)["max"].integer(), 100);
        QCOMPARE(defaults(panel)["noValue"].text(), "off");
        QCOMPARE(defaults(panel)["thresholds"]["steps"].json(), jsonText("[{'color':'green','value':null}]"));
        QCOMPARE(panel["options"]["reduceOptions"]["calcs"].json(), jsonText("['mean']"));
        QCOMPARE(panel["options"]["showThresholdLabels"].boolean(), true);
    }

    void singlestat_ofATableTakesItsColumn()
    {
        const JsonTree panel = upgraded("{'type':'singlestat','tableColumn':'Value [s]','targets':[{'expr':'up','format':'table'}]}");
        QCOMPARE(panel["options"]["reduceOptions"]["fields"].text(), "/^Value \\[s\\]$/");
    }

    void rangeMaps_becomeRanges()
    {
        const JsonTree panel = upgraded("{'type':'singlestat','mappingType':2,'rangeMaps':[{'from':'null','text':'N/A','to':'null'},{'from':'1','text':'few','to':'5'}]}");
        QCOMPARE(defaults(panel)["mappings"].json(), jsonText("[{'type':'special','options':{'match':'null','result':{'text':'N/A','index':0}}},{'type':'range','options':{'from':1,'to':5,'result':{'text':'few','index':1}}}]"));
    }

    void oldMappings_inFieldConfigBecomeCurrent()
    {
        const JsonTree panel = upgraded("{'type':'stat','fieldConfig':{'defaults':{'mappings':[{'id':0,'op':'=','text':'0','type':1,'value':'null'},{'id':1,'from':'3','to':'9','text':'x','type':2},{'type':'value','options':{'a':{'text':'b'}}}]},'overrides':[{'matcher':{'id':'byName','options':'a'},'properties':[{'id':'mappings','value':[{'type':1,'value':'7','text':'seven'}]}]}]}}");
        QCOMPARE(defaults(panel)["mappings"].json(), jsonText("[{'type':'value','options':{'a':{'text':'b'}}},{'type':'special','options':{'match':'null','result':{'text':'0','index':0}}},{'type':'range','options':{'from':3,'to':9,'result':{'text':'x','index':1}}}]"));
        QCOMPARE(panel["fieldConfig"]["overrides"].elements()[0]["properties"].elements()[0]["value"].json(), jsonText("[{'type':'value','options':{'7':{'text':'seven','index':0}}}]"));
    }

    void oldTable_stylesBecomeOverrides()
    {
        const JsonTree panel = upgraded("{'type':'table','transform':'table','sort':{'col':2,'desc':true},'pageSize':20,'showHeader':true,'styles':["
            "{'alias':'Time','dateFormat':'YYYY-MM-DD HH:mm:ss','pattern':'Time','type':'date'},"
            "{'alias':'Usage','colorMode':'cell','colors':['green','yellow','red'],'decimals':1,'pattern':'Value #A','thresholds':['50','80'],'type':'number','unit':'percent'},"
            "{'alias':'','pattern':'/.*_id/','type':'hidden'},"
            "{'alias':'Host','pattern':'instance','type':'string','align':'left','link':true,'linkTargetBlank':true,'linkTooltip':'Open ${__cell_2}','linkUrl':'/d/x?var-node=$__cell&var-job=${__cell_1:raw}'},"
            "{'alias':'','decimals':2,'pattern':'/.*/','type':'number','unit':'short'}]}");
        QCOMPARE(panel["type"].text(), "table");
        QCOMPARE(panel["transformations"].json(), jsonText("[{'id':'merge','options':{}}]"));
        QCOMPARE(panel["options"].json(), jsonText("{'showHeader':true,'sortBy':[{'column':2,'desc':true}],'footer':{'show':false,'enablePagination':true}}"));
        QCOMPARE(defaults(panel).json(), jsonText("{'custom':{'filterable':false},'unit':'short','decimals':2}"));
        const auto &overrides = panel["fieldConfig"]["overrides"].elements();
        QCOMPARE(overrides.size(), 4u);
        QCOMPARE(overrides[0]["properties"].json(), jsonText("[{'id':'displayName','value':'Time'},{'id':'unit','value':'time: YYYY-MM-DD HH:mm:ss'}]"));
        QCOMPARE(overrides[1]["properties"].json(), jsonText("[{'id':'displayName','value':'Usage'},{'id':'unit','value':'percent'},{'id':'decimals','value':1},{'id':'custom.cellOptions','value':{'type':'color-background','mode':'basic'}},{'id':'thresholds','value':{'mode':'absolute','steps':[{'color':'green','value':null},{'color':'yellow','value':50},{'color':'red','value':80}]}},{'id':'color','value':{'mode':'thresholds'}}]"));
        QCOMPARE(overrides[2].json(), jsonText("{'matcher':{'id':'byRegexp','options':'/.*_id/'},'properties':[{'id':'custom.hidden','value':true}]}"));
        QCOMPARE(overrides[3]["properties"].json(), jsonText("[{'id':'displayName','value':'Host'},{'id':'custom.align','value':'left'},{'id':'links','value':[{'title':'Open ${__data.fields[2]}','url':'/d/x?var-node=${__value.text}&var-job=${__data.fields[1]:raw}','targetBlank':true}]}]"));
    }

    void oldTable_transformsBecomeTransformations_data()
    {
        QTest::addColumn<QByteArray>("transform");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("rows") << "timeseries_to_rows"_ba << "[{'id':'seriesToRows','options':{}}]"_ba;
        QTest::newRow("columns") << "timeseries_to_columns"_ba << "[{'id':'joinByField','options':{'byField':'Time','mode':'outer'}}]"_ba;
        QTest::newRow("aggregations") << "timeseries_aggregations"_ba << "[{'id':'reduce','options':{'reducers':['mean','max'],'mode':'seriesToRows'}}]"_ba;
        QTest::newRow("unknown") << "json"_ba << "[]"_ba;
    }
    void oldTable_transformsBecomeTransformations()
    {
        QFETCH(QByteArray, transform);
        QFETCH(QByteArray, expected);
        const JsonTree panel = upgraded(("{'type':'table','styles':[],'columns':[{'text':'Avg','value':'avg'},{'text':'Max','value':'max'}],'transform':'" + transform + "\"}").toStdString());
        QCOMPARE(panel["transformations"].json(), jsonText(expected.toStdString()));
    }

    void fieldOptions_ofVersionSixBecomeFieldConfig()
    {
        const JsonTree panel = upgraded("{'type':'gauge','options':{'fieldOptions':{'calcs':['mean'],'defaults':{'mappings':[{'id':0,'op':'=','text':'N/A','type':1,'value':'null'}],'max':1000,'min':0,'thresholds':[{'color':'red','value':5},{'color':'green','value':400}],'title':'Download','unit':'Mbits'},'override':{},'values':false},'orientation':'horizontal'}}");
        QCOMPARE(defaults(panel).json(), jsonText("{'mappings':[{'type':'special','options':{'match':'null','result':{'text':'N/A','index':0}}}],'max':1000,'min':0,'thresholds':{'mode':'absolute','steps':[{'color':'red','value':null},{'color':'green','value':400}]},'displayName':'Download','unit':'Mbits'}"));
        QCOMPARE(panel["options"].json(), jsonText("{'orientation':'horizontal','reduceOptions':{'calcs':['mean'],'fields':'','values':false}}"));
    }

    void valueOptions_ofVersionSixBecomeFieldConfig()
    {
        const JsonTree panel = upgraded("{'type':'gauge','options-gauge':{'minValue':0,'maxValue':50,'thresholds':[{'index':0,'value':null,'color':'green'}],'valueOptions':{'stat':'avg','unit':'ms','decimals':2},'valueMappings':[]}}");
        QCOMPARE(defaults(panel)["unit"].text(), "ms");
        QCOMPARE(defaults(panel)["max"].integer(), 50);
        QCOMPARE(panel["options"]["reduceOptions"]["calcs"].json(), jsonText("['mean']"));
    }

    void oldHeatmap_becomesHeatmap()
    {
        const JsonTree panel = upgraded("{'type':'heatmap','dataFormat':'tsbuckets','hideZeroBuckets':true,'reverseYBuckets':false,'yBucketBound':'upper','cards':{'cardPadding':0},'color':{'cardColor':'#b4ff00','colorScale':'sqrt','colorScheme':'interpolateRdYlGn','exponent':0.5,'mode':'spectrum'},'yAxis':{'decimals':0,'format':'s','logBase':1,'min':'0','show':true},'legend':{'show':false}}");
        QCOMPARE(panel["type"].text(), "heatmap");
        QCOMPARE(panel["options"].json(), jsonText("{'calculate':false,'calculation':{'xBuckets':{'mode':'size'},'yBuckets':{'mode':'size'}},'color':{'mode':'scheme','scheme':'RdYlGn','steps':128,'scale':'exponential','exponent':0.5,'fill':'#b4ff00'},'yAxis':{'axisPlacement':'left','reverse':false,'unit':'s','decimals':0,'min':0},'cellGap':0,'filterValues':{'le':1e-09},'rowsFrame':{'layout':'le'},'legend':{'show':false},'tooltip':{'show':true}}"));
    }

    void pieChartPlugin_becomesPieChart()
    {
        const JsonTree panel = upgraded("{'type':'grafana-piechart-panel','pieType':'donut','valueName':'total','format':'bytes','legend':{'show':true,'values':true,'percentage':true},'legendType':'Right side','aliasColors':{'a':'#fff'}}");
        QCOMPARE(panel["type"].text(), "piechart");
        QCOMPARE(panel["options"].json(), jsonText("{'pieType':'donut','reduceOptions':{'calcs':['sum'],'fields':'','values':false},'legend':{'showLegend':true,'displayMode':'table','placement':'right','values':['value','percent']},'displayLabels':[]}"));
        QCOMPARE(defaults(panel)["unit"].text(), "bytes");
    }

    void discretePlugin_becomesStateTimeline()
    {
        const JsonTree panel = upgraded("{'type':'natel-discrete-panel','colorMaps':[{'color':'#70dbed','text':'Upper'}],'valueMaps':[{'op':'=','text':'Upper','value':'80:2a'}],'mappingType':1,'rowHeight':28,'showLegend':true,'units':'short'}");
        QCOMPARE(panel["type"].text(), "state-timeline");
        QCOMPARE(defaults(panel)["mappings"].json(), jsonText("[{'type':'value','options':{'80:2a':{'text':'Upper','index':0,'color':'#70dbed'}}},{'type':'value','options':{'Upper':{'color':'#70dbed','index':0}}}]"));
    }

    void polystatPlugin_becomesStat()
    {
        const JsonTree panel = upgraded("{'type':'grafana-polystat-panel','polystat':{'globalOperatorName':'max','globalUnitFormat':'percent','globalDecimals':1,'globalThresholds':[{'color':'red','state':2,'value':90}]}}");
        QCOMPARE(panel["type"].text(), "stat");
        QCOMPARE(defaults(panel)["unit"].text(), "percent");
        QCOMPARE(panel["options"]["reduceOptions"]["calcs"].json(), jsonText("['max']"));
    }

    void oldText_movesIntoOptions()
    {
        const JsonTree panel = upgraded("{'type':'text','mode':'html','content':'<b>x</b>','options':{}}");
        QCOMPARE(panel["options"].json(), jsonText("{'mode':'html','content':'<b>x</b>'}"));
    }

    void hiddenLegend_isNotShown()
    {
        const JsonTree panel = upgraded("{'type':'timeseries','options':{'legend':{'displayMode':'hidden','placement':'bottom'},'tooltipOptions':{'mode':'multi'}}}");
        QCOMPARE(panel["options"].json(), jsonText("{'legend':{'displayMode':'list','placement':'bottom','showLegend':false},'tooltip':{'mode':'multi'}}"));
    }

    void tableCells_takeTheirOptions_data()
    {
        QTest::addColumn<QByteArray>("old");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("gradient") << "gradient-gauge"_ba << "{'type':'gauge','mode':'gradient'}"_ba;
        QTest::newRow("solid") << "color-background-solid"_ba << "{'type':'color-background','mode':'basic'}"_ba;
        QTest::newRow("background") << "color-background"_ba << "{'type':'color-background','mode':'gradient'}"_ba;
        QTest::newRow("json") << "json-view"_ba << "{'type':'json-view'}"_ba;
        QTest::newRow("text") << "color-text"_ba << "{'type':'color-text'}"_ba;
    }
    void tableCells_takeTheirOptions()
    {
        QFETCH(QByteArray, old);
        QFETCH(QByteArray, expected);
        const JsonTree panel = upgraded(("{'type':'table','fieldConfig':{'defaults':{'custom':{'displayMode':'" + old
            + "'}},'overrides':[{'matcher':{'id':'byName','options':'a'},'properties':[{'id':'custom.displayMode','value':'" + old + "'}]}]}}").toStdString());
        QCOMPARE(defaults(panel)["custom"]["cellOptions"].json(), jsonText(expected.toStdString()));
        QCOMPARE(panel["fieldConfig"]["overrides"].elements()[0]["properties"].elements()[0]["value"].json(), jsonText(expected.toStdString()));
    }

    void oldTransformationIds_areRenamed()
    {
        const JsonTree panel = upgraded("{'type':'table','transformations':[{'id':'seriesToColumns','options':{'byField':'pod'}}]}");
        QCOMPARE(panel["transformations"].json(), jsonText("[{'id':'joinByField','options':{'byField':'pod','mode':'outer'}}]"));
    }

    void unknownType_isLeftAlone()
    {
        const JsonTree panel = upgraded("{'type':'acme-panel','options':{'a':[1]}}");
        QCOMPARE(panel.json(), jsonText("{'type':'acme-panel','options':{'a':[1]},'sourceType':'acme-panel'}"));
    }
};

QTEST_APPLESS_MAIN(tst_UpgradePanels)
#include "tst_upgradepanels.moc"
