#include "platform/cluster/eventlog.h"
#include "support/testdatabase.h"

#include <atomic>
#include <thread>

using namespace mdash;
using namespace Qt::Literals::StringLiterals;

namespace {

void publish(Database &database, const QString &payload)
{
    const auto done = database.transact([&](Transaction &transaction) -> Result<void> {
        transaction.publish(u"t"_s, payload);
        return {};
    });
    QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
}

QStringList payloadsOf(const EventBatch &batch)
{
    QStringList payloads;
    for (const ReceivedEvent &event : batch.events)
        payloads += event.payload;
    return payloads;
}

} // namespace

class tst_EventLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::addRows(); }

    void read_beginsAtTheEndAndGivesEachEventOnce()
    {
        TEST_DATABASE(database);
        publish(database, u"before"_s);
        EventLog log(database);
        QVERIFY(log.read()->events.empty());

        publish(database, u"first"_s);
        publish(database, u"second"_s);
        const auto batch = log.read();

        QCOMPARE(payloadsOf(*batch), QStringList({u"first"_s, u"second"_s}));
        QCOMPARE(batch->events[1].id, batch->events[0].id + 1);
        QCOMPARE(batch->events[0].topic, u"t"_s);
        QVERIFY(!batch->lostPlace);
        QVERIFY(log.read()->events.empty());
        QCOMPARE(log.position(), batch->events[1].id);
    }

    void read_ofAnEmptyLogFindsTheFirstEvent()
    {
        TEST_DATABASE(database);
        EventLog log(database);
        QVERIFY(!log.read()->lostPlace);
        QVERIFY(!log.read()->lostPlace);
        publish(database, u"first"_s);
        const auto batch = log.read();
        QVERIFY(!batch->lostPlace);
        QCOMPARE(payloadsOf(*batch), QStringList(u"first"_s));
    }

    void read_givesManyInBatches()
    {
        TEST_DATABASE(database);
        EventLog log(database);
        QVERIFY(log.read());
        const auto done = database->transact([&](Transaction &transaction) -> Result<void> {
            for (int i = 0; i < 1'500; ++i)
                transaction.publish(u"t"_s, QString::number(i));
            return {};
        });
        QVERIFY(done);
        const auto first = log.read();
        QVERIFY(first->hasMore);
        const auto rest = log.read();
        QVERIFY(!rest->hasMore);
        QCOMPARE(first->events.size() + rest->events.size(), 1'500u);
        QCOMPARE(rest->events.front().payload.toInt(), first->events.back().payload.toInt() + 1);
    }

    /// A fail-over or a restored backup lost the newest commits, and their numbers were given again.
    void read_seesHistoryThatIsLost_data()
    {
        QTest::addColumn<QStringList>("harm");
        const QString forgetAll = u"DELETE FROM cluster_event"_s;
        const QString forgetNewest = u"DELETE FROM cluster_event WHERE id >= 2"_s;
        QTest::newRow("newest event gone") << QStringList{forgetNewest, u"UPDATE cluster_event_seq SET last_id = 1"_s};
        QTest::newRow("another one in its place") << QStringList{u"UPDATE cluster_event SET nonce = '0123456789abcdef' WHERE id = 2"_s};
        QTest::newRow("all gone") << QStringList{forgetAll, u"UPDATE cluster_event_seq SET last_id = 0"_s};
        QTest::newRow("cut before it was read") << QStringList{forgetAll, u"UPDATE cluster_event_seq SET last_id = 50"_s};
    }
    void read_seesHistoryThatIsLost()
    {
        QFETCH(QStringList, harm);
        TEST_DATABASE(database);
        EventLog log(database);
        QVERIFY(log.read());
        publish(database, u"first"_s);
        publish(database, u"second"_s);
        QCOMPARE(log.read()->events.size(), 2u);
        for (const QString &sql : harm)
            QVERIFY(database->execute(sql));

        QVERIFY(log.read()->lostPlace);
        QVERIFY(!log.read()->lostPlace);
        publish(database, u"after"_s);
        QCOMPARE(payloadsOf(*log.read()), QStringList(u"after"_s));
    }

    void read_ofAnEmptyLogSeesThatItWasCut()
    {
        TEST_DATABASE(database);
        EventLog log(database);
        QVERIFY(log.read());
        publish(database, u"first"_s);
        publish(database, u"second"_s);
        QVERIFY(database->execute(u"DELETE FROM cluster_event WHERE id = 1"_s));
        QVERIFY(log.read()->lostPlace);
    }

    void read_besideWriters_hasNoHoleAndNoReversal()
    {
        TEST_DATABASE(database);
        EventLog log(database);
        QVERIFY(log.read());
        constexpr int writers = 4, each = 60;
        std::atomic<int> failed = 0;
        std::vector<std::thread> threads;
        for (int writer = 0; writer < writers; ++writer) {
            threads.emplace_back([&, writer] {
                const auto connection = database.connect();
                for (int i = 0; i < each; ++i) {
                    const auto done = connection->transact([&](Transaction &transaction) -> Result<void> {
                        transaction.publish(u"t"_s, u"%1 %2"_s.arg(writer).arg(i));
                        return {};
                    });
                    failed += done ? 0 : 1;
                }
            });
        }
        std::vector<ReceivedEvent> seen;
        const auto readMore = [&] {
            const auto batch = log.read();
            QVERIFY(batch && !batch->lostPlace);
            seen.insert(seen.end(), batch->events.begin(), batch->events.end());
        };
        QDeadlineTimer deadline(60'000);
        while (seen.size() < writers * each && !deadline.hasExpired() && !QTest::currentTestFailed())
            readMore();
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(failed.load(), 0);
        QCOMPARE(seen.size(), std::size_t{writers * each});
        std::array<int, writers> next{};
        for (std::size_t i = 0; i < seen.size(); ++i) {
            QCOMPARE(seen[i].id, seen[0].id + static_cast<qint64>(i));
            int &expected = next[seen[i].payload.section(u' ', 0, 0).toUInt()];
            QCOMPARE(seen[i].payload.section(u' ', 1).toInt(), expected++);
        }
    }
};

QTEST_GUILESS_MAIN(tst_EventLog)
#include "tst_eventlog.moc"
