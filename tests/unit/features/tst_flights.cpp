#include "features/panels/answers.h"
#include "features/queries/executor.h"

#include "support/testclock.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

namespace {

using Promise = std::shared_ptr<QPromise<QueryResult>>;

QueryResult answerOf(std::size_t frames)
{
    return {.frames = Frames(frames)};
}

/// Starts flights and keeps them in the air until told.
struct Airport
{
    std::vector<Promise> started;
    std::vector<QueryFlights::Unwanted> wanted;

    QueryFlights::Start start()
    {
        return [this](const QueryFlights::Unwanted &unwanted) {
            wanted.push_back(unwanted);
            started.push_back(std::make_shared<QPromise<QueryResult>>());
            started.back()->start();
            return started.back()->future();
        };
    }
    void land(std::size_t index, QueryResult result)
    {
        started[index]->addResult(std::move(result));
        started[index]->finish();
    }
};

} // namespace

class tst_Flights : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalQuestions_areAskedOnce()
    {
        TestClock clock;
        QueryFlights flights(clock);
        Airport airport;
        int told = 0;
        const auto first = flights.join("a", Millis(0), airport.start(), [&](const auto &answer) { told += static_cast<int>(answer->frames.size()); });
        const auto second = flights.join("a", Millis(0), airport.start(), [&](const auto &answer) { told += static_cast<int>(answer->frames.size()); });
        const auto other = flights.join("b", Millis(0), airport.start(), [](const auto &) {});
        QCOMPARE(airport.started.size(), 2u);
        airport.land(0, answerOf(3));
        QCOMPARE(told, 6);
    }

    void answers_serveOthersForAWhile()
    {
        TestClock clock;
        QueryFlights flights(clock);
        Airport airport;
        int told = 0;
        const auto done = [&](const auto &) { ++told; };
        const auto first = flights.join("a", Millis(1'000), airport.start(), done);
        airport.land(0, answerOf(1));
        clock.advance(Millis(999));
        const auto second = flights.join("a", Millis(1'000), airport.start(), done);
        QCOMPARE(told, 2);
        QCOMPARE(airport.started.size(), 1u);
        QVERIFY(flights.heldBytes() > 0);
        clock.advance(Millis(1));
        const auto third = flights.join("a", Millis(1'000), airport.start(), done);
        QCOMPARE(airport.started.size(), 2u);
        airport.land(1, answerOf(1));
        clock.advance(Millis(5'000));
        flights.removeOld();
        QCOMPARE(flights.heldBytes(), 0u);
    }

    void failures_areToldButNotKept()
    {
        TestClock clock;
        QueryFlights flights(clock);
        Airport airport;
        int failed = 0;
        const auto done = [&](const auto &answer) { failed += answer->error ? 1 : 0; };
        const auto first = flights.join("a", Millis(10'000), airport.start(), done);
        airport.land(0, {.error = Error{ErrorCode::Timeout, u"late"_s, {}, {}}});
        const auto second = flights.join("a", Millis(10'000), airport.start(), done);
        QCOMPARE(failed, 1);
        QCOMPARE(airport.started.size(), 2u);
    }

    void lastWhoLeaves_makesTheFlightUnwanted()
    {
        TestClock clock;
        QueryFlights flights(clock);
        Airport airport;
        bool told = false;
        auto first = flights.join("a", Millis(0), airport.start(), [&](const auto &) { told = true; });
        auto second = flights.join("a", Millis(0), airport.start(), [&](const auto &) { told = true; });
        first = {};
        QVERIFY(!*airport.wanted[0]);
        second = {};
        QVERIFY(*airport.wanted[0]);
        airport.land(0, answerOf(1));
        QVERIFY(!told);
        const auto third = flights.join("a", Millis(0), airport.start(), [&](const auto &) { told = true; });
        QCOMPARE(airport.started.size(), 2u);
    }

    void answers_stayWithinTheirShareOfMemory()
    {
        TestClock clock;
        QueryFlights flights(clock, 2'500);
        Airport airport;
        const auto first = flights.join("a", Millis(1'000), airport.start(), [](const auto &) {});
        const auto second = flights.join("b", Millis(1'000), airport.start(), [](const auto &) {});
        airport.land(0, answerOf(2));
        airport.land(1, answerOf(2));
        QVERIFY(flights.heldBytes() > 0 && flights.heldBytes() <= 2'500);
    }

    void keys_tellQuestionsApart()
    {
        DataQuery query{.datasourceUid = "p", .model = "{}"};
        const std::string key = flightKey(OrgId{1}, 2, query);
        QCOMPARE(flightKey(OrgId{1}, 2, query), key);
        QVERIFY(flightKey(OrgId{2}, 2, query) != key);
        QVERIFY(flightKey(OrgId{1}, 3, query) != key);
        query.range.to += Millis(1);
        QVERIFY(flightKey(OrgId{1}, 2, query) != key);
    }
};

QTEST_APPLESS_MAIN(tst_Flights)
#include "tst_flights.moc"
