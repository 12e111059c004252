#include "support/testdatabase.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QTcpServer>

using namespace mdash;
using namespace Qt::Literals::StringLiterals;

/// How Database::open() treats servers that are away, refuse us, or are not what they should be.
class TestConnection final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::addServerRows(); }
    void open_takesTheFirstHostThatAnswers();
    void open_refusesAWrongPasswordForGood();
    void open_refusesAnUnknownDatabaseForGood();
    void open_givesUpOnASilentHostInTime();
    void open_acceptsPasswordsWithSpecialCharacters();
    void open_checksTheServersCertificate_data();
    void open_checksTheServersCertificate();
    void execute_stopsAStatementThatTakesTooLong();
    void select_reconnectsAfterTheConnectionWasKilled();
    void transact_reconnectsAfterTheConnectionWasKilled();
    void execute_reportsUnavailableWhileTheServerIsAway();

private:
    static quint16 closedPort();
    static void killConnection(TestDatabase &database);
};

#define SERVER_OPTIONS(name)                                                                                           \
    REQUIRE_DATABASE();                                                                                                \
    const DatabaseKind databaseKind = TestDatabase::presentKind();                                                     \
    DatabaseOptions name = TestDatabase::serverOptions(databaseKind)

quint16 TestConnection::closedPort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

void TestConnection::killConnection(TestDatabase &database)
{
    const bool isPostgres = database.kind() == DatabaseKind::Postgres;
    const auto id = database->selectOne(isPostgres ? u"SELECT pg_backend_pid()"_s : u"SELECT CONNECTION_ID()"_s, {},
                                        [](const Row &row) { return row.integer(0); });
    QVERIFY(id && *id);
    const auto other = database.connect();
    if (isPostgres)
        QVERIFY(other->forEach(u"SELECT pg_terminate_backend(?)"_s, {**id}, [](const Row &) {}));
    else
        QVERIFY(other->run(u"KILL %1"_s.arg(**id)));
    if (isPostgres) { // it dies a little later
        const QString gone = u"SELECT 1 FROM pg_stat_activity WHERE pid = ?"_s;
        QTRY_VERIFY(!other->selectOne(gone, {**id}, [](const Row &) { return true; }).value().has_value());
    }
}

void TestConnection::open_takesTheFirstHostThatAnswers()
{
    SERVER_OPTIONS(options);
    options.hosts.prepend(u"127.0.0.1:%1"_s.arg(closedPort()));
    const auto database = Database::open(options);
    QVERIFY2(database, database ? "" : qPrintable(database.error().detail));

    options.hosts = {options.hosts.front()};
    const auto none = Database::open(options);
    QVERIFY(!none);
    QCOMPARE(none.error().code, ErrorCode::Unavailable);
    QCOMPARE(none.error().messageId, u"database.unavailable"_s);
    QVERIFY2(none.error().detail.contains(options.hosts.front()), qPrintable(none.error().detail));
}

void TestConnection::open_refusesAWrongPasswordForGood()
{
    SERVER_OPTIONS(options);
    options.user = u"nobody"_s;
    options.password = Secret("sesame");
    const auto database = Database::open(options);
    QVERIFY(!database);
    QCOMPARE(database.error().code, ErrorCode::InvalidInput);
    QVERIFY2(database.error().detail.contains(u"nobody"_s), qPrintable(database.error().detail));
    QVERIFY(!database.error().detail.contains(u"sesame"_s));
}

void TestConnection::open_refusesAnUnknownDatabaseForGood()
{
    SERVER_OPTIONS(options);
    options.name = u"md_test_nothing"_s;
    const auto database = Database::open(options);
    QVERIFY(!database);
    QCOMPARE(database.error().code, ErrorCode::InvalidInput);
    QVERIFY2(database.error().detail.contains(u"md_test_nothing"_s), qPrintable(database.error().detail));
}

void TestConnection::open_givesUpOnASilentHostInTime()
{
    SERVER_OPTIONS(options);
    QTcpServer silent; // accepts, and never says a word
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    options.hosts = {u"127.0.0.1:%1"_s.arg(silent.serverPort())};
    options.connectTimeout = std::chrono::seconds(1);
    QElapsedTimer timer;
    timer.start();
    const auto database = Database::open(options);
    QVERIFY(!database);
    QCOMPARE(database.error().code, ErrorCode::Unavailable);
    QVERIFY2(timer.elapsed() < 4000, qPrintable(QString::number(timer.elapsed())));
}

void TestConnection::open_acceptsPasswordsWithSpecialCharacters()
{
    SERVER_OPTIONS(options);
    const auto server = Database::open(options);
    QVERIFY(server);
    const QString user = u"md_test_user_%1"_s.arg(QCoreApplication::applicationPid());
    const QString password = u"p@ss;w'ör\\d \"=/?#%&:x{text}"_s;
    const bool isPostgres = databaseKind == DatabaseKind::Postgres;
    const QString literal = u'\'' + QString(password).replace(u'\'', u"''"_s) + u'\'';
    QVERIFY((*server)->run(isPostgres ? u"CREATE ROLE %1 LOGIN PASSWORD %2"_s.arg(user, literal)
                                      : u"CREATE USER %1@'%' IDENTIFIED BY %2"_s.arg(user, literal)));
    options.user = user;
    options.password = Secret(password.toUtf8());
    options.name = isPostgres ? options.name : u"information_schema"_s;

    const auto database = Database::open(options);

    QVERIFY((*server)->run(u"DROP USER %1"_s.arg(isPostgres ? user : user + u"@'%'"_s)));
    QVERIFY2(database, database ? "" : qPrintable(database.error().detail));
}

void TestConnection::open_checksTheServersCertificate_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("ownCa");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("require") << u"require"_s << u"127.0.0.1"_s << false << true;
    QTest::newRow("verify-ca") << u"verify-ca"_s << u"localhost"_s << true << true;
    QTest::newRow("verify-ca, unknown authority") << u"verify-ca"_s << u"127.0.0.1"_s << false << false;
    QTest::newRow("verify-full") << u"verify-full"_s << u"127.0.0.1"_s << true << true;
    QTest::newRow("verify-full, another name") << u"verify-full"_s << u"localhost"_s << true << false;
}

void TestConnection::open_checksTheServersCertificate()
{
    SERVER_OPTIONS(options);
    QFETCH(QString, mode);
    QFETCH(QString, host);
    QFETCH(bool, ownCa);
    QFETCH(bool, accepted);
    if (mode == u"verify-full"_s && databaseKind == DatabaseKind::Mysql)
        accepted = false; // Qt's driver cannot
    options.tlsMode = mode;
    if (ownCa)
        options.caCertPath = qEnvironmentVariable("MD_TEST_TLS_CA");
    options.hosts = {host + options.hosts.front().mid(options.hosts.front().lastIndexOf(u':'))};

    const auto database = Database::open(options);

    QVERIFY2(database.has_value() == accepted, database ? "accepted" : qPrintable(database.error().detail));
    if (!database)
        return;
    const QString cipher = databaseKind == DatabaseKind::Postgres
                               ? u"SELECT cipher FROM pg_stat_ssl WHERE pid = pg_backend_pid()"_s
                               : u"SELECT variable_value FROM information_schema.session_status WHERE variable_name = 'SSL_CIPHER'"_s;
    const auto used = (*database)->selectOne(cipher, {}, [](const Row &row) { return row.text(0); });
    QVERIFY(used && *used && !(*used)->isEmpty());
}

void TestConnection::execute_stopsAStatementThatTakesTooLong()
{
    SERVER_OPTIONS(options);
    options.statementTimeout = std::chrono::milliseconds(100);
    const auto database = Database::open(options);
    QVERIFY(database);
    QElapsedTimer timer;
    timer.start();
    // MariaDB's SLEEP() answers 1 instead of failing; a join of many rows takes as long and does fail.
    const QString sql = databaseKind == DatabaseKind::Postgres
                            ? u"SELECT pg_sleep(60)"_s
                            : u"SELECT COUNT(*) FROM information_schema.columns a, information_schema.columns b,"
                              " information_schema.columns c"_s;
    const auto done = (*database)->forEach(sql, {}, [](const Row &) {});
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::Unavailable);
    QVERIFY(timer.elapsed() < 5000);
}

void TestConnection::select_reconnectsAfterTheConnectionWasKilled()
{
    TEST_DATABASE(database);
    killConnection(database);
    const auto one = database->selectOne(u"SELECT 1"_s, {}, [](const Row &row) { return row.integer(0); });
    QVERIFY2(one, one ? "" : qPrintable(one.error().detail));
    QCOMPARE(*one, std::optional<qint64>(1));
}

void TestConnection::transact_reconnectsAfterTheConnectionWasKilled()
{
    TEST_DATABASE(database);
    killConnection(database);
    const auto first = database->transact([&](Transaction &) {
        return database->execute(u"UPDATE cluster_event_seq SET last_id = last_id + 1"_s);
    });
    QVERIFY2(first, first ? "" : qPrintable(first.error().detail));

    int runs = 0;
    const auto second = database->transact([&](Transaction &) {
        if (++runs == 1)
            killConnection(database);
        return database->execute(u"UPDATE cluster_event_seq SET last_id = last_id + 1"_s);
    });
    QVERIFY2(second, second ? "" : qPrintable(second.error().detail));
    QCOMPARE(runs, 2);
    const auto last = database->selectOne(u"SELECT last_id FROM cluster_event_seq"_s, {}, [](const Row &row) { return row.integer(0); });
    QCOMPARE(last->value(), 2);
}

void TestConnection::execute_reportsUnavailableWhileTheServerIsAway()
{
    TEST_DATABASE(database);
    auto victim = database.connect();
    const bool isPostgres = database.kind() == DatabaseKind::Postgres;
    const auto id = victim->selectOne(isPostgres ? u"SELECT pg_backend_pid()"_s : u"SELECT CONNECTION_ID()"_s, {},
                                      [](const Row &row) { return row.integer(0); });
    // As good as away: the connection is killed and the database is gone when it comes back.
    const QString name = database.options().name;
    const auto server = Database::open(TestDatabase::serverOptions(database.kind()));
    QVERIFY(server);
    if (!isPostgres)
        QVERIFY((*server)->run(u"KILL %1"_s.arg(id->value())));
    QVERIFY((*server)->run(u"DROP DATABASE "_s + name + (isPostgres ? u" WITH (FORCE)"_s : QString())));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"cannot be used.*"_s + name));

    for (int i = 0; i < 3; ++i) { // one attempt to reconnect, the others are told at once
        const auto done = victim->execute(u"UPDATE cluster_event_seq SET last_id = 0"_s);
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::Unavailable);
        QCOMPARE(done.error().messageId, u"database.unavailable"_s);
    }
    QVERIFY((*server)->run(u"CREATE DATABASE "_s + name)); // for ~TestDatabase
}

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"
