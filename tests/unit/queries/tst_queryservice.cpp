#include "fakesources.h"
#include "features/queries/testdata/testdatabackend.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;
using namespace mdash::test;

namespace {

/// Answers when the test says so.
class HeldBackend final : public DataSourceBackend
{
public:
    QFuture<QueryResults> query(const DataSourceSettings &, std::vector<DataQuery> queries) override
    {
        asked = std::move(queries);
        promise.start();
        return promise.future();
    }
    QFuture<Result<std::string>> checkHealth(const DataSourceSettings &) override { return readyFuture(Result<std::string>("fine")); }
    QFuture<Result<std::vector<std::string>>> variableValues(const DataSourceSettings &, std::string query, TimeRange) override
    {
        return readyFuture(Result<std::vector<std::string>>(std::vector{query}));
    }
    void answer(QueryResults results)
    {
        promise.addResult(std::move(results));
        promise.finish();
    }

    std::vector<DataQuery> asked;
    QPromise<QueryResults> promise;
};

struct Fixture
{
    Fixture()
    {
        registry.add("test", "testdata");
        registry.add("held", "held");
        registry.add("odd", "oracle");
        backends.add({"testdata"}, std::make_shared<TestDataBackend>(Delay(), runAtOnce, 1));
        backends.add({"held"}, held);
    }
    FakeRegistry registry;
    QueryBackends backends;
    std::shared_ptr<HeldBackend> held = std::make_shared<HeldBackend>();
    QueryService service{registry, backends, runAtOnce};
};

DataQuery queryOf(const std::string &refId, const std::string &uid, std::string model = "{}")
{
    std::replace(model.begin(), model.end(), '\'', '"');
    DataQuery query;
    query.refId = refId;
    query.datasourceUid = uid;
    query.model = model;
    query.range = {TimePoint(Millis(0)), TimePoint(Millis(60'000))};
    return query;
}

} // namespace

class tst_QueryService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void run_waitsForAllSources()
    {
        Fixture f;
        const auto future = f.service.run(OrgId{1}, {queryOf("A", "test"), queryOf("B", "held"), queryOf("C", "held")});
        QVERIFY(!future.isFinished());
        QCOMPARE(f.held->asked.size(), std::size_t(2));
        QueryResults results;
        results["B"];
        results["C"].error = Error{ErrorCode::Timeout, u"late"_s, {}, {}};
        f.held->answer(results);
        QVERIFY(future.isFinished());
        const auto all = future.result();
        QCOMPARE(all.size(), std::size_t(3));
        QCOMPARE(all.at("A").frames.size(), std::size_t(1));
        QCOMPARE(all.at("C").error->detail, u"late"_s);
    }

    void run_missingSourcesFailAlone()
    {
        Fixture f;
        const auto all = f.service.run(OrgId{1}, {queryOf("A", "test"), queryOf("B", "gone"), queryOf("C", "odd")}).result();
        QVERIFY(!all.at("A").error);
        QCOMPARE(all.at("B").error->messageId, u"query.dataSourceNotFound"_s);
        QCOMPARE(all.at("C").error->code, ErrorCode::NotImplemented);
        QVERIFY(all.at("C").error->detail.contains(u"oracle"_s));
    }

    void run_keepsToTheOrganisation()
    {
        Fixture f;
        QCOMPARE(f.service.run(OrgId{2}, {queryOf("A", "test")}).result().at("A").error->code, ErrorCode::NotFound);
    }

    void run_findsBySourceId()
    {
        Fixture f;
        auto query = queryOf("A", "gone");
        query.datasourceId = DataSourceId{1};
        QVERIFY(!f.service.run(OrgId{1}, {query}).result().at("A").error);
    }

    void run_looksUpEachSourceOnce()
    {
        Fixture f;
        f.service.run(OrgId{1}, {queryOf("A", "test"), queryOf("B", "test"), queryOf("C", "test")}).waitForFinished();
        QCOMPARE(f.registry.lookups, 1);
    }

    void run_evaluatesExpressions()
    {
        Fixture f;
        auto data = queryOf("A", "test", "{'scenarioId':'csv_metric_values','stringInput':'1,2,3'}");
        data.hidden = true;
        const auto all = f.service.run(OrgId{1}, {queryOf("B", "__expr__", "{'type':'reduce','expression':'A','reducer':'sum'}"), data}).result();
        QCOMPARE(all.size(), std::size_t(1));
        QCOMPARE(all.at("B").frames.at(0).fields[0].values.numbers(), std::vector<double>{6});
        QCOMPARE(f.service.run(OrgId{1}, {queryOf("B", "__expr__", "{'type':'math','expression':'1+1'}")}).result().size(), std::size_t(1));
    }

    void run_boundsTheNumberOfQueries()
    {
        Fixture f;
        std::vector<DataQuery> many(QueryService::mostQueries + 1, queryOf("A", "test"));
        QCOMPARE(f.service.run(OrgId{1}, many).result().at("A").error->code, ErrorCode::TooLarge);
    }

    void variablesAndHealth_askTheBackend()
    {
        Fixture f;
        QCOMPARE(*f.service.variableValues(OrgId{1}, {{}, "held"}, "x", {}).result(), std::vector<std::string>{"x"});
        QCOMPARE(f.service.variableValues(OrgId{1}, {{}, "gone"}, "x", {}).result().error().code, ErrorCode::NotFound);
        QCOMPARE(*f.service.checkHealth(OrgId{1}, {{}, "held"}).result(), std::string("fine"));
        QCOMPARE(f.service.checkHealth(OrgId{1}, {{}, "odd"}).result().error().code, ErrorCode::NotImplemented);
    }
};

QTEST_APPLESS_MAIN(tst_QueryService)
#include "tst_queryservice.moc"
