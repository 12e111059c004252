#include "support/testdatabase.h"

#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>

#include <atomic>
#include <barrier>
#include <thread>

using namespace mdash;
using namespace Qt::Literals::StringLiterals;

class TestTransaction final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::addRows(); }
    void commit_writesEventsWithTheChange();
    void commit_writesNoEventWithoutTheChange();
    void commit_refusesEventsThatAreTooLong();
    void commit_refusesAfterAFailedStatement();
    void commit_acceptsAnExpectedConflict();
    void commit_numbersEventsWithoutHolesUnderSeveralWriters();
    void commit_notifiesListeners();
    void transact_repeatsAfterADeadlock();
    void transact_doesNotRepeatTheWorksOwnFailures();
};

struct StoredEvent
{
    qint64 id;
    QString nonce;
    QString topic;
    QString payload;
    QString origin;
    friend bool operator==(const StoredEvent &, const StoredEvent &) = default;
};

static std::vector<StoredEvent> events(Database &database, qint64 after = 0)
{
    return database.select(u"SELECT id, nonce, topic, payload, origin FROM cluster_event WHERE id > ? ORDER BY id LIMIT 1000"_s,
                           {after},
                           [](const Row &row) {
                               return StoredEvent{row.integer(0), row.text(1), row.text(2), row.text(3), row.text(4)};
                           })
        .value();
}

void TestTransaction::commit_writesEventsWithTheChange()
{
    TEST_DATABASE(database);
    auto options = database.options();
    options.origin = u"node-a/7"_s;
    const auto writer = Database::open(options);
    QVERIFY(writer);
    qint64 id = 0;

    auto transaction = Transaction::begin(**writer);
    QVERIFY(transaction);
    transaction->publish(u"dashboard"_s, u"{\"uid\":\"é🚀\"}"_s);
    transaction->publish(u"folder"_s, u"{}"_s);
    QCOMPARE(transaction->eventId(), 0);
    QVERIFY(transaction->commit());
    id = transaction->eventId();

    QCOMPARE(id, 2);
    const auto written = events(database);
    QCOMPARE(written.size(), std::size_t{2});
    QCOMPARE(written[0].id, 1);
    QCOMPARE(written[0].topic, u"dashboard"_s);
    QCOMPARE(written[0].payload, u"{\"uid\":\"é🚀\"}"_s);
    QCOMPARE(written[0].origin, u"node-a/7"_s);
    QCOMPARE(written[0].nonce.size(), 16);
    QVERIFY(written[0].nonce != written[1].nonce);
    QCOMPARE(written[1].topic, u"folder"_s);
}

void TestTransaction::commit_writesNoEventWithoutTheChange()
{
    TEST_DATABASE(database);
    {
        auto transaction = Transaction::begin(database);
        QVERIFY(transaction);
        transaction->publish(u"dashboard"_s, u"{}"_s);
    }
    QVERIFY(events(database).empty());
    QVERIFY(database->transact([](Transaction &) -> Result<void> { return {}; })); // the connection is usable
}

void TestTransaction::commit_refusesEventsThatAreTooLong()
{
    TEST_DATABASE(database);
    for (const auto &[topic, payload] : {std::pair(u"t"_s.repeated(41), u"{}"_s), std::pair(u"t"_s, u"é"_s.repeated(2049))}) {
        const auto done = database->transact([&](Transaction &transaction) -> Result<void> {
            transaction.publish(topic, payload);
            return {};
        });
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::Internal);
    }
    QVERIFY(database->transact([](Transaction &transaction) -> Result<void> {
        transaction.publish(u"t"_s.repeated(40), u"é"_s.repeated(2048));
        return {};
    }));
    QCOMPARE(events(database).size(), std::size_t{1});
}

static const QString insertJob = u"INSERT INTO cluster_job (name, due_at, epoch, started_at, finished_at, result, message)"
                                 " VALUES (?, 0, 0, 0, 0, '', '')"_s;

void TestTransaction::commit_refusesAfterAFailedStatement()
{
    TEST_DATABASE(database);
    QVERIFY(database->execute(insertJob, {u"a"_s}));

    const auto done = database->transact([&](Transaction &) -> Result<void> {
        static_cast<void>(database->execute(insertJob, {u"b"_s}));
        static_cast<void>(database->execute(insertJob, {u"a"_s})); // conflict, ignored by mistake
        return {};
    });

    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::Internal);
    QVERIFY(database->execute(insertJob, {u"b"_s})); // was rolled back
}

void TestTransaction::commit_acceptsAnExpectedConflict()
{
    TEST_DATABASE(database);
    const QStringList columns = {u"name"_s, u"due_at"_s, u"epoch"_s, u"started_at"_s, u"finished_at"_s, u"result"_s, u"message"_s};
    const auto done = database->transact([&](Transaction &) -> Result<void> {
        const auto first = database->insertIfAbsent(u"cluster_job"_s, columns, {u"a"_s, 0, 0, 0, 0, u"old"_s, QString()});
        const auto second = database->insertIfAbsent(u"cluster_job"_s, columns, {u"a"_s, 0, 0, 0, 0, u"new"_s, QString()});
        return first == true && second == false ? Result<void>{} : fail(ErrorCode::Internal, u"wrong answers"_s);
    });
    QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
    const auto result = database->selectOne(u"SELECT result FROM cluster_job"_s, {}, [](const Row &row) { return row.text(0); });
    QCOMPARE(result->value(), u"old"_s);
}

void TestTransaction::commit_numbersEventsWithoutHolesUnderSeveralWriters()
{
    TEST_DATABASE(database);
    constexpr int writers = 4, each = 25;
    std::atomic<int> running = writers;
    std::atomic<int> failures = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < writers; ++i) {
        threads.emplace_back([&] {
            const auto connection = database.connect();
            for (int n = 0; n < each; ++n) {
                const auto done = connection->transact([](Transaction &transaction) -> Result<void> {
                    transaction.publish(u"t"_s, u"1"_s);
                    transaction.publish(u"t"_s, u"2"_s);
                    return {};
                });
                failures += done ? 0 : 1;
            }
            --running;
        });
    }
    qint64 last = 0;
    bool hole = false;
    for (bool final = false; !final;) {
        final = running == 0;
        for (const auto &event : events(database, last)) {
            hole = hole || event.id != last + 1;
            last = event.id;
        }
    }
    for (auto &thread : threads)
        thread.join();
    QCOMPARE(failures.load(), 0);
    QVERIFY(!hole);
    QCOMPARE(last, writers * each * 2);
}

void TestTransaction::commit_notifiesListeners()
{
    TEST_DATABASE(database);
    if (database.kind() != DatabaseKind::Postgres)
        return; // the others are polled
    const auto &options = database.options();
    {
        auto listener = QSqlDatabase::addDatabase(u"QPSQL"_s, u"listener"_s);
        listener.setHostName(options.hosts.front().section(u':', 0, 0));
        listener.setPort(options.hosts.front().section(u':', 1).toInt());
        listener.setDatabaseName(options.name);
        listener.setUserName(options.user);
        listener.setPassword(QString::fromUtf8(options.password.reveal()));
        QVERIFY2(listener.open(), qPrintable(listener.lastError().text()));
        QString heard;
        connect(listener.driver(), &QSqlDriver::notification, this,
                [&](const QString &, QSqlDriver::NotificationSource, const QVariant &payload) { heard = payload.toString(); });
        QVERIFY(listener.driver()->subscribeToNotification(u"md"_s));
        QVERIFY(database->transact([](Transaction &transaction) -> Result<void> {
            transaction.publish(u"t"_s, u"{}"_s);
            return {};
        }));
        QTRY_COMPARE(heard, u"1"_s);
    }
    QSqlDatabase::removeDatabase(u"listener"_s);
}

void TestTransaction::transact_repeatsAfterADeadlock()
{
    TEST_DATABASE(database);
    QVERIFY(database->execute(insertJob, {u"a"_s}));
    QVERIFY(database->execute(insertJob, {u"b"_s}));
    if (database.kind() == DatabaseKind::Postgres)
        QVERIFY(database->run(u"ALTER DATABASE %1 SET deadlock_timeout = '50ms'"_s.arg(database.options().name)));
    std::atomic<int> runs = 0;
    std::atomic<int> failures = 0;
    std::barrier bothHaveOne(2);
    const auto work = [&](const QString &first, const QString &second) {
        const auto connection = database.connect();
        int mine = 0;
        const auto done = connection->transact([&](Transaction &) -> Result<qint64> {
            ++runs;
            const QString sql = u"UPDATE cluster_job SET epoch = epoch + 1 WHERE name = ?"_s;
            if (auto changed = connection->execute(sql, {first}); !changed)
                return changed;
            if (++mine == 1 && database.kind() != DatabaseKind::Sqlite) // which lets one in at a time: no deadlock there
                bothHaveOne.arrive_and_wait();
            return connection->execute(sql, {second});
        });
        failures += done ? 0 : 1;
    };
    std::thread other([&] { work(u"b"_s, u"a"_s); });
    work(u"a"_s, u"b"_s);
    other.join();

    QCOMPARE(failures.load(), 0);
    QCOMPARE(runs.load(), database.kind() == DatabaseKind::Sqlite ? 2 : 3);
    const auto epochs = database->select(u"SELECT epoch FROM cluster_job"_s, {}, [](const Row &row) { return row.integer(0); });
    QCOMPARE(*epochs, (std::vector<qint64>{2, 2}));
}

void TestTransaction::transact_doesNotRepeatTheWorksOwnFailures()
{
    TEST_DATABASE(database);
    int runs = 0;
    const auto done = database->transact([&](Transaction &) -> Result<void> {
        ++runs;
        return fail(ErrorCode::Unavailable, u"something else"_s);
    });
    QVERIFY(!done);
    QCOMPARE(runs, 1);
}

QTEST_GUILESS_MAIN(TestTransaction)
#include "tst_transaction.moc"
