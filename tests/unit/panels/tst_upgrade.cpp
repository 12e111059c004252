#include "panels/upgrade.h"

#include "support/jsontext.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

namespace {

DashboardModelPtr upgraded(const std::string &json)
{
    const auto model = upgradeDashboard(jsonText(json));
    return model ? *model : nullptr;
}

} // namespace

class tst_Upgrade : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void upgradeDashboard_readsTheOrdinary()
    {
        const auto model = upgraded("{'uid':'u1','title':'T','tags':['a'],'schemaVersion':39,'timezone':'utc','time':{'from':'now-1h','to':'now'},'refresh':'30s','graphTooltip':1,"
            "'timepicker':{'refresh_intervals':['5s','1m']},"
            "'links':[{'type':'dashboards','tags':['x'],'title':'More','asDropdown':true,'keepTime':true,'includeVars':true}],"
            "'panels':[{'id':4,'type':'stat','title':'S','gridPos':{'x':6,'y':1,'w':6,'h':4},'datasource':{'type':'prometheus','uid':'p'},'interval':'1m','maxDataPoints':100,"
            "'repeat':'host','repeatDirection':'v','maxPerRow':3,'timeFrom':'1h','timeShift':'1d','targets':[{'refId':'A','expr':'up'},{'refId':'B','expr':'x','hide':true,'datasource':{'uid':'q'}}]}]}");
        QVERIFY(model);
        QCOMPARE(model->uid, std::string("u1"));
        QCOMPARE(model->time.from, std::string("now-1h"));
        QCOMPARE(model->time.refreshChoices.size(), 2u);
        QVERIFY(model->links.front().kind == LinkModel::Kind::Dashboards && model->links.front().includeVariables);
        const PanelModel &panel = model->panels.front();
        QCOMPARE(panel.id, 4);
        QCOMPARE(panel.grid, (GridPos{6, 1, 6, 4}));
        QCOMPARE(panel.maxDataPoints, std::optional<qint64>(100));
        QCOMPARE(panel.targets.size(), 2u);
        QCOMPARE(panel.targets[0].datasource, (SourceRef{"p", "prometheus"}));
        QCOMPARE(panel.targets[1].datasource.uid, std::string("q"));
        QVERIFY(panel.targets[1].hidden && panel.repeatsVertically);
    }

    void upgradeDashboard_unwraps()
    {
        QCOMPARE(upgraded("{'dashboard':{'title':'inner'},'meta':{}}")->title, std::string("inner"));
    }

    void upgradeDashboard_refuses_data()
    {
        QTest::addColumn<QByteArray>("json");
        for (const char *json : {"", "[]", "7", "{", "{'apiVersion':'dashboard.grafana.app/v2alpha1','spec':{}}"})
            QTest::newRow(json) << QByteArray(json);
    }
    void upgradeDashboard_refuses()
    {
        QFETCH(QByteArray, json);
        const auto model = upgradeDashboard(jsonText(json.toStdString()));
        QVERIFY(!model);
        QCOMPARE(model.error().code, ErrorCode::InvalidInput);
    }

    void dataSources_comeInManyShapes_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("uid");
        QTest::addColumn<QByteArray>("type");
        QTest::newRow("null") << "null"_ba << ""_ba << ""_ba;
        QTest::newRow("name") << "'Prometheus'"_ba << "Prometheus"_ba << ""_ba;
        QTest::newRow("default") << "'default'"_ba << ""_ba << ""_ba;
        QTest::newRow("variable") << "'$ds'"_ba << "$ds"_ba << ""_ba;
        QTest::newRow("object") << "{'type':'loki','uid':'${ds}'}"_ba << "${ds}"_ba << "loki"_ba;
        QTest::newRow("without type") << "{'uid':'abc'}"_ba << "abc"_ba << ""_ba;
        QTest::newRow("mixed") << "'-- Mixed --'"_ba << "-- Mixed --"_ba << ""_ba;
        QTest::newRow("old expression") << "{'uid':'-100'}"_ba << "__expr__"_ba << ""_ba;
        QTest::newRow("number") << "7"_ba << ""_ba << ""_ba;
    }
    void dataSources_comeInManyShapes()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, uid);
        QFETCH(QByteArray, type);
        const auto model = upgraded(("{'panels':[{'type':'stat','datasource':" + json + "}]}").toStdString());
        QCOMPARE(model->panels.front().datasource, (SourceRef{uid.toStdString(), type.toStdString()}));
    }

    void targets_ofAMixedPanelKeepTheirOwnSource()
    {
        const auto model = upgraded("{'panels':[{'type':'stat','datasource':{'type':'datasource','uid':'-- Mixed --'},'targets':[{'expr':'a','datasource':{'uid':'p'}},{'expr':'b'}]}]}");
        QCOMPARE(model->panels.front().targets[0].datasource.uid, std::string("p"));
        QVERIFY(!model->panels.front().targets[1].datasource.isSet());
    }

    void inputs_areResolved()
    {
        const auto model = upgraded("{'__inputs':[{'name':'DS_VM-PROD','type':'datasource','pluginId':'prometheus'},{'name':'VAR_JOB','type':'constant','value':'api'},{'name':'DS_OWN','type':'datasource','pluginId':'loki'}],"
            "'templating':{'list':[{'name':'DS_OWN','type':'datasource','query':'loki'}]},"
            "'panels':[{'type':'stat','title':'${VAR_JOB} up','datasource':'${DS_VM-PROD}','targets':[{'expr':'up{job=\\'${VAR_JOB}\\'} $x','datasource':{'type':'prometheus','uid':'${DS_VM-PROD}'}}]},"
            "{'type':'logs','datasource':'${DS_OWN}'}]}");
        const PanelModel &panel = model->panels.front();
        QCOMPARE(panel.title, std::string("api up"));
        QCOMPARE(panel.datasource, (SourceRef{"", "prometheus"}));
        QCOMPARE(panel.targets[0].datasource, (SourceRef{"", "prometheus"}));
        QCOMPARE(panel.targets[0].model["expr"].string(), "up{job=\"api\"} $x");
        QCOMPARE(model->panels[1].datasource.uid, std::string("${DS_OWN}"));
    }

    void libraryPanels_comeFromTheExport()
    {
        const auto model = upgraded("{'__elements':{'e1':{'uid':'e1','kind':1,'model':{'type':'graph','title':'Shared','id':99,'gridPos':{'w':1,'h':1},'targets':[{'expr':'up'}]}}},"
            "'panels':[{'id':3,'gridPos':{'x':0,'y':0,'w':12,'h':8},'libraryPanel':{'uid':'e1','name':'Shared'}}]}");
        const PanelModel &panel = model->panels.front();
        QCOMPARE(panel.type, std::string("timeseries"));
        QCOMPARE(panel.title, std::string("Shared"));
        QCOMPARE(panel.id, 3);
        QCOMPARE(panel.grid.w, 12);
    }

    void rows_becomeAGrid()
    {
        const auto model = upgraded("{'rows':["
            "{'title':'First','showTitle':true,'height':'250px','panels':[{'id':1,'span':6,'type':'graph'},{'id':2,'span':6,'type':'graph','height':'150px'},{'id':3,'span':6,'type':'graph'}]},"
            "{'title':'Folded','collapse':true,'height':100,'panels':[{'id':4,'span':12,'type':'graph'}]},"
            "{'title':'Each','repeat':'host','panels':[{'id':5,'span':3,'type':'singlestat'}]}]}");
        const auto &panels = model->panels;
        QCOMPARE(panels.size(), 7u);
        QVERIFY(panels[0].isRow() && !panels[0].collapsed);
        QCOMPARE(panels[1].grid, (GridPos{0, 1, 12, 7}));
        QCOMPARE(panels[2].grid, (GridPos{12, 1, 12, 4}));
        QCOMPARE(panels[3].grid, (GridPos{12, 5, 12, 7}));
        QVERIFY(panels[4].collapsed);
        QCOMPARE(panels[4].grid.y, 12);
        QCOMPARE(panels[4].panels.front().grid, (GridPos{0, 13, 24, 3}));
        QCOMPARE(panels[5].repeat, std::string("host"));
        QCOMPARE(panels[5].grid.y, 13);
        QCOMPARE(panels[6].grid, (GridPos{0, 14, 6, 7}));
    }

    void rows_withoutHeadingsGiveNone()
    {
        const auto model = upgraded("{'rows':[{'title':'A','panels':[{'span':12,'type':'text'}]},{'panels':[{'span':12,'type':'text'}]}]}");
        QCOMPARE(model->panels.size(), 2u);
        QCOMPARE(model->panels[1].grid, (GridPos{0, 7, 24, 7}));
    }

    void ids_areUniqueAndGivenWhereMissing()
    {
        const auto model = upgraded("{'panels':[{'id':2,'type':'stat'},{'type':'stat'},{'id':2,'type':'stat'},{'id':'x','type':'row','collapsed':true,'panels':[{'id':9,'type':'stat'},null,7]}]}");
        QCOMPARE(model->panels[0].id, 2);
        QCOMPARE(model->panels[1].id, 10);
        QCOMPARE(model->panels[2].id, 11);
        QCOMPARE(model->panels[3].id, 12);
        QCOMPARE(model->panels[3].panels.size(), 1u);
    }

    void refIds_areUniqueAndGivenWhereMissing()
    {
        const auto model = upgraded("{'panels':[{'type':'stat','targets':[{'expr':'a'},{'expr':'b','refId':'A'},{'expr':'c','refId':'A'}]}]}");
        const auto &targets = model->panels.front().targets;
        QCOMPARE(targets[0].refId + targets[1].refId + targets[2].refId, std::string("BAC"));
    }

    void variables_comeInManyShapes()
    {
        const auto model = upgraded("{'schemaVersion':16,'templating':{'list':["
            "{'name':'job','type':'query','query':{'query':'jobs of all','refId':'x'},'refresh':true,'sort':1,'multi':true,'includeAll':true,'allValue':null,'current':{'text':'All','value':['$__all']},'regex':'/x/','hideLabel':true},"
            "{'name':'old','type':'query','query':'hosts of $job','datasource':null,'refresh':2,'current':{'value':7,'text':'seven'}},"
            "{'name':'mode','type':'custom','query':'a,b : c','options':[{'text':'a','value':'a','selected':true}]},"
            "{'name':'visible','type':'constant','query':'c','hide':0},{'name':'hidden','type':'constant','query':'c','hide':2},"
            "{'name':'step','type':'interval','query':'1m,5m','auto':true,'auto_count':10,'auto_min':'1m'},"
            "{'type':'query'},{'name':'odd','type':'system'}]}}");
        const auto &variables = model->variables;
        QCOMPARE(variables.size(), 7u);
        QCOMPARE(variables[0].query, std::string("jobs of all"));
        QCOMPARE(variables[0].queryJson, jsonText("{'query':'jobs of all','refId':'x'}"));
        QCOMPARE(variables[0].hide, 1);
        QCOMPARE(variables[0].currentValues, std::vector<std::string>{"$__all"});
        QVERIFY(variables[0].refresh == VariableModel::Refresh::OnLoad);
        QVERIFY(variables[1].refresh == VariableModel::Refresh::OnTimeRange);
        QCOMPARE(variables[1].queryJson, jsonText("'hosts of $job'"));
        QCOMPARE(variables[1].currentValues, std::vector<std::string>{"7"});
        QCOMPARE(variables[2].options, (std::vector<VariableOption>{{"a", "a"}}));
        QVERIFY(variables[3].kind == VariableKind::TextBox && variables[4].kind == VariableKind::Constant);
        QVERIFY(variables[5].autoInterval && variables[5].autoCount == 10 && variables[5].autoMin == "1m");
        QVERIFY(variables[6].kind == VariableKind::Unknown);
    }

    void gridPositions_areKeptInside()
    {
        const auto model = upgraded("{'panels':[{'type':'stat','gridPos':{'x':20,'y':-3,'w':12.4,'h':0}},{'type':'stat'},{'type':'stat','gridPos':{'x':1e300,'y':1e300,'w':-1e300,'h':1e300}}]}");
        QCOMPARE(model->panels[0].grid, (GridPos{12, 0, 12, 1}));
        QCOMPARE(model->panels[1].grid, (GridPos{0, 0, 12, 8}));
        QCOMPARE(model->panels[2].grid, (GridPos{23, 100'000, 1, 1000}));
    }

    void minSpan_isMostPanelsInARow()
    {
        const auto model = upgraded("{'panels':[{'type':'stat','minSpan':5,'repeat':'x'},{'type':'stat','minSpan':24}]}");
        QCOMPARE(model->panels[0].maxPerRow, 4);
        QCOMPARE(model->panels[1].maxPerRow, 1);
    }

    void labelsToFields_ofOldDashboardsMerges()
    {
        const char *json = "{'schemaVersion':%1,'panels':[{'type':'table','transformations':[{'id':'labelsToFields','options':{}}]}]}";
        QCOMPARE(upgraded(QByteArray(json).replace("%1", "27").toStdString())->panels[0].transformations.size(), 2u);
        QCOMPARE(upgraded(QByteArray(json).replace("%1", "36").toStdString())->panels[0].transformations.size(), 1u);
    }
};

QTEST_APPLESS_MAIN(tst_Upgrade)
#include "tst_upgrade.moc"
