#include "support/testdatabase.h"

#include "platform/storage/dialect.h"

#include <QDateTime>

using namespace mdash;
using namespace Qt::Literals::StringLiterals;

class TestDialect final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::addRows(); }
    void expand_leavesLiteralsAndOtherWordsAlone();
    void expand_makesTypesThatHoldMuch();
    void dbnow_isTheTimeInMilliseconds_data();
    void dbnow_isTheTimeInMilliseconds();
    void forupdate_locksARowInATransaction();
    void ifabsent_keepsTheRowThatIsThere();
    void upsert_changesTheRowThatIsThere();
    void insertIfAbsent_keepsTheRowThatIsThere();
    void containsIgnoringCase_findsParts_data();
    void containsIgnoringCase_findsParts();
    void tableExists_knowsTables();
    void createTable_comparesTextByBytes();
};

void TestDialect::expand_leavesLiteralsAndOtherWordsAlone()
{
    QFETCH_GLOBAL(DatabaseKind, databaseKind);
    const Dialect dialect(databaseKind);
    const QString sql = u"SELECT 'DBNOW {text} it''s', DBNOW_x, xDBNOW, {other} FROM t -- {}"_s;

    QCOMPARE(dialect.expand(sql), sql);
    QVERIFY(!dialect.expand(u"SELECT DBNOW+1"_s).contains(u"DBNOW"_s));
    QCOMPARE(dialect.expand(u"SELECT 'unclosed {text}"_s), u"SELECT 'unclosed {text}"_s);
    QCOMPARE(dialect.expand(QString()), QString());
}

void TestDialect::expand_makesTypesThatHoldMuch()
{
    TEST_DATABASE(database);
    QVERIFY(database->run(u"CREATE TABLE thing (id {serial}, body {text} NOT NULL, raw {bytes} NOT NULL)"_s));
    const QString body = u"é"_s.repeated(100'000); // more than 64 KiB
    const QByteArray raw(200'000, '\0');

    QVERIFY(database->insert(u"INSERT INTO thing (body, raw) VALUES (?, ?)"_s, {body, raw}));

    const auto same = database->selectOne(u"SELECT body, raw FROM thing"_s, {}, [&](const Row &row) {
        return row.text(0) == body && row.bytes(1) == raw;
    });
    QVERIFY(same && same->value());
}

void TestDialect::dbnow_isTheTimeInMilliseconds_data()
{
    QTest::addColumn<QString>("token");
    QTest::newRow("DBNOW") << u"DBNOW"_s;
    QTest::newRow("SCANNOW") << u"SCANNOW"_s;
}

void TestDialect::dbnow_isTheTimeInMilliseconds()
{
    TEST_DATABASE(database);
    QFETCH(QString, token);
    const qint64 before = QDateTime::currentMSecsSinceEpoch();

    const auto now = database->selectOne(u"SELECT %1"_s.arg(token), {}, [](const Row &row) { return row.integer(0); });

    QVERIFY(now && *now);
    QVERIFY(**now >= before - 2 && **now <= QDateTime::currentMSecsSinceEpoch() + 2);
    const auto later = database->selectOne(u"SELECT 1 WHERE %1 + ? > %1"_s.arg(token), {1000}, [](const Row &) { return true; });
    QVERIFY(later && *later);
}

void TestDialect::forupdate_locksARowInATransaction()
{
    TEST_DATABASE(database);
    const auto last = database->transact([&](Transaction &) {
        return database->selectOne(u"SELECT last_id FROM cluster_event_seq WHERE one = 1 {forupdate}"_s, {},
                                   [](const Row &row) { return row.integer(0); });
    });
    QVERIFY(last);
    QCOMPARE(*last, std::optional<qint64>(0));
}

static QString resultOf(Database &database, const QString &name)
{
    return database.selectOne(u"SELECT result FROM cluster_job WHERE name = ?"_s, {name}, [](const Row &row) { return row.text(0); })
        ->value_or(u"none"_s);
}

static const QString insertJob = u"INSERT INTO cluster_job (name, due_at, epoch, started_at, finished_at, result, message)"
                                 " VALUES (?, 0, 0, 0, 0, ?, '')"_s;

void TestDialect::ifabsent_keepsTheRowThatIsThere()
{
    TEST_DATABASE(database);
    QVERIFY(database->execute(insertJob + u" {ifabsent name}"_s, {u"a"_s, u"old"_s}));
    QVERIFY(database->execute(insertJob + u" {ifabsent name}"_s, {u"a"_s, u"new"_s}));
    QCOMPARE(resultOf(database, u"a"_s), u"old"_s);
}

static const QStringList jobValues = {u"due_at"_s, u"epoch"_s, u"started_at"_s, u"finished_at"_s, u"result"_s, u"message"_s};

void TestDialect::upsert_changesTheRowThatIsThere()
{
    TEST_DATABASE(database);
    const QString sql = database->dialect().upsert(u"cluster_job"_s, {u"name"_s}, jobValues);
    QVERIFY(database->execute(sql, {u"a"_s, 0, 0, 0, 0, u"old"_s, QString()}));
    QCOMPARE(resultOf(database, u"a"_s), u"old"_s);
    QVERIFY(database->execute(sql, {u"a"_s, 1, 0, 0, 0, u"new"_s, QString()}));
    QCOMPARE(resultOf(database, u"a"_s), u"new"_s);
}

void TestDialect::insertIfAbsent_keepsTheRowThatIsThere()
{
    TEST_DATABASE(database);
    const QString sql = database->dialect().insertIfAbsent(u"cluster_job"_s, {u"name"_s}, jobValues);
    QVERIFY(database->execute(sql, {u"a"_s, 0, 0, 0, 0, u"old"_s, QString()}));
    QVERIFY(database->execute(sql, {u"a"_s, 0, 0, 0, 0, u"new"_s, QString()}));
    QCOMPARE(resultOf(database, u"a"_s), u"old"_s);
}

void TestDialect::containsIgnoringCase_findsParts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("found");
    QTest::newRow("part") << u"100% NOT"_s << true;
    QTest::newRow("case") << u"node_EXPORTER"_s << true;
    QTest::newRow("percent is no wildcard") << u"100%NOT"_s << false;
    QTest::newRow("underscore is no wildcard") << u"nodeXexporter"_s << false;
    QTest::newRow("exclamation mark") << u"!"_s << true;
    QTest::newRow("backslash") << u"\\ "_s << true;
    QTest::newRow("quote") << u"it's"_s << true;
    QTest::newRow("letters beyond ASCII") << u"Überblick"_s << true;
    QTest::newRow("case of letters beyond ASCII") << u"ÜBERBLICK Ω"_s << true;
    QTest::newRow("accents differ") << u"Uberblick"_s << false;
    QTest::newRow("empty") << QString() << true;
}

void TestDialect::containsIgnoringCase_findsParts()
{
    TEST_DATABASE(database);
    QFETCH(QString, text);
    QFETCH(bool, found);
    QVERIFY(database->execute(insertJob, {u"Node_Exporter: 100% not! \\ it's überblick ω"_s, QString()}));

    const auto sql = u"SELECT 1 FROM cluster_job WHERE "_s + database->dialect().containsIgnoringCase(u"name"_s);
    const auto row = database->selectOne(sql, {Dialect::likePattern(text)}, [](const Row &) { return true; });

    QVERIFY(row);
    QCOMPARE(row->has_value(), found);
}

void TestDialect::tableExists_knowsTables()
{
    TEST_DATABASE(database);
    const auto exists = [&](const QString &table) {
        return database->selectOne(database->dialect().tableExists(), {table}, [](const Row &) { return true; })->has_value();
    };
    QVERIFY(exists(u"cluster_job"_s));
    QVERIFY(!exists(u"cluster_jobs"_s));
}

void TestDialect::createTable_comparesTextByBytes()
{
    TEST_DATABASE(database);
    for (const auto &name : {u"a"_s, u"A"_s, u"á"_s, u"a b"_s})
        QVERIFY2(database->execute(insertJob, {name, name}), qPrintable(name));
    QCOMPARE(resultOf(database, u"á"_s), u"á"_s);
    QCOMPARE(resultOf(database, u"A"_s), u"A"_s);
}

QTEST_GUILESS_MAIN(TestDialect)
#include "tst_dialect.moc"
