#include "features/selfmetrics/selfmetricsbackend.h"
#include "support/jsontext.h"
#include "support/testdatabase.h"

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

namespace {

/// The database's present time.
TimePoint databaseNow(Database &database)
{
    const auto now = database.selectOne(u"SELECT DBNOW"_s, {}, [](const Row &row) { return row.integer(0); });
    return TimePoint(Millis(now->value()));
}

TimeRange aroundNow(Database &database)
{
    const TimePoint now = databaseNow(database);
    return {now - Millis(60'000), now + Millis(1'000)};
}

DataQuery queryOf(const std::string &model, const TimeRange &range)
{
    DataQuery query;
    query.model = jsonText(model);
    query.range = range;
    query.interval = Millis(15'000);
    return query;
}

struct Node
{
    Node(Database &database, const QString &name) : store(database), service(store, name), backend(service) {}
    SelfMetricsStore store;
    SelfMetricsService service;
    SelfMetricsBackend backend;
};

} // namespace

class tst_SelfMetrics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::addRows(); }

    void record_isSeenByAllNodes()
    {
        TEST_DATABASE(database);
        Node a(database, u"node-a"_s), b(database, u"node b"_s);
        QVERIFY(a.service.record({{1, 1}, {14, 100}}));
        QVERIFY(b.service.record({{1, 1}, {14, 200}}));
        const auto samples = a.service.samples(aroundNow(database));
        QVERIFY(samples);
        QCOMPARE(samples->size(), std::size_t(2));
        std::map<std::string, std::string> byNode;
        for (const auto &sample : *samples)
            byNode[sample.node] = sample.figures;
        QCOMPARE(byNode, (std::map<std::string, std::string>{{"node b", "1:1 14:200"}, {"node-a", "1:1 14:100"}}));

        const auto results = b.backend.query({}, {queryOf("{'refId':'A','expr':'max(process_resident_memory_bytes)','instant':true}", aroundNow(database))}).result();
        QVERIFY(!results.at("A").error);
        QCOMPARE(results.at("A").frames.at(0).fields[1].values.numbers(), std::vector<double>{200});
    }

    void query_answersRangesTablesAndErrors()
    {
        TEST_DATABASE(database);
        Node a(database, u"node-a"_s);
        QVERIFY(a.service.record({{1, 1}}));
        auto range = aroundNow(database);
        range.to += Millis(30'000); // the next steps of the grid
        auto series = queryOf("{'expr':'md_up','legendFormat':'{{node}}'}", range);
        auto table = queryOf("{'expr':'md_up','instant':true,'format':'table'}", range);
        table.refId = "B";
        auto broken = queryOf("{'expr':'md_up{'}", range);
        broken.refId = "C";
        const auto results = a.backend.query({}, {series, table, broken}).result();
        QCOMPARE(results.at("A").frames.at(0).name, std::string("node-a"));
        QCOMPARE(results.at("A").frames.at(0).meta.resultType, std::string("matrix"));
        QCOMPARE(results.at("B").frames.at(0).fields[3].name, std::string("node"));
        QVERIFY2(results.at("C").error->detail.startsWith(u"Query C, at character 7"_s), qPrintable(results.at("C").error->detail));
    }

    void variableValues_knowsTheForms()
    {
        TEST_DATABASE(database);
        Node a(database, u"node-a"_s), b(database, u"node-b"_s);
        QVERIFY(a.service.record({{1, 1}, {2, 5}}));
        QVERIFY(b.service.record({{1, 1}}));
        const auto range = aroundNow(database);
        const auto values = [&](const char *query) { return a.backend.variableValues({}, query, range).result().value_or(std::vector<std::string>{"failed"}); };
        QCOMPARE(values("label_values(md_up, node)"), (std::vector<std::string>{"node-a", "node-b"}));
        QCOMPARE(values("label_values(md_up{node=~\".*b\"}, node)"), std::vector<std::string>{"node-b"});
        QCOMPARE(values("label_values(node)"), (std::vector<std::string>{"node-a", "node-b"}));
        QCOMPARE(values("label_names()"), (std::vector<std::string>{"__name__", "code", "job", "node"}));
        QCOMPARE(values("metrics(up)"), std::vector<std::string>{"md_up"});
        QCOMPARE(values("md_up{node=\"node-a\"}"), std::vector<std::string>{"md_up{job=\"metrics-dashboard\",node=\"node-a\"}"});
        QVERIFY(values("query_result(count(md_up))").at(0).starts_with("{} 2 "));
        QCOMPARE(values("label_values(1 + 1, node)"), std::vector<std::string>{"failed"});
    }

    void removeOlderThan_keepsTheRest()
    {
        TEST_DATABASE(database);
        SelfMetricsStore store(database);
        const qint64 now = databaseNow(database).time_since_epoch().count();
        for (const qint64 hours : {27, 26, 25, 23})
            QVERIFY(database->execute(u"INSERT INTO self_sample (taken_at, node, figures) VALUES (?, ?, ?)"_s, {now - hours * 3'600'000, u"gone"_s, u"1:1"_s}));
        QCOMPARE(store.removeOlderThan(SelfMetricsService::keptFor, 2).value_or(-1), 2);
        QCOMPARE(store.removeOlderThan(SelfMetricsService::keptFor, 2).value_or(-1), 1);
        const auto left = store.samples({TimePoint(Millis(0)), TimePoint(Millis(now))}, 10);
        QCOMPARE(left->size(), std::size_t(1));
        QCOMPARE(left->front().at, now - 23 * 3'600'000LL);
    }
};

QTEST_GUILESS_MAIN(tst_SelfMetrics)
#include "tst_selfmetrics.moc"
