#include "support/testdatabase.h"

#include "platform/storage/schemastore.h"
#include "platform/storage/sqlitecopy.h"

#include <QFileInfo>

using namespace mdash;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

/// What is special about a database that is a file.
class TestSqliteFile final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void open_makesAFileForItsOwnerOnly();
    void open_refusesAPathThatCannotBe();
    void open_refusesAFileOfAnotherKind();
    void open_survivesALostProcess();
    void transact_saysBusyWhileAnotherProcessWrites();
    void forEach_stopsAStatementThatTakesTooLong();
    void copy_holdsTheDataAndIsPrivate();
    void migrate_copiesTheFileFirst();
};

static constexpr QFile::Permissions others =
    QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;

void TestSqliteFile::open_makesAFileForItsOwnerOnly()
{
    TestDatabase database;
    QTemporaryDir folder;
    DatabaseOptions options;
    options.path = folder.filePath(u"new.db"_s);
    const auto made = Database::open(options);
    QVERIFY(made);
    QVERIFY((*made)->run(u"CREATE TABLE a (x BIGINT)"_s));
    for (const auto &name : {options.path, QString(options.path + u"-wal"_s)})
        QCOMPARE(QFileInfo(name).permissions() & others, QFile::Permissions());
}

void TestSqliteFile::open_refusesAPathThatCannotBe()
{
    DatabaseOptions options;
    options.path = u"/nowhere/at/all/a.db"_s;
    const auto database = Database::open(options);
    QVERIFY(!database);
    QCOMPARE(database.error().code, ErrorCode::InvalidInput);
    QVERIFY2(database.error().detail.contains(options.path), qPrintable(database.error().detail));
}

void TestSqliteFile::open_refusesAFileOfAnotherKind()
{
    QTemporaryDir folder;
    DatabaseOptions options;
    options.path = folder.filePath(u"notes.txt"_s);
    QFile file(options.path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(4096, 'x'));
    file.close();
    const auto database = Database::open(options);
    QVERIFY(!database);
    QCOMPARE(database.error().code, ErrorCode::InvalidInput);
}

void TestSqliteFile::open_survivesALostProcess()
{
    TestDatabase database;
    QVERIFY(database->execute(u"UPDATE cluster_event_seq SET last_id = 41"_s));
    // What a killed process leaves behind: file and log as they are at this moment.
    QTemporaryDir folder;
    for (const auto &suffix : {u""_s, u"-wal"_s})
        QVERIFY(QFile::copy(database.options().path + suffix, folder.filePath(u"left.db"_s) + suffix));
    DatabaseOptions options;
    options.path = folder.filePath(u"left.db"_s);
    const auto left = Database::open(options);
    QVERIFY(left);
    const auto last = (*left)->selectOne(u"SELECT last_id FROM cluster_event_seq"_s, {}, [](const Row &row) { return row.integer(0); });
    QCOMPARE(last->value(), 41);
}

void TestSqliteFile::transact_saysBusyWhileAnotherProcessWrites()
{
    TestDatabase database;
    auto options = database.options();
    options.lockTimeout = 20ms;
    options.writers = std::make_shared<WriterQueue>(); // as in another process
    const auto writer = Database::open(options);
    QVERIFY(writer);
    auto holder = Transaction::begin(database);
    QVERIFY(holder);
    const qint64 before = (*writer)->statementCount();
    int runs = 0;
    const auto work = [&](Transaction &) -> Result<void> {
        ++runs;
        return {};
    };

    const auto refused = (*writer)->transact(work);

    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Unavailable);
    QCOMPARE(runs, 0);
    QCOMPARE((*writer)->statementCount() - before, 5); // five attempts to begin
    QVERIFY(holder->commit());
    QVERIFY((*writer)->transact(work));
    QCOMPARE(runs, 1);
}

void TestSqliteFile::forEach_stopsAStatementThatTakesTooLong()
{
    TestDatabase database;
    auto options = database.options();
    options.statementTimeout = 50ms;
    const auto impatient = Database::open(options);
    QVERIFY(impatient);
    const QString endless = u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n"_s;

    const auto done = (*impatient)->forEach(endless, {}, [](const Row &) {});

    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::Unavailable);
    QVERIFY((*impatient)->execute(u"UPDATE cluster_event_seq SET last_id = 1"_s)); // the next one has time of its own
}

void TestSqliteFile::copy_holdsTheDataAndIsPrivate()
{
    TestDatabase database;
    QVERIFY(database->execute(u"UPDATE cluster_event_seq SET last_id = 41"_s));
    QFile interrupted(database.options().path + u".before-x.tmp"_s);
    QVERIFY(interrupted.open(QIODevice::WriteOnly));
    interrupted.write("half a copy");
    interrupted.close();

    QVERIFY(copySqliteFile(database, u"x"_s));
    QVERIFY(copySqliteFile(database, u"x"_s)); // keeps the first

    DatabaseOptions options;
    options.path = database.options().path + u".before-x"_s;
    QCOMPARE(QFileInfo(options.path).permissions() & others, QFile::Permissions());
    const auto copy = Database::open(options);
    QVERIFY(copy);
    const auto last = (*copy)->selectOne(u"SELECT last_id FROM cluster_event_seq"_s, {}, [](const Row &row) { return row.integer(0); });
    QCOMPARE(last->value(), 41);
}

void TestSqliteFile::migrate_copiesTheFileFirst()
{
    TestDatabase database(DatabaseKind::Sqlite, TestDatabase::Contents::Empty);
    QTemporaryDir folder;
    MigrationOptions options;
    options.folder = folder.path();
    QVERIFY(QFile::copy(u":/migrations/1_001_schema.expand.sql"_s, folder.filePath(u"1_001_schema.expand.sql"_s)));
    QVERIFY(migrate(database, options));
    const QString copy = database.options().path + u".before-1_002_a.expand.sql"_s;
    QFile file(folder.filePath(u"1_002_a.expand.sql"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("CREATE TABLE a (x BIGINT);\n");
    file.close();
    QVERIFY(!QFile::exists(copy)); // there was nothing to lose

    QVERIFY(migrate(database, options));

    DatabaseOptions old;
    old.path = copy;
    const auto before = Database::open(old);
    QVERIFY2(before, before ? "" : qPrintable(before.error().detail));
    QCOMPARE(SchemaStore(**before).steps()->size(), std::size_t{1});
}

QTEST_GUILESS_MAIN(TestSqliteFile)
#include "tst_sqlitefile.moc"
