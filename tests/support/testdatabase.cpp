#include "support/testdatabase.h"

#include "platform/storage/databaseurl.h"

#include <QCoreApplication>
#include <QFile>
#include <QLoggingCategory>
#include <QUuid>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

const char *variableOf(DatabaseKind kind)
{
    return kind == DatabaseKind::Postgres ? "MD_TEST_POSTGRES" : "MD_TEST_MYSQL";
}

std::unique_ptr<Database> openOrDie(const DatabaseOptions &options)
{
    auto database = Database::open(options);
    if (!database)
        qFatal("test database: %s", qPrintable(database.error().detail));
    return *std::move(database);
}

void runOrDie(Database &database, const QString &sql)
{
    if (const auto done = database.run(sql); !done)
        qFatal("test database: %s: %s", qPrintable(sql), qPrintable(database.lastDriverText()));
}

void migrateOrDie(Database &database)
{
    if (const auto done = migrate(database, u"test"_s, std::chrono::seconds(30), {}); !done)
        qFatal("test database: %s", qPrintable(done.error().detail));
}

/// A migrated SQLite file's bytes, made once a program.
const QByteArray &migratedSqliteFile()
{
    static const QByteArray bytes = [] {
        const QTemporaryDir folder;
        DatabaseOptions options;
        options.path = folder.filePath(u"template.db"_s);
        auto database = openOrDie(options);
        migrateOrDie(*database);
        database.reset(); // moves the write-ahead log into the file
        QFile file(options.path);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("test database: %s", qPrintable(file.errorString()));
        return file.readAll();
    }();
    return bytes;
}

QString newName()
{
    return "md_test_"_L1 + QUuid::createUuid().toString(QUuid::Id128);
}

/// A migrated PostgreSQL database that others are copied from, made once a program and dropped at its end.
const QString &postgresTemplate()
{
    static const QString name = [] {
        DatabaseOptions options = TestDatabase::serverOptions(DatabaseKind::Postgres);
        const auto server = openOrDie(options);
        options.name = newName();
        runOrDie(*server, "CREATE DATABASE "_L1 + options.name);
        migrateOrDie(*openOrDie(options));
        qAddPostRoutine([] {
            runOrDie(*openOrDie(TestDatabase::serverOptions(DatabaseKind::Postgres)), "DROP DATABASE "_L1 + postgresTemplate());
        });
        return options.name;
    }();
    return name;
}

} // namespace

void TestDatabase::addRows()
{
    addServerRows();
    QTest::newRow("sqlite") << DatabaseKind::Sqlite;
}

void TestDatabase::addServerRows()
{
    QLoggingCategory::setFilterRules(u"mdash.migration.info=false"_s); // once a test would bury what matters
    QTest::addColumn<DatabaseKind>("databaseKind");
    QTest::newRow("postgres") << DatabaseKind::Postgres;
    QTest::newRow("mysql") << DatabaseKind::Mysql;
}

DatabaseOptions TestDatabase::serverOptions(DatabaseKind kind)
{
    const auto options = parseDatabaseUrl(qEnvironmentVariable(variableOf(kind)));
    if (!options)
        qFatal("%s: %s", variableOf(kind), qPrintable(options.error().detail));
    return *options;
}

DatabaseKind TestDatabase::presentKind()
{
    QFETCH_GLOBAL(DatabaseKind, databaseKind);
    return databaseKind;
}

QString TestDatabase::whyUnavailable(DatabaseKind kind)
{
    if (kind == DatabaseKind::Sqlite || !qEnvironmentVariableIsEmpty(variableOf(kind)))
        return {};
    return u"%1 names no server; tests/support/databases.py starts one"_s.arg(QLatin1StringView(variableOf(kind)));
}

bool TestDatabase::isRequired()
{
    return qEnvironmentVariableIntValue("MD_TEST_REQUIRE_DATABASES") == 1;
}

TestDatabase::TestDatabase(DatabaseKind kind, Contents contents)
{
    m_options.kind = kind;
    if (kind == DatabaseKind::Sqlite) {
        m_options.path = m_folder.filePath(u"test.db"_s);
        if (contents == Contents::Migrated) {
            QFile file(m_options.path);
            if (!file.open(QIODevice::WriteOnly) || file.write(migratedSqliteFile()) < 0)
                qFatal("test database: %s", qPrintable(file.errorString()));
        }
        m_database = openOrDie(m_options);
        return;
    }
    createOnServer(contents);
    m_database = openOrDie(m_options);
    if (contents == Contents::Migrated && kind == DatabaseKind::Mysql)
        migrateOrDie(*m_database);
}

TestDatabase::~TestDatabase()
{
    m_database.reset();
    if (m_options.kind == DatabaseKind::Sqlite)
        return;
    const auto server = openOrDie(serverOptions(m_options.kind));
    const QString force = m_options.kind == DatabaseKind::Postgres ? u" WITH (FORCE)"_s : QString();
    runOrDie(*server, "DROP DATABASE "_L1 + m_options.name + force);
}

std::unique_ptr<Database> TestDatabase::connect() const
{
    return openOrDie(m_options);
}

void TestDatabase::createOnServer(Contents contents)
{
    m_options = serverOptions(m_options.kind);
    const auto server = openOrDie(m_options);
    m_options.name = newName();
    QString how;
    if (m_options.kind == DatabaseKind::Mysql)
        how = u" CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"_s;
    else if (contents == Contents::Migrated)
        how = " TEMPLATE "_L1 + postgresTemplate();
    runOrDie(*server, "CREATE DATABASE "_L1 + m_options.name + how);
}

} // namespace mdash
