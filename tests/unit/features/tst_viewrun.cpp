#include "features/panels/panelsservice.h"
#include "features/queries/executor.h"

#include "support/jsontext.h"
#include "support/testclock.h"

#include <QTest>

#include <deque>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

namespace {

/// A data source whose answers wait until the test gives them; variables are answered by their query.
class FakeBackend final : public DataSourceBackend
{
public:
    struct Asked
    {
        DataQuery query;
        std::shared_ptr<QPromise<QueryResults>> promise;
    };

    QFuture<QueryResults> query(const DataSourceSettings &, std::vector<DataQuery> queries) override
    {
        auto promise = std::make_shared<QPromise<QueryResults>>();
        promise->start();
        asked.push_back({queries.front(), promise});
        if (answersAtOnce)
            answer(asked.size() - 1);
        return asked.back().promise->future();
    }
    QFuture<Result<std::string>> checkHealth(const DataSourceSettings &) override { return readyFuture(Result<std::string>("ok")); }
    QFuture<VariableAnswer> variableValues(const DataSourceSettings &, std::string query, TimeRange) override
    {
        ++variableQuestions;
        const auto found = values.find(query);
        return readyFuture(found == values.end() ? VariableAnswer(fail(ErrorCode::BadGateway, u"no such host"_s)) : VariableAnswer(found->second));
    }

    void answer(std::size_t index, std::optional<Error> error = {})
    {
        Frame frame;
        frame.fields = {{.name = "Time", .values = Column::times({0, 1'000})}, {.name = "Value", .values = Column::numbers({1, 2})}};
        QueryResults results;
        results[asked[index].query.refId] = error ? QueryResult{.error = error} : QueryResult{.frames = {frame}};
        asked[index].promise->addResult(std::move(results));
        asked[index].promise->finish();
    }

    bool answersAtOnce = true;
    std::vector<Asked> asked;
    std::map<std::string, std::vector<std::string>> values;
    int variableQuestions = 0;
};

class FakeSources final : public PanelSources
{
public:
    Result<StoredDashboard> dashboard(const Principal &, const QString &uid) override
    {
        if (uid != u"d1"_s)
            return fail(ErrorCode::NotFound, u"Dashboard not found"_s);
        StoredDashboard stored;
        stored.uid = "d1";
        stored.version = 3;
        stored.json = std::make_shared<const std::string>(jsonText(json));
        return stored;
    }
    Result<std::vector<NamedDashboard>> dashboardsTagged(const Principal &, const std::vector<std::string> &tags) override
    {
        return std::vector<NamedDashboard>{{"x", "Tagged " + tags.front(), "/d/x/tagged"}};
    }
    Result<DataSourceList> dataSources(OrgId) override
    {
        return DataSourceList({{"p", "Prom", "prometheus", true, ""}, {"s", "Sql", "postgres", false, ""}});
    }
    Result<std::shared_ptr<const DataSourceSettings>> settings(OrgId orgId, const std::string &uid) override
    {
        auto settings = std::make_shared<DataSourceSettings>();
        settings->orgId = orgId;
        settings->uid = uid;
        settings->type = uid == "p" ? "prometheus" : "postgres";
        return std::shared_ptr<const DataSourceSettings>(settings);
    }
    DataSourceBackend *backend(std::string_view type) override { return type == "prometheus" ? &prometheus : nullptr; }

    std::string json = "{}";
    FakeBackend prometheus;
};

/// A worker and a node around the service.
struct Stage
{
    TestClock clock;
    FakeSources sources;
    QueryFlights queries{clock};
    VariableFlights variables{clock};
    ModelCache models;
    std::deque<std::function<void()>> jobs;
    bool isDraining = false;
    PanelsService service{{sources, queries, variables, clock, [this](std::function<void()> job) { jobs.push_back(std::move(job)); }, [this] { return isDraining; }}, models};
    Principal caller{.kind = Principal::Kind::User, .userId = {5}, .orgId = {1}, .role = OrgRole::Viewer};
    std::string received;

    void work()
    {
        while (!jobs.empty()) {
            const auto job = std::move(jobs.front());
            jobs.pop_front();
            job();
        }
    }

    std::shared_ptr<BodyStream> begin(const std::string &request = "{}")
    {
        const auto document = JsonDocument::parse(jsonText(request));
        auto stream = service.view(caller, u"d1"_s, *readViewRequest(document->root()));
        return stream ? *stream : nullptr;
    }

    /// The lines of the answer so far.
    std::vector<JsonDocument> lines(BodyStream &stream)
    {
        work();
        auto state = BodyStream::State::Open;
        received += stream.take(state);
        std::vector<JsonDocument> documents;
        for (const QByteArray &line : QByteArray::fromStdString(received).split('\n')) {
            if (!line.isEmpty())
                documents.push_back(*JsonDocument::parse(std::string_view(line.constData(), static_cast<std::size_t>(line.size()))));
        }
        return documents;
    }
};

std::string kinds(const std::vector<JsonDocument> &lines)
{
    std::string out;
    for (const JsonDocument &line : lines) {
        out += std::string(line.root()["kind"].string());
        if (line.root()["id"].exists())
            out += std::to_string(line.root()["id"].integer());
        out += ' ';
    }
    return out;
}

constexpr auto onePanel = "{'title':'T','schemaVersion':39,'panels':[{'id':7,'type':'stat','title':'Up $job','datasource':'Prom','gridPos':{'x':0,'y':0,'w':6,'h':4},'targets':[{'refId':'A','expr':'up{job=~\\'$job\\'}'}]}]}";

} // namespace

class tst_ViewRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void view_streamsLineByLine()
    {
        Stage stage;
        stage.sources.json = "{'title':'T','schemaVersion':39,'tags':['x'],'templating':{'list':[{'name':'job','type':'query','query':'jobs','multi':true,'current':{'value':['api']}}]},"
            "'links':[{'type':'dashboards','tags':['net'],'keepTime':true},{'type':'link','title':'Evil','url':'javascript:1'}],"
            "'panels':[{'id':7,'type':'stat','title':'Up $job','gridPos':{'x':0,'y':0,'w':6,'h':4},'targets':[{'refId':'A','expr':'up{job=~\\'$job\\'}'}]},{'id':8,'type':'text','options':{'mode':'markdown','content':'hi'}}]}";
        stage.sources.prometheus.values["\"jobs\""] = {"web", "api"};
        const auto stream = stage.begin("{'from':'now-1h','to':'now'}");
        QVERIFY(stream);
        const auto lines = stage.lines(*stream);
        QCOMPARE(kinds(lines), std::string("dashboard variable panel8 panel7 end "));
        const JsonValue dashboard = lines[0].root();
        QCOMPARE(dashboard["version"].integer(), 3);
        QCOMPARE(dashboard["range"]["to"].integer() - dashboard["range"]["from"].integer(), 3'600'000);
        QCOMPARE(dashboard["layout"].elements()[0]["title"].string(), "Up api");
        QCOMPARE(dashboard["links"].json(), jsonText("[{'text':'Tagged net','url':'/d/x/tagged?from=now-1h&to=now'}]"));
        QCOMPARE(lines[1].root()["options"].json(), jsonText("[{'text':'web','value':'web'},{'text':'api','value':'api'}]"));
        QCOMPARE(lines[1].root()["state"].string(), "ready");
        QCOMPARE(lines[3].root()["view"]["state"].string(), "done");
        QCOMPARE(lines[3].root()["view"]["title"].string(), "Up api");
        QCOMPARE(JsonDocument::parse(stage.sources.prometheus.asked.front().query.model)->root()["expr"].string(), "up{job=~\"api\"}");
    }

    void view_refusesWhatCannotBe()
    {
        Stage stage;
        const auto refused = stage.service.view(stage.caller, u"nope"_s, {});
        QCOMPARE(refused.error().code, ErrorCode::NotFound);
        QCOMPARE(stage.service.view(stage.caller, u"d1"_s, {.from = "soon"}).error().code, ErrorCode::InvalidInput);
        QCOMPARE(stage.service.view(stage.caller, u"d1"_s, {.timezone = "Mars/Olympus"}).error().code, ErrorCode::InvalidInput);
    }

    void panels_areInTheOrderAskedFor_andKnownOnesAreTheSame()
    {
        Stage stage;
        stage.sources.json = "{'schemaVersion':39,'panels':[{'id':1,'type':'stat','datasource':'Prom','targets':[{'expr':'a'}]},{'id':2,'type':'stat','datasource':'Prom','targets':[{'expr':'b'}]},{'id':3,'type':'stat','datasource':'Prom','targets':[{'expr':'c'}]}]}";
        const auto first = stage.lines(*stage.begin("{'panels':[{'id':3,'width':300,'height':200},{'id':1,'width':300,'height':200},{'id':99}]}"));
        QCOMPARE(kinds(first), std::string("dashboard panel3 panel1 end "));
        const std::string etag(first[1].root()["etag"].string());
        stage.received.clear();
        const auto second = stage.lines(*stage.begin("{'panelsOnly':true,'panels':[{'id':3,'width':300,'height':200,'etag':'" + etag + "'}]}"));
        QCOMPARE(kinds(second), std::string("panel3 end "));
        QCOMPARE(second[0].root()["same"].boolean(), true);
        QVERIFY(!second[0].root()["view"].exists());
        QCOMPARE(stage.sources.prometheus.asked.size(), 2u); // the second view found the first one's answer
    }

    void equalQueries_ofSeveralViewersAreOne()
    {
        Stage stage;
        stage.sources.json = "{'schemaVersion':39,'panels':[{'id':1,'type':'stat','datasource':'Prom','targets':[{'refId':'A','expr':'a'}]},{'id':2,'type':'stat','datasource':'Prom','targets':[{'refId':'Z','expr':'a'}]}]}";
        stage.sources.prometheus.answersAtOnce = false;
        const auto one = stage.begin("{}");
        const auto two = stage.begin("{}");
        stage.work();
        QCOMPARE(stage.sources.prometheus.asked.size(), 1u);
        stage.sources.prometheus.answer(0);
        QCOMPARE(kinds(stage.lines(*one)), std::string("dashboard panel1 panel2 end "));
        stage.received.clear();
        QCOMPARE(kinds(stage.lines(*two)), std::string("dashboard panel1 panel2 end "));
    }

    void failingPanel_saysSo_othersGoOn()
    {
        Stage stage;
        stage.sources.json = "{'schemaVersion':39,'panels':[{'id':1,'type':'stat','title':'A','datasource':'Prom','targets':[{'expr':'a'}]},{'id':2,'type':'stat','datasource':'Prom','targets':[{'expr':'b'}]},"
            "{'id':3,'type':'table','datasource':'Sql','targets':[{'rawSql':'select 1'}]},{'id':4,'type':'stat','datasource':'gone','targets':[{'expr':'c'}]}]}";
        stage.sources.prometheus.answersAtOnce = false;
        const auto stream = stage.begin();
        stage.work();
        stage.sources.prometheus.answer(0, Error{ErrorCode::BadGateway, u"connection refused"_s, {}, {}});
        stage.sources.prometheus.answer(1);
        const auto lines = stage.lines(*stream);
        QCOMPARE(kinds(lines), std::string("dashboard panel3 panel4 panel1 panel2 end "));
        QCOMPARE(lines[1].root()["view"]["state"].string(), "unsupported");
        QCOMPARE(lines[1].root()["view"]["error"]["message"].string(), "Data sources of type postgres cannot be asked by this version.");
        QCOMPARE(lines[2].root()["view"]["error"]["message"].string(), "Data source not found");
        QCOMPARE(lines[3].root()["view"]["error"]["message"].string(), "connection refused");
        QCOMPARE(lines[4].root()["view"]["state"].string(), "done");
    }

    void repeat_waitsForItsVariable()
    {
        Stage stage;
        stage.sources.json = "{'schemaVersion':39,'templating':{'list':[{'name':'h','type':'query','query':'hosts','multi':true,'includeAll':true}]},"
            "'panels':[{'id':1,'type':'stat','title':'$h','repeat':'h','datasource':'Prom','targets':[{'expr':'up{h=~\\'$h\\'}'}]}]}";
        stage.sources.prometheus.values["\"hosts\""] = {"a", "b"};
        const auto lines = stage.lines(*stage.begin("{'panels':[{'id':1,'repeatIndex':0},{'id':1,'repeatIndex':1}]}"));
        QCOMPARE(kinds(lines), std::string("dashboard dashboard variable panel1 panel1 end "));
        QCOMPARE(lines[1].root()["layout"].size(), 2u);
        QCOMPARE(lines[4].root()["repeatIndex"].integer(), 1);
        QCOMPARE(lines[4].root()["view"]["title"].string(), "b");
        QCOMPARE(JsonDocument::parse(stage.sources.prometheus.asked[1].query.model)->root()["expr"].string(), "up{h=~\"b\"}");
    }

    void failedVariable_isALine_panelsGoOn()
    {
        Stage stage;
        stage.sources.json = "{'schemaVersion':39,'templating':{'list':[{'name':'job','type':'query','query':'nobody','current':{'text':'api','value':'api'}}]},'panels':[{'id':1,'type':'stat','title':'$job','datasource':'Prom','targets':[{'expr':'$job'}]}]}";
        const auto lines = stage.lines(*stage.begin());
        QCOMPARE(kinds(lines), std::string("dashboard variable panel1 end "));
        QCOMPARE(lines[1].root()["state"].string(), "error");
        QCOMPARE(lines[1].root()["error"].string(), "no such host");
        QCOMPARE(lines[2].root()["view"]["title"].string(), "api");
    }

    void clientThatGoesAway_makesItsQueriesUnwanted()
    {
        Stage stage;
        stage.sources.json = onePanel;
        stage.sources.prometheus.answersAtOnce = false;
        const auto stream = stage.begin();
        stage.work();
        QCOMPARE(stage.sources.prometheus.asked.size(), 1u);
        stream->cancel();
        stage.work();
        QVERIFY(*stage.sources.prometheus.asked[0].query.isUnwanted);
    }

    void annotations_areOneLine()
    {
        Stage stage;
        stage.sources.json = "{'schemaVersion':39,'annotations':{'list':[{'name':'Deploys','datasource':'Prom','enable':true,'iconColor':'red','expr':'deploys','titleFormat':'{{ job }} went out','tagKeys':'job,env'},"
            "{'name':'off','datasource':'Prom','enable':false,'expr':'x'},{'builtIn':1,'datasource':'-- Grafana --','enable':true,'name':'own'}]}}";
        stage.sources.prometheus.answersAtOnce = false;
        const auto stream = stage.begin();
        stage.work();
        QCOMPARE(stage.sources.prometheus.asked.size(), 1u);
        Frame frame;
        Field time{.name = "Time", .values = Column::times({1'000, 61'000, 121'000, 181'000, 241'000})};
        time.config.intervalMs = 60'000;
        frame.fields = {time, {.name = "Value", .labels = Labels{{"job", "api"}}, .values = Column::numbers({1, 1, 0, std::nan(""), 2})}};
        QueryResults results;
        results["A"].frames = {frame};
        stage.sources.prometheus.asked[0].promise->addResult(results);
        stage.sources.prometheus.asked[0].promise->finish();
        const auto lines = stage.lines(*stream);
        QCOMPARE(kinds(lines), std::string("dashboard annotations end "));
        QCOMPARE(lines[1].root()["items"].json(), jsonText("[{'time':1000,'timeEnd':61000,'title':'api went out','text':'','colour':'red','tags':['api']},"
            "{'time':241000,'title':'api went out','text':'','colour':'red','tags':['api']}]"));
    }

    void drainingNode_sendsClientsElsewhere()
    {
        Stage stage;
        stage.sources.json = onePanel;
        stage.isDraining = true;
        QCOMPARE(kinds(stage.lines(*stage.begin())), std::string("dashboard moved "));
    }

    void firstWindow_isAnsweredWithoutTheRest()
    {
        Stage stage;
        stage.sources.json = "{'schemaVersion':39,'timezone':'browser','panels':[{'id':1,'type':'text','gridPos':{'x':0,'y':0,'w':24,'h':10}},{'id':2,'type':'text','gridPos':{'x':0,'y':10,'w':24,'h':10}},{'id':3,'type':'text','gridPos':{'x':0,'y':20,'w':24,'h':10}}]}";
        QCOMPARE(kinds(stage.lines(*stage.begin("{'window':{'width':1200,'height':600}}"))), std::string("dashboard panel1 panel2 end "));
    }

    void browserZone_isMeantByDashboardsThatNameNone()
    {
        Stage stage;
        stage.sources.json = "{'schemaVersion':39,'timezone':'browser','time':{'from':'now/d','to':'now'}}";
        const auto lines = stage.lines(*stage.begin("{'browserZone':'Asia/Tokyo'}"));
        QCOMPARE(lines[0].root()["range"]["from"].integer(), 1'699'974'000'000); // midnight there
    }

    void closedRows_loadNothing_untilOpened()
    {
        Stage stage;
        stage.sources.json = "{'schemaVersion':39,'panels':[{'id':1,'type':'row','collapsed':true,'panels':[{'id':2,'type':'stat','datasource':'Prom','targets':[{'expr':'a'}]}]}]}";
        QCOMPARE(kinds(stage.lines(*stage.begin())), std::string("dashboard end "));
        stage.received.clear();
        QCOMPARE(kinds(stage.lines(*stage.begin("{'rows':{'1':true}}"))), std::string("dashboard panel2 end "));
    }

    void viewersText_cannotEnterAQuery_editorsMay()
    {
        for (const OrgRole role : {OrgRole::Viewer, OrgRole::Editor}) {
            Stage stage;
            stage.caller.role = role;
            stage.sources.json = "{'schemaVersion':39,'templating':{'list':[{'name':'x','type':'textbox'}]},'panels':[{'id':1,'type':'stat','datasource':'Prom','targets':[{'expr':'rate(up[$x])'}]}]}";
            const auto lines = stage.lines(*stage.begin("{'variables':{'x':['5m']}}"));
            QCOMPARE(lines.back().root()["kind"].string(), "end");
            QCOMPARE(stage.sources.prometheus.asked.size(), role == OrgRole::Viewer ? 0u : 1u);
        }
    }

    void queriesText_isOnlyForThoseWhoMayInspect()
    {
        for (const OrgRole role : {OrgRole::Viewer, OrgRole::Editor}) {
            Stage stage;
            stage.caller.role = role;
            stage.sources.json = onePanel;
            const auto lines = stage.lines(*stage.begin("{'inspect':true}"));
            QCOMPARE(lines[1].root()["view"]["queries"].size(), role == OrgRole::Viewer ? 0u : 1u);
        }
    }

    void preview_drawsUnsavedPanels()
    {
        Stage stage;
        auto stream = stage.service.preview(stage.caller, jsonText(onePanel), {});
        QVERIFY(stream);
        QCOMPARE(kinds(stage.lines(**stream)), std::string("dashboard panel7 end "));
        QVERIFY(!stage.service.preview(stage.caller, "[]", {}));
    }

    void options_arePagedAndSearched()
    {
        Stage stage;
        stage.sources.json = "{'schemaVersion':39,'templating':{'list':[{'name':'h','type':'query','query':'hosts'},{'name':'bad','type':'query','query':'nobody'}]}}";
        auto &hosts = stage.sources.prometheus.values["\"hosts\""];
        for (int i = 0; i < 1'200; ++i)
            hosts.push_back("Host" + std::to_string(i));
        const auto ask = [&stage](const OptionsRequest &request) {
            auto future = stage.service.options(stage.caller, request);
            stage.work();
            return future.result();
        };
        const auto second = ask({.uid = u"d1"_s, .variable = "h", .page = 3});
        QCOMPARE(second->options.size(), 200u);
        QCOMPARE(second->total, 1'200u);
        const auto found = ask({.uid = u"d1"_s, .variable = "h", .search = "hOST119"});
        QCOMPARE(found->total, 11u);
        QCOMPARE(ask({.uid = u"d1"_s, .variable = "nope"}).error().code, ErrorCode::NotFound);
        QCOMPARE(ask({.uid = u"d1"_s, .variable = "bad"}).error().code, ErrorCode::BadGateway);

        const auto lines = stage.lines(*stage.begin());
        for (const JsonDocument &line : lines) {
            if (line.root()["name"].string() == "h") {
                QCOMPARE(line.root()["options"].size(), 500u);
                QCOMPARE(line.root()["more"].integer(), 700);
            }
        }
    }

    void readViewRequest_namesWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("word");
        QTest::newRow("no object") << "[]"_ba << u"body"_s;
        QTest::newRow("no list") << "{'panels':7}"_ba << u"panels"_s;
        QTest::newRow("no id") << "{'panels':[{'width':3}]}"_ba << u"panels[].id"_s;
        QTest::newRow("too many") << "{'panels':[" + QByteArray("{'id':1},").repeated(500) + "{'id':1}]}" << u"501"_s;
    }
    void readViewRequest_namesWhatIsWrong()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, word);
        const auto document = JsonDocument::parse(jsonText(json.toStdString()));
        const auto request = readViewRequest(document->root());
        QVERIFY(!request);
        QVERIFY2(request.error().detail.contains(word), qPrintable(request.error().detail));
    }
};

QTEST_GUILESS_MAIN(tst_ViewRun)
#include "tst_viewrun.moc"
