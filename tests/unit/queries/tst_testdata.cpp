#include "api/framejson.h"
#include "features/queries/testdata/csvframe.h"
#include "features/queries/testdata/scenario.h"
#include "features/queries/testdata/testdatabackend.h"

#include <QTest>

#include <cmath>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

namespace {

constexpr std::int64_t from = 1'700'000'000'000;

std::string json(std::string text)
{
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

DataQuery queryOf(const std::string &model, const std::string &refId = "A")
{
    DataQuery query;
    query.refId = refId;
    query.model = json(model);
    query.range = {TimePoint(Millis(from)), TimePoint(Millis(from + 60'000))};
    query.interval = Millis(10'000);
    return query;
}

QueryResult ask(const std::string &model)
{
    std::vector<Millis> delays;
    TestDataBackend backend([](Millis, const std::function<void()> &job) { job(); }, [](const std::function<void()> &job) { job(); }, 1);
    return backend.query({}, {queryOf(model)}).result().at("A");
}

std::vector<double> numbers(const Frame &frame)
{
    return frame.fields.back().values.numbers();
}

} // namespace

class tst_TestData : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void csvMetricValues_spreadOverTheRange()
    {
        const auto result = ask("{'scenarioId':'csv_metric_values','stringInput':'1,20,null, 30,5,0'}");
        QVERIFY(!result.error);
        const Frame &frame = result.frames.at(0);
        for (std::size_t i = 0; i < 6; ++i)
            QCOMPARE(frame.fields[0].values.times()[i], from + static_cast<std::int64_t>(i) * 12'000);
        QVERIFY(frame.fields[1].values.isNull(2));
        QCOMPARE(numbers(frame)[3], 30.0);
        QVERIFY(ask("{'scenarioId':'csv_metric_values','stringInput':'1,x'}").error->detail.contains(u"\"x\""_s));
        QVERIFY(ask("{'scenarioId':'csv_metric_values','stringInput':''}").frames.empty());
        QCOMPARE(numbers(ask("{'scenarioId':'csv_metric_values','stringInput':'7'}").frames.at(0)), std::vector<double>{7});
    }

    void randomWalk_stepsFromTheStart()
    {
        const auto result = ask("{'seriesCount':3,'labels':'n=$seriesIndex','min':'10','max':20,'startValue':15,'spread':50}");
        QCOMPARE(result.frames.size(), std::size_t(3));
        for (const Frame &frame : result.frames) {
            QCOMPARE(frame.rows(), std::size_t(6));
            QCOMPARE(frame.fields[0].values.times()[5], from + 50'000);
            for (const double value : numbers(frame))
                QVERIFY(value >= 10 && value <= 20);
        }
        QCOMPARE(result.frames[2].name, std::string("A-series2"));
        QCOMPARE(*result.frames[2].fields[1].labels, (Labels{{"n", "2"}}));
        QCOMPARE(ask("{'drop':100}").frames.at(0).rows(), std::size_t(0));
    }

    void randomWalk_boundsWhatIsAsked()
    {
        QCOMPARE(ask("{'seriesCount':1e9}").frames.size(), std::size_t(100));
        auto query = queryOf("{}");
        query.interval = Millis(1);
        TestDataBackend backend({}, {}, 1);
        QCOMPARE(backend.query({}, {query}).result().at("A").frames.at(0).rows(), std::size_t(10'000));
    }

    void predictablePulse_isAlignedToTheEpoch()
    {
        const auto result = ask("{'scenarioId':'predictable_pulse','pulseWave':{'timeStep':10,'onCount':2,'onValue':5,'offCount':1,'offValue':1},"
                                "'alias':'load','labels':'job=api,instance=\\'a b\\''}");
        const Frame &frame = result.frames.at(0);
        QCOMPARE(frame.name, std::string("load"));
        QCOMPARE(frame.rows(), std::size_t(6));
        for (std::size_t row = 0; row < frame.rows(); ++row)
            QCOMPARE(numbers(frame)[row], frame.fields[0].values.times()[row] / 1000 % 30 < 20 ? 5.0 : 1.0);
        QVERIFY(ask("{'scenarioId':'predictable_pulse','pulseWave':{'timeStep':0,'onCount':1}}").error);
        QVERIFY(ask("{'scenarioId':'predictable_pulse'}").error);
    }

    void predictableCsvWave_repeats()
    {
        const auto result = ask("{'scenarioId':'predictable_csv_wave','csvWave':[{'timeStep':10,'valuesCSV':'0,1,2'},{'timeStep':20,'valuesCSV':'7','name':'b','labels':'x=y'}]}");
        const Frame &frame = result.frames.at(0);
        for (std::size_t row = 0; row < frame.rows(); ++row)
            QCOMPARE(numbers(frame)[row], static_cast<double>(frame.fields[0].values.times()[row] / 1000 % 30 / 10));
        QCOMPARE(result.frames.at(1).name, std::string("b"));
        QCOMPARE(*result.frames.at(1).fields[1].labels, (Labels{{"x", "y"}}));
    }

    void csvContent_getsTypedColumns()
    {
        const auto frame = frameFromCsv("name,size,ok,at,none\nalpha,1.5,true,2024-05-01T10:00:00Z,\n\"be,\"\"ta\",2,false,2024-05-01,null\n\n");
        QVERIFY(frame);
        QCOMPARE(frame->fields[0].values.strings(), (std::vector<std::string>{"alpha", "be,\"ta"}));
        QCOMPARE(frame->fields[1].values.numbers(), (std::vector<double>{1.5, 2}));
        QCOMPARE(frame->fields[2].values.booleans(), (std::vector<std::uint8_t>{1, 0}));
        QCOMPARE(frame->fields[3].values.times()[1], 1714521600000);
        QVERIFY(frame->fields[4].values.isNull(0) && frame->fields[4].values.isNull(1));
        QVERIFY(!frameFromCsv("a\n1,2\n"));
        QVERIFY(frameFromCsv("  ")->fields.empty());
        QVERIFY(frameFromCsv("a,b\n1\n")->fields[1].values.isNull(0));
    }

    void scenarios_data()
    {
        QTest::addColumn<QByteArray>("scenario");
        QTest::addColumn<int>("frames");
        QTest::addColumn<int>("fields");
        QTest::newRow("table") << "table_static"_ba << 1 << 4;
        QTest::newRow("walk table") << "random_walk_table"_ba << 1 << 5;
        QTest::newRow("exponential heatmap") << "exponential_heatmap_bucket_data"_ba << 1 << 11;
        QTest::newRow("linear heatmap") << "linear_heatmap_bucket_data"_ba << 1 << 11;
        QTest::newRow("none") << "no_data_points"_ba << 0 << 0;
        QTest::newRow("outside") << "datapoints_outside_range"_ba << 1 << 2;
        QTest::newRow("logs") << "logs"_ba << 1 << 4;
        QTest::newRow("slow") << "slow_query"_ba << 1 << 2;
        QTest::newRow("unknown") << "no-such-scenario"_ba << 0 << 0;
    }
    void scenarios()
    {
        QFETCH(QByteArray, scenario);
        QFETCH(int, frames);
        QFETCH(int, fields);
        const auto result = ask("{'scenarioId':'" + scenario.toStdString() + "'}");
        QVERIFY(!result.error);
        QCOMPARE(static_cast<int>(result.frames.size()), frames);
        if (frames > 0) {
            QCOMPARE(static_cast<int>(result.frames[0].fields.size()), fields);
            for (const Field &field : result.frames[0].fields)
                QCOMPARE(field.values.size(), result.frames[0].rows());
        }
    }

    void errors_standBesideFrames()
    {
        const auto both = ask("{'scenarioId':'random_walk_with_error'}");
        QVERIFY(both.error->detail.startsWith(u"this is an error"_s));
        QCOMPARE(both.frames.size(), std::size_t(1));
        QCOMPARE(ask("{'scenarioId':'server_error_500'}").error->code, ErrorCode::Internal);
        QVERIFY(!ask("{'scenarioId':'server_error_500','stringInput':'1,2'}").error);
    }

    void rawFrame_givesTheFramesOfTheText()
    {
        const auto result = ask("{'scenarioId':'raw_frame','rawFrameContent':'[{\\'schema\\':{\\'fields\\':[{\\'name\\':\\'x\\',\\'type\\':\\'number\\'}]},"
                                "\\'data\\':{\\'values\\':[[1,2]]}}]'}");
        QVERIFY(!result.error);
        QCOMPARE(numbers(result.frames.at(0)), (std::vector<double>{1, 2}));
        QVERIFY(ask("{'scenarioId':'raw_frame','rawFrameContent':'{}'}").error);
    }

    void slowQuery_waitsAsLongAsItSays()
    {
        Millis waited{0};
        TestDataBackend backend([&](Millis delay, const std::function<void()> &job) { waited = delay; job(); }, [](const std::function<void()> &job) { job(); }, 1);
        QCOMPARE(backend.query({}, {queryOf("{'scenarioId':'slow_query','stringInput':'2s'}"), queryOf("{}", "B")}).result().size(), std::size_t(2));
        QCOMPARE(waited, Millis(2'000));
        backend.query({}, {queryOf("{'scenarioId':'slow_query','stringInput':'2d'}")}).waitForFinished();
        QCOMPARE(waited, Millis(30'000));
    }

    void variableValues_walkATree()
    {
        TestDataBackend backend({}, {}, 1);
        QCOMPARE(*backend.variableValues({}, "*", {}).result(), (std::vector<std::string>{"A", "B", "C"}));
        QCOMPARE(*backend.variableValues({}, "A.AB.*", {}).result(), (std::vector<std::string>{"ABA", "ABB", "ABC"}));
        QCOMPARE(backend.variableValues({}, ".", {}).result()->size(), std::size_t(3));
    }

    void scenariosJson_isValid()
    {
        const std::string text = TestDataBackend::scenariosJson();
        const auto document = JsonDocument::parse(text);
        QVERIFY(document);
        QCOMPARE(document->root().elements().front()["id"].string(), std::string_view("random_walk"));
    }

    void randomWalk_speed()
    {
        auto query = queryOf("{'refId':'A','datasource':{'type':'testdata','uid':'bench'},'scenarioId':'random_walk','intervalMs':15000,'maxDataPoints':500}");
        query.range.to = query.range.from + Millis(3'600'000);
        query.interval = Millis(15'000);
        TestDataBackend backend({}, {}, 1);
        QBENCHMARK {
            const auto results = backend.query({}, {query}).result();
            std::string text;
            JsonWriter writer(text);
            writeFrame(writer, results.at("A").frames.at(0));
            QVERIFY(text.size() > 4000);
        }
    }
};

QTEST_APPLESS_MAIN(tst_TestData)
#include "tst_testdata.moc"
