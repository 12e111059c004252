#include "support/testdatabase.h"

#include "platform/storage/dialect.h"
#include "platform/storage/migrationlock.h"
#include "platform/storage/schemastore.h"

#include <QFile>

#include <atomic>
#include <thread>

using namespace mdash;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestMigrator final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::addRows(); }
    void migrate_runsEverythingOnce();
    void migrate_goesOnAfterAKillAtEachStatement();
    void migrate_runsOnceWhenSeveralStartTogether();
    void migrate_refusesAChangedFile();
    void migrate_refusesASchemaOfALaterRelease();
    void migrate_acceptsASchemaThatALaterReleaseExpanded();
    void migrate_addsStepsOfLaterBuilds();
    void migrate_namesTheStatementThatFails();
    void migrate_reportsWhomItWaitsFor();
};

namespace {

/// A folder of migrations of a test's own, beside the one that makes the migrator's tables.
class Folder
{
public:
    Folder() { QFile::copy(u":/migrations/1_001_schema.expand.sql"_s, path() + u"/1_001_schema.expand.sql"_s); }
    [[nodiscard]] QString path() const { return m_folder.path(); }
    void write(const QString &name, const QByteArray &text) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(text) != text.size())
            qFatal("%s cannot be written", qPrintable(name));
    }

private:
    QTemporaryDir m_folder;
};

MigrationOptions optionsFor(const Folder &folder)
{
    MigrationOptions options;
    options.folder = folder.path();
    options.nodeName = u"node-a"_s;
    options.patience = 0s;
    options.retryPause = 1ms;
    return options;
}

/// Tables with their columns, and indexes, in a form that can be compared.
QStringList schemaOf(Database &database)
{
    QString sql;
    switch (database.dialect().kind()) {
    case DatabaseKind::Sqlite: sql = u"SELECT type || ' ' || name || ' ' || COALESCE(sql, '') FROM sqlite_master"_s; break;
    case DatabaseKind::Postgres:
        sql = u"SELECT table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable FROM information_schema.columns"
              " WHERE table_schema = 'public' UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'"_s;
        break;
    case DatabaseKind::Mysql:
        sql = u"SELECT CONCAT(table_name, ' ', column_name, ' ', column_type, ' ', is_nullable) FROM information_schema.columns"
              " WHERE table_schema = DATABASE() UNION ALL SELECT CONCAT(table_name, ' ', index_name, ' ', column_name)"
              " FROM information_schema.statistics WHERE table_schema = DATABASE()"_s;
        break;
    }
    const auto rows = database.select(sql, {}, [](const Row &row) { return row.text(0); }).value();
    QStringList schema(rows.begin(), rows.end());
    schema.sort();
    return schema;
}

#define VERIFY_OK(result) QVERIFY2(result, (result) ? "" : qPrintable((result).error().detail))

} // namespace

void TestMigrator::migrate_runsEverythingOnce()
{
    TEST_DATABASE_OF(database, TestDatabase::Contents::Empty);
    QVERIFY(!pendingMigrations(database)->isEmpty());
    std::vector<MigrationProgress> reports;

    const auto first = migrate(database, u"node-a"_s, 1s, [&](const MigrationProgress &progress) { reports.push_back(progress); });

    VERIFY_OK(first);
    QVERIFY(pendingMigrations(database)->isEmpty());
    QCOMPARE(static_cast<int>(reports.size()), reports.front().steps);
    QCOMPARE(reports.back().step, reports.back().steps - 1);
    SchemaStore store(database);
    const auto state = store.state();
    QVERIFY(state);
    QCOMPARE(state->clusterId.size(), 32);
    QCOMPARE(state->expanded, schemaRelease);
    const auto steps = store.steps();
    QVERIFY(steps);
    QCOMPARE(steps->front().node, u"node-a"_s);

    const qint64 before = database->statementCount();
    QVERIFY(migrate(database, u"node-b"_s, 1s, {}));
    QCOMPARE(database->statementCount() - before, 3); // looks, and does nothing
    QCOMPARE(store.state()->clusterId, state->clusterId);
}

void TestMigrator::migrate_goesOnAfterAKillAtEachStatement()
{
    TEST_DATABASE(clean);
    TEST_DATABASE_OF(database, TestDatabase::Contents::Empty);
    int kills = 0;
    for (bool finished = false; !finished; ++kills) {
        int left = kills + 1;
        MigrationOptions options;
        options.afterStatement = [&]() -> Result<void> {
            return --left > 0 ? Result<void>{} : fail(ErrorCode::Internal, u"killed"_s);
        };
        const auto connection = database.connect(); // lost at the end of this pass, as a dead process's is
        const auto done = migrate(*connection, options);
        finished = done.has_value();
        if (!finished)
            QCOMPARE(done.error().detail, u"killed"_s);
        QVERIFY(kills < 500);
    }
    QVERIFY(kills > 5);
    QCOMPARE(schemaOf(database), schemaOf(clean));
    const auto seeds = database->selectOne(u"SELECT COUNT(*) FROM cluster_event_seq"_s, {}, [](const Row &row) { return row.integer(0); });
    QCOMPARE(seeds->value(), 1);
}

void TestMigrator::migrate_runsOnceWhenSeveralStartTogether()
{
    TEST_DATABASE_OF(database, TestDatabase::Contents::Empty);
    std::atomic<int> statements = 0;
    std::atomic<int> failures = 0;
    std::vector<std::thread> nodes;
    for (int i = 0; i < 4; ++i) {
        nodes.emplace_back([&] {
            auto own = database.options();
            own.writers = std::make_shared<WriterQueue>(); // as in a process of its own
            const auto connection = Database::open(own);
            MigrationOptions options;
            options.patience = 30s;
            options.retryPause = 5ms;
            options.afterStatement = [&]() -> Result<void> {
                ++statements;
                return {};
            };
            failures += connection && migrate(**connection, options) ? 0 : 1;
        });
    }
    for (auto &node : nodes)
        node.join();

    QCOMPARE(failures.load(), 0);
    QVERIFY(pendingMigrations(database)->isEmpty());
    TEST_DATABASE(clean);
    QCOMPARE(schemaOf(database), schemaOf(clean));
    int all = 0;
    MigrationOptions count;
    count.afterStatement = [&]() -> Result<void> {
        ++all;
        return {};
    };
    TEST_DATABASE_OF(again, TestDatabase::Contents::Empty);
    QVERIFY(migrate(again, count));
    QCOMPARE(statements.load(), all); // each statement ran on one node only
}

void TestMigrator::migrate_refusesAChangedFile()
{
    TEST_DATABASE_OF(database, TestDatabase::Contents::Empty);
    const Folder folder;
    folder.write(u"1_002_a.expand.sql"_s, "CREATE TABLE a (x BIGINT);\n");
    VERIFY_OK(migrate(database, optionsFor(folder)));
    folder.write(u"1_002_a.expand.sql"_s, "CREATE TABLE a (x BIGINT, y BIGINT);\n");

    const auto done = migrate(database, optionsFor(folder));

    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::PreconditionFailed);
    QVERIFY2(done.error().detail.contains(u"1_002_a.expand.sql"_s), qPrintable(done.error().detail));
}

void TestMigrator::migrate_refusesASchemaOfALaterRelease()
{
    TEST_DATABASE(database);
    QVERIFY(database->execute(u"UPDATE schema_state SET expanded = 3, contracted = 3"_s));

    const auto done = migrate(database, MigrationOptions{});

    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::PreconditionFailed);
    QVERIFY2(done.error().detail.contains(u"release 3"_s), qPrintable(done.error().detail));
}

void TestMigrator::migrate_acceptsASchemaThatALaterReleaseExpanded()
{
    TEST_DATABASE(database);
    QVERIFY(database->execute(u"UPDATE schema_state SET expanded = 2"_s));
    VERIFY_OK(migrate(database, MigrationOptions{}));
    QCOMPARE(SchemaStore(database).state()->expanded, 2);
}

void TestMigrator::migrate_addsStepsOfLaterBuilds()
{
    TEST_DATABASE_OF(database, TestDatabase::Contents::Empty);
    const Folder folder;
    folder.write(u"1_005_b.expand.sql"_s, "CREATE TABLE b (id {serial}, note {text});\nINSERT INTO b (note) VALUES ('kept; -- so');\n");
    VERIFY_OK(migrate(database, optionsFor(folder)));
    folder.write(u"1_004_a.expand.sql"_s, "ALTER TABLE b ADD COLUMN y BIGINT;\nCREATE INDEX b_y ON b (y);\n");
    folder.write(u"2_001_c.expand.sql"_s, "CREATE TABLE c (x BIGINT);\n"); // of a release that this is not

    VERIFY_OK(migrate(database, optionsFor(folder)));

    const auto note = database->selectOne(u"SELECT note FROM b WHERE y IS NULL"_s, {}, [](const Row &row) { return row.text(0); });
    QCOMPARE(note->value(), u"kept; -- so"_s);
    QVERIFY(!database->selectOne(database->dialect().tableExists(), {u"c"_s}, [](const Row &) { return true; })->has_value());
}

void TestMigrator::migrate_namesTheStatementThatFails()
{
    TEST_DATABASE_OF(database, TestDatabase::Contents::Empty);
    const Folder folder;
    folder.write(u"1_002_a.expand.sql"_s, "CREATE TABLE a (x BIGINT);\nCREATE INDEX a_y ON a (missing_column);\n");
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"statement failed"_s));

    const auto done = migrate(database, optionsFor(folder));

    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::Internal);
    QVERIFY2(done.error().detail.startsWith(u"migration 1_002_a.expand.sql failed at statement 2: "_s), qPrintable(done.error().detail));
    QVERIFY2(done.error().detail.contains(u"missing_column"_s), qPrintable(done.error().detail));
}

void TestMigrator::migrate_reportsWhomItWaitsFor()
{
    TEST_DATABASE_OF(database, TestDatabase::Contents::Empty);
    auto own = database.options();
    own.writers = std::make_shared<WriterQueue>();
    own.lockTimeout = 10ms;
    const auto second = Database::open(own);
    QVERIFY(second);
    const Folder folder;
    MigrationOptions options = optionsFor(folder);
    options.patience = 1s;
    QStringList sentences;
    std::unique_ptr<Transaction> holder;
    const auto hold = [&]() -> Result<bool> {
        holder = std::make_unique<Transaction>(Transaction::begin(database).value());
        return MigrationLock(database).tryAcquire();
    };
    QCOMPARE(hold(), Result<bool>(true));
    options.report = [&](const MigrationProgress &progress) {
        sentences += progress.waitingFor;
        if (sentences.size() == 2) { // the other node finishes
            MigrationLock(database).release();
            holder.reset();
        }
    };

    VERIFY_OK(migrate(**second, options));

    QVERIFY(sentences.size() > 2);
    QVERIFY2(sentences.front().startsWith(u"waits for "_s), qPrintable(sentences.front()));
    if (database.kind() != DatabaseKind::Sqlite)
        QVERIFY2(sentences.front().contains(u"connection "_s), qPrintable(sentences.front()));
    QVERIFY(sentences.back().isEmpty());

    QCOMPARE(hold(), Result<bool>(true));
    folder.write(u"1_002_a.expand.sql"_s, "CREATE TABLE a (x BIGINT);\n");
    options.patience = 0s;
    options.report = [](const MigrationProgress &) {};
    const auto refused = migrate(**second, options);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Timeout);
    MigrationLock(database).release();
}

QTEST_GUILESS_MAIN(TestMigrator)
#include "tst_migrator.moc"
