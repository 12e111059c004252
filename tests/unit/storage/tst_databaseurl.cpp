#include "platform/storage/databaseurl.h"
#include "platform/storage/hostaddress.h"

#include <QTest>

using namespace mdash;
using namespace Qt::Literals::StringLiterals;

class TestDatabaseUrl final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parseDatabaseUrl_readsParts_data();
    void parseDatabaseUrl_readsParts();
    void parseDatabaseUrl_readsTlsParameters();
    void parseDatabaseUrl_readsSqlitePaths();
    void parseDatabaseUrl_refuses_data();
    void parseDatabaseUrl_refuses();
    void hostAddress_readsHostsAndSockets_data();
    void hostAddress_readsHostsAndSockets();
};

void TestDatabaseUrl::parseDatabaseUrl_readsParts_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("password");
    QTest::addColumn<QStringList>("hosts");
    QTest::addColumn<QString>("name");
    QTest::newRow("plain") << u"postgres://ada:secret@db:5433/metrics"_s << u"ada"_s << u"secret"_s
                           << QStringList{u"db:5433"_s} << u"metrics"_s;
    QTest::newRow("encoded") << u"mysql://a%40b:p%40ss%2F%3A%25%20%3F%23@db/me%20trics"_s << u"a@b"_s << u"p@ss/:% ?#"_s
                             << QStringList{u"db"_s} << u"me trics"_s;
    QTest::newRow("raw special characters") << u"postgres://ada:p@s/s:w?o#rd@db/metrics"_s << u"ada"_s << u"p@s/s:w?o#rd"_s
                                            << QStringList{u"db"_s} << u"metrics"_s;
    QTest::newRow("letters") << u"postgres://ada:pässwörd🔑@db/metrics"_s << u"ada"_s << u"pässwörd🔑"_s
                             << QStringList{u"db"_s} << u"metrics"_s;
    QTest::newRow("several hosts") << u"postgres://ada@db1:5432,db2,[::1]:5433/metrics"_s << u"ada"_s << QString()
                                   << QStringList{u"db1:5432"_s, u"db2"_s, u"[::1]:5433"_s} << u"metrics"_s;
    QTest::newRow("tcp()") << u"mysql://ada:x@tcp(db:3306)/metrics"_s << u"ada"_s << u"x"_s << QStringList{u"db:3306"_s}
                           << u"metrics"_s;
    QTest::newRow("socket") << u"postgres:///metrics?host=/run/postgresql"_s << QString() << QString()
                            << QStringList{u"/run/postgresql"_s} << u"metrics"_s;
    QTest::newRow("no host") << u"mysql://ada:x@/metrics"_s << u"ada"_s << u"x"_s << QStringList{u"127.0.0.1"_s}
                             << u"metrics"_s;
}

void TestDatabaseUrl::parseDatabaseUrl_readsParts()
{
    QFETCH(QString, url);
    const auto options = parseDatabaseUrl(url);
    QVERIFY2(options, options ? "" : qPrintable(options.error().detail));
    QTEST(options->user, "user");
    QTEST(QString::fromUtf8(options->password.reveal()), "password");
    QTEST(options->hosts, "hosts");
    QTEST(options->name, "name");
    QCOMPARE(options->kind, url.startsWith(u"mysql"_s) ? DatabaseKind::Mysql : DatabaseKind::Postgres);
}

void TestDatabaseUrl::parseDatabaseUrl_readsTlsParameters()
{
    const auto options = parseDatabaseUrl(
        u"postgresql://db/m?sslmode=verify-full&sslrootcert=/etc/my%20ca.pem&sslcert=/c.pem&sslkey=/k.pem"_s);
    QVERIFY(options);
    QCOMPARE(options->tlsMode, u"verify-full"_s);
    QCOMPARE(options->caCertPath, u"/etc/my ca.pem"_s);
    QCOMPARE(options->clientCertPath, u"/c.pem"_s);
    QCOMPARE(options->clientKeyPath, u"/k.pem"_s);
    QCOMPARE(parseDatabaseUrl(u"mysql://db/m?tls=skip-verify"_s)->tlsMode, u"require"_s);
    QCOMPARE(parseDatabaseUrl(u"mysql://db/m?tls=true"_s)->tlsMode, u"verify-ca"_s);
    QCOMPARE(parseDatabaseUrl(u"mysql://db/m?tls=false"_s)->tlsMode, u"disable"_s);
}

void TestDatabaseUrl::parseDatabaseUrl_readsSqlitePaths()
{
    const auto options = parseDatabaseUrl(u"sqlite3:///var/lib/my%20data/a.db?cache=private"_s);
    QVERIFY(options);
    QCOMPARE(options->kind, DatabaseKind::Sqlite);
    QCOMPARE(options->path, u"/var/lib/my data/a.db"_s);
    QCOMPARE(parseDatabaseUrl(u"sqlite3://data/a.db"_s)->path, u"data/a.db"_s);
}

void TestDatabaseUrl::parseDatabaseUrl_refuses_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("names");
    QTest::newRow("empty") << QString() << u"expected postgres://"_s;
    QTest::newRow("no scheme") << u"db:5432/metrics"_s << u"expected postgres://"_s;
    QTest::newRow("unknown kind") << u"oracle://ada:secret@db/metrics"_s << u"oracle"_s;
    QTest::newRow("no name") << u"postgres://ada:secret@db"_s << u"name"_s;
    QTest::newRow("unknown mode") << u"postgres://ada:secret@db/metrics?sslmode=maybe"_s << u"maybe"_s;
    QTest::newRow("unknown parameter") << u"postgres://ada:secret@db/metrics?pool=3"_s << u"pool"_s;
    QTest::newRow("no path") << u"sqlite3://"_s << u"path"_s;
}

void TestDatabaseUrl::parseDatabaseUrl_refuses()
{
    QFETCH(QString, url);
    QFETCH(QString, names);
    const auto options = parseDatabaseUrl(url);
    QVERIFY(!options);
    QCOMPARE(options.error().code, ErrorCode::InvalidInput);
    QVERIFY2(options.error().detail.contains(names), qPrintable(options.error().detail));
    QVERIFY(!options.error().detail.contains(u"secret"_s));
}

void TestDatabaseUrl::hostAddress_readsHostsAndSockets_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<QString>("shown");
    QTest::newRow("name") << u"db"_s << u"db"_s << 5432 << u"db:5432"_s;
    QTest::newRow("port") << u"db.example:6000"_s << u"db.example"_s << 6000 << u"db.example:6000"_s;
    QTest::newRow("IPv6") << u"::1"_s << u"::1"_s << 5432 << u"[::1]:5432"_s;
    QTest::newRow("IPv6 in brackets") << u"[::1]"_s << u"::1"_s << 5432 << u"[::1]:5432"_s;
    QTest::newRow("IPv6 with port") << u"[fe80::2]:7000"_s << u"fe80::2"_s << 7000 << u"[fe80::2]:7000"_s;
    QTest::newRow("socket") << u"/run/mysqld/mysqld.sock"_s << u"/run/mysqld/mysqld.sock"_s << 5432
                            << u"/run/mysqld/mysqld.sock"_s;
}

void TestDatabaseUrl::hostAddress_readsHostsAndSockets()
{
    QFETCH(QString, text);
    const HostAddress address = HostAddress::parse(text, 5432);
    QTEST(address.host, "host");
    QTEST(static_cast<int>(address.port), "port");
    QTEST(address.toString(), "shown");
}

QTEST_GUILESS_MAIN(TestDatabaseUrl)
#include "tst_databaseurl.moc"
