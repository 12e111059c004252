#include "panels/querytext.h"
#include "panels/upgrade.h"
#include "panels/variableresolver.h"

#include "support/jsontext.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

namespace {

using Strings = std::vector<std::string>;

std::string listed(const std::vector<VariableOption> &options)
{
    std::string out;
    for (const VariableOption &option : options)
        out += (option.text == option.value ? option.value : option.text + "=" + option.value) + ";";
    return out;
}

std::string joined(const Strings &values)
{
    std::string out;
    for (const std::string &value : values)
        out += value + ";";
    return out;
}

DashboardModelPtr dashboard(const std::string &variables)
{
    return *upgradeDashboard(jsonText("{'schemaVersion':39,'templating':{'list':[" + variables + "]}}"));
}

VariableContext context(std::map<std::string, Strings> requested = {})
{
    VariableContext made;
    made.requested = std::move(requested);
    made.sources = DataSourceList({{"p1", "Prom one", "prometheus", false}, {"p2", "Prom two", "prometheus", true}, {"l1", "Logs", "loki", false}});
    made.range = {TimePoint(Millis(0)), TimePoint(Millis(3'600'000))};
    return made;
}

std::string scoped(const VariableResolver &resolver, const std::string &text)
{
    return interpolate(text, resolver.scope());
}

} // namespace

class tst_Variables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void customOptions_splitAtCommas_data()
    {
        QTest::addColumn<QByteArray>("definition");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("plain") << "a, b ,c"_ba << "a;b;c;"_ba;
        QTest::newRow("escaped") << "a\\,b,c"_ba << "a,b;c;"_ba;
        QTest::newRow("with text") << "One : 1,http://x:80, a : b : c"_ba << "One=1;http://x:80;a : b=c;"_ba;
        QTest::newRow("empty parts") << ",, ,a"_ba << "a;"_ba;
        QTest::newRow("empty") << ""_ba << ""_ba;
    }
    void customOptions_splitAtCommas()
    {
        QFETCH(QByteArray, definition);
        QFETCH(QByteArray, expected);
        QCOMPARE(listed(customOptions(definition.toStdString())), expected.toStdString());
    }

    void queryOptions_filterAndSort_data()
    {
        QTest::addColumn<QByteArray>("regex");
        QTest::addColumn<int>("sort");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("as they come") << ""_ba << 0 << "b10:90;a2:90;B1:80;"_ba;
        QTest::newRow("ascending") << ""_ba << 1 << "B1:80;a2:90;b10:90;"_ba;
        QTest::newRow("descending") << ""_ba << 2 << "b10:90;a2:90;B1:80;"_ba;
        QTest::newRow("by number") << ""_ba << 3 << "B1:80;a2:90;b10:90;"_ba;
        QTest::newRow("by number, descending") << ""_ba << 4 << "b10:90;a2:90;B1:80;"_ba;
        QTest::newRow("ignoring case") << ""_ba << 5 << "a2:90;b10:90;B1:80;"_ba;
        QTest::newRow("natural") << ""_ba << 7 << "a2:90;B1:80;b10:90;"_ba;
        QTest::newRow("keeps what matches") << "/^[a-z]/"_ba << 0 << "b10:90;a2:90;"_ba;
        QTest::newRow("first group, each once") << "/[^:]+:(.*)/"_ba << 0 << "90;80;"_ba;
        QTest::newRow("named groups") << "/(?<text>\\w+):(?<value>\\d+)/"_ba << 0 << "b10=90;B1=80;"_ba;
        QTest::newRow("every match") << "/(\\d)/g"_ba << 1 << "0;1;2;8;9;"_ba;
        QTest::newRow("whole without slashes") << "a.*"_ba << 0 << "a2:90;"_ba;
    }
    void queryOptions_filterAndSort()
    {
        QFETCH(QByteArray, regex);
        QFETCH(int, sort);
        QFETCH(QByteArray, expected);
        const auto options = queryOptions({"b10:90", "a2:90", "B1:80"}, regex.toStdString(), sort);
        QVERIFY(options);
        QCOMPARE(listed(*options), expected.toStdString());
    }

    void queryOptions_sayWhatIsWrongWithARegex()
    {
        QCOMPARE(queryOptions({"a"}, "/(/", 0).error().code, ErrorCode::InvalidInput);
    }

    void queryOptions_surviveACostlyRegex()
    {
        const auto options = queryOptions({std::string(5'000, 'a')}, "/(a+)+$|(a|aa)+b/", 0);
        QVERIFY(options);
    }

    void intervals_comeFromWords()
    {
        VariableModel variable{.name = "step", .query = "1m, '10 m',\"1h\",,7d", .autoInterval = true};
        QCOMPARE(listed(intervalOptions(variable)), std::string("auto=$__auto_interval_step;1m;10 m;1h;7d;"));
    }

    void dataSources_areChosenByTypeAndName()
    {
        const DataSourceList sources = context().sources;
        QCOMPARE(listed(*dataSourceOptions(sources, "prometheus", "")), std::string("Prom one=p1;Prom two=p2;"));
        QCOMPARE(listed(*dataSourceOptions(sources, "prometheus", "(?!.*one).+")), std::string("Prom two=p2;"));
        QCOMPARE(sources.find({"p1", ""})->uid, std::string("p1"));
        QCOMPARE(sources.find({"Logs", ""})->uid, std::string("l1"));
        QCOMPARE(sources.find({"", ""})->uid, std::string("p2"));
        QCOMPARE(sources.find({"${gone}", "loki"})->uid, std::string("l1"));
        QVERIFY(!sources.find({"elsewhere", "prometheus"}));
        QVERIFY(!sources.find({"", "influxdb"}));
    }

    void choose_followsTheRules_data()
    {
        QTest::addColumn<QByteArray>("variable");
        QTest::addColumn<QByteArray>("requested");
        QTest::addColumn<QByteArray>("values");
        QTest::addColumn<QByteArray>("texts");
        QTest::addColumn<bool>("trusted");
        const auto row = [](const char *name, const char *variable, const char *requested, const char *values, const char *texts, bool trusted = true) {
            QTest::newRow(name) << QByteArray(variable) << QByteArray(requested) << QByteArray(values) << QByteArray(texts) << trusted;
        };
        row("first", "'type':'custom','query':'One : 1,Two : 2'", "", "1;", "One;");
        row("saved", "'type':'custom','query':'One : 1,Two : 2','current':{'value':'2'}", "", "2;", "Two;");
        row("saved, but gone", "'type':'custom','query':'One : 1','current':{'value':'9'}", "", "1;", "One;");
        row("saved All", "'type':'custom','query':'a,b','includeAll':true,'current':{'text':'All','value':['$__all']}", "", "$__all;", "All;");
        row("All before the first", "'type':'custom','query':'a,b','includeAll':true", "", "$__all;", "All;");
        row("saved, several", "'type':'custom','query':'a,b,c','multi':true,'current':{'value':['c','x','a']}", "", "c;a;", "c;a;");
        row("requested by value", "'type':'custom','query':'One : 1,Two : 2'", "2", "2;", "Two;");
        row("requested by text", "'type':'custom','query':'One : 1,Two : 2'", "Two", "2;", "Two;");
        row("requested All", "'type':'custom','query':'a,b','includeAll':true,'current':{'value':'a'}", "All", "$__all;", "All;");
        row("All is not offered", "'type':'custom','query':'a,b'", "$__all", "a;", "a;");
        row("requested several of one", "'type':'custom','query':'a,b'", "b|a", "b;", "b;");
        row("requested several", "'type':'custom','query':'a,b','multi':true", "b|a|b", "b;a;", "b;a;");
        row("typed", "'type':'custom','query':'a,b'", "zzz", "zzz;", "zzz;", false);
        row("typed beside an option", "'type':'custom','query':'a,b','multi':true", "a|zzz", "a;zzz;", "a;zzz;", false);
        row("text box, saved", "'type':'textbox','query':'q','current':{'value':'v'}", "", "v;", "v;");
        row("text box, from its query", "'type':'textbox','query':'q'", "", "q;", "q;");
        row("text box, typed", "'type':'textbox','query':'q'", "x", "x;", "x;", false);
        row("constant cannot be changed", "'type':'constant','query':'q','hide':2", "x", "q;", "q;");
        row("source by name", "'type':'datasource','query':'prometheus','current':{'value':'Prom two'}", "", "p2;", "Prom two;");
        row("source by uid", "'type':'datasource','query':'prometheus'", "p2", "p2;", "Prom two;");
        row("foreign source", "'type':'datasource','query':'prometheus'", "zzz", "p1;", "Prom one;");
        row("nothing to choose", "'type':'datasource','query':'influxdb'", "", ";", "None;");
    }
    void choose_followsTheRules()
    {
        QFETCH(QByteArray, variable);
        QFETCH(QByteArray, requested);
        QFETCH(QByteArray, values);
        QFETCH(QByteArray, texts);
        QFETCH(bool, trusted);
        std::map<std::string, Strings> chosen;
        for (const QByteArray &one : requested.isEmpty() ? QList<QByteArray>() : requested.split('|'))
            chosen["x"].push_back(one.toStdString());
        VariableResolver resolver(dashboard("{'name':'x'," + variable.toStdString() + "}"), context(chosen));
        QVERIFY(resolver.advance().empty());
        const VariableChoice &choice = resolver.variables().front().choice;
        QCOMPARE(joined(choice.values), values.toStdString());
        QCOMPARE(joined(choice.texts), texts.toStdString());
        QCOMPARE(choice.trusted, trusted);
    }

    void all_standsForItsTextOrEveryOption()
    {
        VariableResolver resolver(dashboard("{'name':'a','type':'custom','query':'x.y,z','includeAll':true},"
            "{'name':'b','type':'custom','query':'x,z','includeAll':true,'allValue':'${a:csv}.*'}"), context());
        QVERIFY(resolver.advance().empty());
        QCOMPARE(*interpolateQuery("{a=~\"$a\",b=~\"$b\"}", resolver.scope(), QueryLanguage::PromQl), std::string("{a=~\"(x\\\\.y|z)\",b=~\"x.y,z.*\"}"));
        QCOMPARE(scoped(resolver, "${a:text} ${a:queryparam}"), std::string("All var-a=%24__all"));
    }

    void automaticInterval_followsTheRange()
    {
        VariableResolver resolver(dashboard("{'name':'step','type':'interval','query':'1m,5m','auto':true,'auto_count':12,'auto_min':'10s','current':{'value':'$__auto_interval_step'}}"), context());
        QVERIFY(resolver.advance().empty());
        QCOMPARE(scoped(resolver, "$step"), std::string("5m"));
        QCOMPARE(resolver.variables().front().choice.texts.front(), std::string("auto"));
    }

    void chain_isAskedInOrder()
    {
        VariableResolver resolver(dashboard("{'name':'pod','type':'query','query':'label_values(up{job=~\\'$job\\'}, pod)','datasource':{'uid':'$ds'},'multi':true,'includeAll':true},"
            "{'name':'job','type':'query','query':{'query':'label_values(job)','refId':'r'},'datasource':{'type':'prometheus','uid':'${ds}'},'sort':1},"
            "{'name':'ds','type':'datasource','query':'prometheus'},"
            "{'name':'other','type':'query','query':'metrics(x)','datasource':'Logs'}"), context());
        auto questions = resolver.advance();
        QCOMPARE(questions.size(), 2u); // both at once: neither needs the other
        QCOMPARE(questions[0].source.uid, std::string("l1"));
        QCOMPARE(questions[1].source.uid, std::string("p1"));
        QCOMPARE(questions[1].query, jsonText("{'query':'label_values(job)','refId':'r'}"));
        QVERIFY(resolver.advance().empty());
        QVERIFY(!resolver.isDone({"pod"}) && resolver.isDone({"ds", "nobody"}));

        resolver.answer(questions[1].index, Strings{"web", "api"});
        resolver.answer(questions[0].index, fail(ErrorCode::BadGateway, u"no connection"_s));
        questions = resolver.advance();
        QCOMPARE(questions.size(), 1u);
        QCOMPARE(questions[0].query, jsonText("'label_values(up{job=~\\'api\\'}, pod)'"));
        QVERIFY(!resolver.isDone());
        resolver.answer(questions[0].index, Strings{"p"});
        QVERIFY(resolver.advance().empty() && resolver.isDone());
        QCOMPARE(resolver.variables()[3].error, std::string("no connection"));
        QVERIFY(resolver.variables()[3].state == ResolvedVariable::State::Failed);
    }

    void failedVariable_keepsItsSavedValue()
    {
        VariableResolver resolver(dashboard("{'name':'job','type':'query','query':'x','current':{'text':'API','value':'api'}}"), context());
        const auto questions = resolver.advance();
        resolver.answer(questions[0].index, fail(ErrorCode::Timeout, u"late"_s));
        QCOMPARE(scoped(resolver, "$job ${job:text}"), std::string("api API"));
    }

    void circle_failsOnlyItsOwn()
    {
        VariableResolver resolver(dashboard("{'name':'a','type':'query','query':'$b'},{'name':'b','type':'query','query':'$c'},{'name':'c','type':'query','query':'$a'},"
            "{'name':'self','type':'query','query':'$self'},{'name':'after','type':'custom','query':'x$a'},{'name':'before','type':'custom','query':'1'}"), context());
        const auto questions = resolver.advance();
        QCOMPARE(questions.size(), 1u); // self refers to its own earlier value, which is no circle
        for (std::size_t i = 0; i < 3; ++i)
            QVERIFY(resolver.variables()[i].state == ResolvedVariable::State::Failed);
        QVERIFY(resolver.variables()[4].state == ResolvedVariable::State::Ready);
        QVERIFY(resolver.variables()[5].state == ResolvedVariable::State::Ready);
    }

    void unknownKindAndSource_areErrors()
    {
        VariableResolver resolver(dashboard("{'name':'a','type':'hologram'},{'name':'b','type':'query','query':'x','datasource':{'uid':'gone'}},{'name':'f','type':'adhoc'}"), context());
        QVERIFY(resolver.advance().empty());
        QCOMPARE(resolver.variables()[0].error, std::string("Variables of type hologram are not supported"));
        QCOMPARE(resolver.variables()[1].error, std::string("Data source not found"));
        QCOMPARE(scoped(resolver, "[$f]"), std::string("[]"));
    }

    void typedValue_isTrustedOfThoseWhoMayQuery()
    {
        const std::string variable = "{'name':'x','type':'textbox'}";
        for (const bool mayQuery : {false, true}) {
            VariableContext made = context({{"x", {"5m"}}});
            made.mayQuery = mayQuery;
            VariableResolver resolver(dashboard(variable), made);
            QVERIFY(resolver.advance().empty());
            QCOMPARE(interpolateQuery("rate(up[$x])", resolver.scope(), QueryLanguage::PromQl).has_value(), mayQuery);
        }
    }

    void interpolateJson_escapesQueryTextOnly()
    {
        Scope scope;
        scope.set("x", ScopeValue{.values = {"a\"b", "c"}, .texts = {}, .multi = true});
        const std::string json = jsonText("{'expr':'up{a=~\\'$x\\'}','legendFormat':'{{a}} $x','n':1.5,'list':['$x',null,true]}");
        const auto written = interpolateJson(json, scope, QueryLanguage::PromQl);
        QVERIFY(written);
        const auto document = JsonDocument::parse(*written);
        QVERIFY(document);
        QCOMPARE(document->root()["expr"].string(), "up{a=~\"(a\\\"b|c)\"}");
        QCOMPARE(document->root()["legendFormat"].string(), "{{a}} {a\"b,c}");
        QCOMPARE(document->root()["n"].number(), 1.5);
    }

    void interpolateJson_writesBuilderConditionsAsRegex()
    {
        Scope scope;
        scope.set("x", ScopeValue{.values = {"a.b", "c"}, .texts = {}, .multi = true});
        const auto written = interpolateJson(jsonText("{'tags':[{'key':'host','operator':'=~','value':'/^$x$/'}],'query':'from(bucket: \\'$x\\') |> range()'}"), scope, QueryLanguage::InfluxQl);
        const auto document = JsonDocument::parse(*written);
        QCOMPARE(document->root()["tags"].elements()[0]["value"].string(), "/^(a\\.b|c)$/");
    }
};

QTEST_APPLESS_MAIN(tst_Variables)
#include "tst_variables.moc"
