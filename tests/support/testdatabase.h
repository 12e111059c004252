#pragma once

#include "platform/storage/database.h"
#include "platform/storage/migrator.h"

#include <QTemporaryDir>
#include <QTest>

namespace mdash {

/// A fresh database for one test, dropped with this object. Every store test runs on all three kinds:
///
///     void initTestCase_data() { TestDatabase::addRows(); }      // rows "sqlite", "postgres", "mysql"
///     void create_rejectsDuplicateLogin()
///     {
///         TEST_DATABASE(database);                               // skips where no server was named
///         UsersStore store(database);
///
/// The servers are named by URLs in MD_TEST_POSTGRES and MD_TEST_MYSQL (an administrator's); tests/support/databases.py starts
/// some. With MD_TEST_REQUIRE_DATABASES=1 a missing one is a failure.
class TestDatabase
{
public:
    enum class Contents { Migrated, Empty };

    explicit TestDatabase(DatabaseKind kind = DatabaseKind::Sqlite, Contents contents = Contents::Migrated);
    ~TestDatabase();
    TestDatabase(const TestDatabase &) = delete;
    TestDatabase &operator=(const TestDatabase &) = delete;

    static void addRows();
    /// Rows "postgres" and "mysql": for what a file cannot show.
    static void addServerRows();
    /// Of the row that is tested now.
    [[nodiscard]] static DatabaseKind presentKind();
    /// Empty if tests can run on @p kind, else why not.
    [[nodiscard]] static QString whyUnavailable(DatabaseKind kind);
    [[nodiscard]] static bool isRequired();

    operator Database &() { return *m_database; }
    Database *operator->() { return m_database.get(); }
    [[nodiscard]] DatabaseKind kind() const { return m_options.kind; }
    /// How another connection reaches the same database.
    [[nodiscard]] const DatabaseOptions &options() const { return m_options; }
    /// The server itself, as the administrator reaches it. Not for SQLite.
    [[nodiscard]] static DatabaseOptions serverOptions(DatabaseKind kind);
    /// Another connection, for the calling thread.
    [[nodiscard]] std::unique_ptr<Database> connect() const;

private:
    void createOnServer(Contents contents);

    QTemporaryDir m_folder;
    DatabaseOptions m_options;
    std::unique_ptr<Database> m_database;
};

/// Another connection to a server's TestDatabase, whose node's probe may say that it is away.
struct GatedDatabase
{
    explicit GatedDatabase(const TestDatabase &database)
    {
        DatabaseOptions options = database.options();
        options.gate = gate;
        connection = Database::open(options).value();
    }
    void goAway() { gate->silent(gate->doubts()); }

    std::shared_ptr<DatabaseGate> gate = std::make_shared<DatabaseGate>();
    std::unique_ptr<Database> connection;
};

} // namespace mdash

Q_DECLARE_METATYPE(mdash::DatabaseKind)

/// Ends the test where the present row's database is missing.
#define REQUIRE_DATABASE()                                                                                             \
    do {                                                                                                               \
        const QString why = mdash::TestDatabase::whyUnavailable(mdash::TestDatabase::presentKind());                   \
        if (!why.isEmpty() && mdash::TestDatabase::isRequired())                                                       \
            QFAIL(qPrintable(why));                                                                                    \
        if (!why.isEmpty())                                                                                            \
            QSKIP(qPrintable(why));                                                                                    \
    } while (false)

#define TEST_DATABASE_OF(name, ...)                                                                                    \
    REQUIRE_DATABASE();                                                                                                \
    mdash::TestDatabase name(mdash::TestDatabase::presentKind() __VA_OPT__(, ) __VA_ARGS__)

/// Declares a migrated TestDatabase of the present row's kind.
#define TEST_DATABASE(name) TEST_DATABASE_OF(name)
