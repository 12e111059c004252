#include "support/ownserver.h"
#include "support/testdatabase.h"

#include "platform/storage/dialect.h"

#include <QElapsedTimer>

#include <atomic>
#include <thread>

using namespace mdash;
using namespace Qt::Literals::StringLiterals;

/// Servers that die, come back and change their role.
class TestFailover final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::addServerRows(); }
    void database_isBackSoonAfterACrashOfItsServer();
    void database_losesNoCommittedRowInACrash();
    void open_takesTheWritableHost();
    void execute_leavesAServerThatBecameReadOnly();

private:
    static Result<qint64> count(Database &database);
    static void setReadOnly(Database &administrator, bool readOnly);
};

Result<qint64> TestFailover::count(Database &database)
{
    return database.selectOne(u"SELECT COUNT(*) FROM thing"_s, {}, [](const Row &row) { return row.integer(0); })
        .map([](const std::optional<qint64> &rows) { return rows.value_or(-1); });
}

void TestFailover::setReadOnly(Database &administrator, bool readOnly)
{
    const QString state = readOnly ? u"on"_s : u"off"_s;
    if (administrator.dialect().kind() == DatabaseKind::Mysql) {
        QVERIFY(administrator.run(u"SET GLOBAL read_only = %1"_s.arg(state)));
        return;
    }
    QVERIFY(administrator.run(u"SET default_transaction_read_only = off"_s));
    QVERIFY(administrator.run(u"ALTER SYSTEM SET default_transaction_read_only = %1"_s.arg(state)));
    QVERIFY(administrator.forEach(u"SELECT pg_reload_conf()"_s, {}, [](const Row &) {}));
}

void TestFailover::database_isBackSoonAfterACrashOfItsServer()
{
    REQUIRE_DATABASE();
    OwnServer server(TestDatabase::presentKind());
    const auto database = Database::open(server.options());
    QVERIFY(database);
    QVERIFY((*database)->run(u"CREATE TABLE thing (id {serial}, name VARCHAR(100) NOT NULL)"_s));
    QCOMPARE(count(**database), Result<qint64>(0));

    server.kill();
    QTRY_VERIFY_WITH_TIMEOUT(!count(**database), 5000); // a process of the server may outlive it for a moment
    for (int i = 0; i < 5; ++i) {
        QElapsedTimer timer;
        timer.start();
        const auto rows = count(**database);
        QVERIFY(!rows);
        QCOMPARE(rows.error().messageId, u"database.unavailable"_s);
        QVERIFY(timer.elapsed() < 2500);
    }
    server.resume();

    QElapsedTimer timer;
    timer.start();
    QTRY_VERIFY_WITH_TIMEOUT(count(**database), 5000);
    qInfo("back after %lld ms", timer.elapsed());
    QVERIFY((*database)->insert(u"INSERT INTO thing (name) VALUES (?)"_s, {u"a"_s}));
}

void TestFailover::database_losesNoCommittedRowInACrash()
{
    REQUIRE_DATABASE();
    OwnServer server(TestDatabase::presentKind());
    const auto database = Database::open(server.options());
    QVERIFY(database);
    QVERIFY((*database)->run(u"CREATE TABLE thing (id {serial}, name VARCHAR(100) NOT NULL)"_s));
    std::atomic<qint64> acknowledged = 0;
    std::atomic<bool> failed = false;
    std::thread writer([&] {
        const auto connection = Database::open(server.options());
        while (!failed) {
            const auto done = (*connection)->transact([&](Transaction &) {
                return (*connection)->insert(u"INSERT INTO thing (name) VALUES (?)"_s, {u"a"_s});
            });
            if (done)
                ++acknowledged;
            else
                failed = true;
        }
    });
    QTRY_VERIFY(acknowledged > 50);
    server.kill();
    writer.join();
    server.resume();

    QTRY_VERIFY_WITH_TIMEOUT(count(**database), 5000);
    const auto rows = count(**database);
    QVERIFY2(*rows == acknowledged || *rows == acknowledged + 1, // the last answer may have been lost
             qPrintable(u"%1 rows, %2 acknowledged"_s.arg(*rows).arg(acknowledged.load())));
}

void TestFailover::open_takesTheWritableHost()
{
    REQUIRE_DATABASE();
    OwnServer replica(TestDatabase::presentKind());
    OwnServer primary(TestDatabase::presentKind());
    const auto administrator = Database::open(replica.options());
    QVERIFY(administrator);
    setReadOnly(**administrator, true);
    DatabaseOptions options = replica.options();
    QTRY_VERIFY(!Database::open(options));
    QCOMPARE(Database::open(options).error().code, ErrorCode::Unavailable);
    QVERIFY(Database::open(options).error().detail.contains(u"read-only"_s));

    options.hosts += primary.options().hosts;
    const auto database = Database::open(options);

    QVERIFY2(database, database ? "" : qPrintable(database.error().detail));
    const bool isPostgres = TestDatabase::presentKind() == DatabaseKind::Postgres;
    const auto port = (*database)->selectOne(isPostgres ? u"SELECT inet_server_port()"_s : u"SELECT @@port"_s, {},
                                             [](const Row &row) { return row.text(0); });
    QVERIFY(primary.options().hosts.front().endsWith(port->value()));
}

void TestFailover::execute_leavesAServerThatBecameReadOnly()
{
    REQUIRE_DATABASE();
    OwnServer first(TestDatabase::presentKind());
    OwnServer second(TestDatabase::presentKind());
    DatabaseOptions options = first.options();
    const auto administrator = Database::open(options);
    QVERIFY(administrator);
    for (OwnServer *server : {&first, &second})
        QVERIFY((*Database::open(server->options()))->run(u"CREATE TABLE thing (id {serial}, name VARCHAR(100) NOT NULL)"_s));
    if (TestDatabase::presentKind() == DatabaseKind::Mysql) { // read_only does not bind the administrator
        for (OwnServer *server : {&first, &second}) {
            const auto root = Database::open(server->options());
            QVERIFY((*root)->run(u"CREATE USER md@'%' IDENTIFIED BY 'x'"_s));
            QVERIFY((*root)->run(u"GRANT ALL ON %1.* TO md@'%'"_s.arg(options.name)));
        }
        options.user = u"md"_s;
        options.password = Secret("x");
    }
    options.hosts += second.options().hosts;
    const auto database = Database::open(options);
    QVERIFY2(database, database ? "" : qPrintable(database.error().detail));
    const QString sql = u"INSERT INTO thing (name) VALUES (?)"_s;
    QVERIFY((*database)->insert(sql, {u"a"_s}));

    setReadOnly(**administrator, true);

    QString refusal; // once; the next call is on the other host already
    const auto insertUntilRefused = [&] {
        if (const auto done = (*database)->insert(sql, {u"b"_s}); refusal.isEmpty() && !done)
            refusal = done.error().messageId;
        return !refusal.isEmpty();
    };
    QTRY_VERIFY(insertUntilRefused());
    QCOMPARE(refusal, u"database.unavailable"_s);
    QTRY_VERIFY((*database)->insert(sql, {u"c"_s})); // on the other host
    QVERIFY(count(**Database::open(second.options())).value() > 0);
}

QTEST_GUILESS_MAIN(TestFailover)
#include "tst_failover.moc"
