#include "platform/storage/database.h"

#include "platform/storage/backoff.h"
#include "platform/storage/connection.h"
#include "platform/storage/dialect.h"

#include <QHash>
#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QSqlError>
#include <QSqlQuery>
#include <QThread>

#include <atomic>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

Q_LOGGING_CATEGORY(lcStorage, "mdash.storage")

namespace {

constexpr qsizetype maxCachedStatements = 256; // a list of parameters of varying length makes many texts of one statement
constexpr int maxAttempts = 3;

struct Statement
{
    explicit Statement(const QSqlDatabase &connection) : query(connection) {}
    QSqlQuery query;
    bool busy = false; // its rows are being read
};

/// Gives the rows of a statement back, also when the reader throws.
class Running
{
public:
    explicit Running(std::shared_ptr<Statement> statement) : m_statement(std::move(statement)) { m_statement->busy = true; }
    ~Running()
    {
        m_statement->query.finish();
        m_statement->busy = false;
    }
    Running(const Running &) = delete;
    Running &operator=(const Running &) = delete;

private:
    std::shared_ptr<Statement> m_statement;
};

/// Adds the time of its own life.
class Stopwatch
{
public:
    explicit Stopwatch(std::atomic<qint64> &total) : m_total(total) {}
    ~Stopwatch() { m_total.fetch_add((std::chrono::steady_clock::now() - m_start).count(), std::memory_order_relaxed); }
    Stopwatch(const Stopwatch &) = delete;
    Stopwatch &operator=(const Stopwatch &) = delete;

private:
    std::atomic<qint64> &m_total;
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

} // namespace

struct Database::Private
{
    explicit Private(const DatabaseOptions &databaseOptions)
        : options(databaseOptions), dialect(databaseOptions.kind), name(u"mdash-%1"_s.arg(reinterpret_cast<quintptr>(this)))
    {
    }

    const DatabaseOptions options;
    const Dialect dialect;
    const QString name; // unique among the connections of the process
    QSqlDatabase connection;
    QHash<QString, std::shared_ptr<Statement>> statements; // by the text as the store wrote it
    Backoff backoff;
    SqlFailure lastFailure = SqlFailure::None;
    QString lastDriverText;
    bool inTransaction = false;
    bool committing = false; // the fate of a transaction whose COMMIT was sent is unknown
    std::atomic<qint64> statementCount = 0;
    std::atomic<qint64> statementNanoseconds = 0;

    [[nodiscard]] Error failed(SqlFailure failure);
    [[nodiscard]] Error failed(const QSqlError &error, const QString &sql);
    Result<void> ensureOpen();
    void close();
    Result<std::shared_ptr<Statement>> prepare(const QString &sql);
    Result<std::shared_ptr<Statement>> executeOnce(const QString &sql, const SqlValues &values);
    Result<std::shared_ptr<Statement>> execute(const QString &sql, const SqlValues &values, bool repeatable);
};

Error Database::Private::failed(SqlFailure failure)
{
    lastFailure = failure;
    return toError(failure);
}

Error Database::Private::failed(const QSqlError &error, const QString &sql)
{
    const SqlFailure failure = classify(options.kind, error);
    lastDriverText = driverText(error);
    if (failure == SqlFailure::Mistake)
        qCWarning(lcStorage) << "statement failed" << "error" << lastDriverText << "sql" << sql.simplified();
    else if (failure != SqlFailure::Conflict && failure != SqlFailure::StalePlan)
        qCInfo(lcStorage) << "statement failed" << "error" << lastDriverText;
    if (failure == SqlFailure::ConnectionLost || failure == SqlFailure::ReadOnly)
        close();
    return failed(failure);
}

void Database::Private::close()
{
    // The driver goes first: statements that outlive it are simply forgotten instead of deallocated one by one.
    connection = {};
    QSqlDatabase::removeDatabase(name);
    statements.clear();
}

Result<void> Database::Private::ensureOpen()
{
    if (connection.isValid())
        return {};
    if (inTransaction || !backoff.mayTry())
        return tl::unexpected(failed(SqlFailure::ConnectionLost));
    auto opened = openConnection(options, name);
    if (!opened) {
        backoff.failed();
        qCWarning(lcStorage).noquote() << opened.error().sentence;
        return tl::unexpected(failed(SqlFailure::ConnectionLost));
    }
    backoff.succeeded();
    connection = *opened;
    return {};
}

Result<std::shared_ptr<Statement>> Database::Private::prepare(const QString &sql)
{
    const auto cached = statements.constFind(sql);
    if (cached != statements.constEnd() && !(*cached)->busy)
        return *cached;
    auto statement = std::make_shared<Statement>(connection);
    // libpq holds a whole result anyway; the others fetch row by row without a copy of what was read.
    statement->query.setForwardOnly(options.kind != DatabaseKind::Postgres);
    if (!statement->query.prepare(dialect.expand(sql)))
        return tl::unexpected(failed(statement->query.lastError(), sql));
    if (cached == statements.constEnd()) {
        if (statements.size() >= maxCachedStatements)
            statements.removeIf([](const auto &entry) { return !entry.value()->busy; });
        statements.insert(sql, statement);
    }
    return statement;
}

Result<std::shared_ptr<Statement>> Database::Private::executeOnce(const QString &sql, const SqlValues &values)
{
    auto statement = prepare(sql);
    if (!statement)
        return statement;
    QSqlQuery &query = (*statement)->query;
    for (std::size_t i = 0; i < values.size(); ++i)
        query.bindValue(static_cast<int>(i), values[i].variant());
    if (!query.exec())
        return tl::unexpected(failed(query.lastError(), sql));
    return statement;
}

Result<std::shared_ptr<Statement>> Database::Private::execute(const QString &sql, const SqlValues &values, bool repeatable)
{
    const Stopwatch stopwatch(statementNanoseconds);
    statementCount.fetch_add(1, std::memory_order_relaxed);
    lastFailure = SqlFailure::None;
    for (const SqlValue &value : values) {
        if (value.variant().typeId() == QMetaType::QString && value.variant().toString().contains(QChar(u'\0')))
            return fail(ErrorCode::InvalidInput, u"text must not contain the character U+0000"_s);
    }
    for (bool again = !inTransaction;; again = false) {
        if (const auto open = ensureOpen(); !open)
            return tl::unexpected(open.error());
        auto statement = executeOnce(sql, values);
        if (statement || !again)
            return statement;
        if (lastFailure == SqlFailure::StalePlan)
            statements.remove(sql);
        else if (lastFailure != SqlFailure::ConnectionLost || !repeatable)
            return statement;
    }
}

Database::Database(std::unique_ptr<Private> state) : d(std::move(state)) {}

Database::~Database()
{
    d->close();
}

Result<std::unique_ptr<Database>> Database::open(const DatabaseOptions &options)
{
    auto state = std::make_unique<Private>(options);
    auto connection = openConnection(options, state->name);
    if (!connection) {
        const bool isFinal = connection.error().failure == SqlFailure::Refused;
        return fail(isFinal ? ErrorCode::InvalidInput : ErrorCode::Unavailable, connection.error().sentence,
                    isFinal ? u"database.refused"_s : u"database.unavailable"_s);
    }
    state->connection = *connection;
    return std::unique_ptr<Database>(new Database(std::move(state)));
}

const Dialect &Database::dialect() const
{
    return d->dialect;
}

Result<qint64> Database::execute(const QString &sql, const SqlValues &values)
{
    const auto statement = d->execute(sql, values, false);
    if (!statement)
        return tl::unexpected(statement.error());
    const Running running(*statement);
    return (*statement)->query.numRowsAffected();
}

Result<qint64> Database::insert(const QString &sql, const SqlValues &values)
{
    const bool returnsId = d->dialect.returnsInsertedId();
    const auto statement = d->execute(returnsId ? sql + " RETURNING id"_L1 : sql, values, false);
    if (!statement)
        return tl::unexpected(statement.error());
    const Running running(*statement);
    QSqlQuery &query = (*statement)->query;
    if (!returnsId)
        return query.lastInsertId().toLongLong();
    if (!query.next())
        return fail(ErrorCode::Internal, u"the database gave no id for a new row"_s);
    return query.value(0).toLongLong();
}

Result<bool> Database::insertIfAbsent(const QString &table, const QStringList &columns, const SqlValues &values)
{
    const auto sql = d->dialect.insertIfAbsent(table, columns, {});
    if (d->options.kind != DatabaseKind::Mysql)
        return execute(sql, values).map([](qint64 rows) { return rows > 0; });
    const auto done = execute(sql.left(sql.indexOf(" ON DUPLICATE"_L1)), values);
    if (!done && d->lastFailure == SqlFailure::Conflict)
        return false;
    return done.map([](qint64 rows) { return rows > 0; });
}

Result<void> Database::run(const QString &sql)
{
    const Stopwatch stopwatch(d->statementNanoseconds);
    d->statementCount.fetch_add(1, std::memory_order_relaxed);
    d->lastFailure = SqlFailure::None;
    if (const auto open = d->ensureOpen(); !open)
        return open;
    QSqlQuery query(d->connection);
    if (query.exec(d->dialect.expand(sql)))
        return {};
    const QSqlError error = query.lastError();
    query.clear();
    return tl::unexpected(d->failed(error, sql));
}

Result<void> Database::forEach(const QString &sql, const SqlValues &values, const std::function<void(const Row &)> &read)
{
    const bool repeatable = sql.startsWith("SELECT"_L1);
    const auto statement = d->execute(sql, values, repeatable);
    if (!statement)
        return tl::unexpected(statement.error());
    const Running running(*statement);
    QSqlQuery &query = (*statement)->query;
    const Row row(query);
    while (query.next())
        read(row);
    if (query.lastError().isValid())
        return tl::unexpected(d->failed(query.lastError(), sql));
    return {};
}

bool Database::waitBeforeRetry(int attempt)
{
    const bool transient = d->lastFailure == SqlFailure::Transient;
    const bool lost = d->lastFailure == SqlFailure::ConnectionLost && attempt == 1 && !d->committing && d->backoff.mayTry();
    d->committing = false;
    if (attempt >= maxAttempts || !(transient || lost))
        return false;
    if (transient)
        QThread::msleep(QRandomGenerator::global()->bounded(5, 20) * static_cast<unsigned long>(attempt));
    return true;
}

QString Database::lastDriverText() const
{
    return d->lastDriverText;
}

qint64 Database::statementCount() const
{
    return d->statementCount.load(std::memory_order_relaxed);
}

std::chrono::nanoseconds Database::statementTime() const
{
    return std::chrono::nanoseconds(d->statementNanoseconds.load(std::memory_order_relaxed));
}

Result<Transaction> Transaction::begin(Database &database)
{
    Database::Private &state = *database.d;
    if (state.inTransaction)
        return fail(ErrorCode::Internal, u"a transaction is open already on this connection"_s);
    state.committing = false;
    const QString sql = state.options.kind == DatabaseKind::Sqlite ? u"BEGIN IMMEDIATE"_s : u"BEGIN"_s;
    auto begun = database.run(sql);
    if (!begun && state.lastFailure == SqlFailure::ConnectionLost)
        begun = database.run(sql); // an idle connection that was closed meanwhile; nothing is lost yet
    if (!begun)
        return tl::unexpected(begun.error());
    state.inTransaction = true;
    return Transaction(database);
}

Transaction::Transaction(Transaction &&other) noexcept
    : m_database(std::exchange(other.m_database, nullptr)), m_events(std::move(other.m_events)), m_eventId(other.m_eventId)
{
}

Transaction::~Transaction()
{
    if (!m_database)
        return;
    Database::Private &state = *m_database->d;
    const SqlFailure reason = state.lastFailure; // stays what it is: it decides whether to try again
    if (state.connection.isValid())
        static_cast<void>(m_database->run(u"ROLLBACK"_s));
    state.inTransaction = false;
    state.lastFailure = reason;
}

void Transaction::publish(const QString &topic, const QString &payload)
{
    m_events.push_back({topic, payload});
}

Result<void> Transaction::commit()
{
    Database::Private &state = *m_database->d;
    if (!m_events.empty()) {
        const auto written = writeEvents(*m_database, m_events, state.options.origin);
        if (!written)
            return tl::unexpected(written.error());
        m_eventId = *written;
    }
    state.committing = true;
    if (const auto done = m_database->run(u"COMMIT"_s); !done)
        return done;
    state.committing = false;
    state.inTransaction = false;
    m_database = nullptr;
    return {};
}

} // namespace mdash
