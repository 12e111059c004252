#include "platform/storage/databaseprivate.h"

#include "platform/storage/connection.h"
#include "platform/storage/drivers/serverhandle.h"
#include "platform/storage/drivers/statements.h"

#include <QLoggingCategory>
#include <QSqlError>
#include <QSqlQuery>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

Q_LOGGING_CATEGORY(lcStorage, "mdash.storage")

namespace {

constexpr qsizetype maxCachedStatements = 256; // a list of parameters of varying length makes many texts of one statement

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

bool hasNull(const SqlValue &value)
{
    if (const auto *text = std::get_if<QString>(&value.content()))
        return text->contains(QChar(u'\0'));
    const auto *utf8 = std::get_if<SqlValue::Utf8>(&value.content());
    return utf8 && utf8->bytes.contains('\0');
}

} // namespace

Database::Private::Private(const DatabaseOptions &databaseOptions)
    : options(databaseOptions), dialect(databaseOptions.kind), name(u"mdash-%1"_s.arg(reinterpret_cast<quintptr>(this)))
{
}

Error Database::Private::failed(SqlFailure failure)
{
    lastFailure = failure;
    return toError(failure);
}

Error Database::Private::failed(const QSqlError &error, const QString &sql)
{
    const SqlFailure failure = classify(options.kind, error);
    lastDriverText = driverText(error);
    doomed = inTransaction;
    if (failure == SqlFailure::Mistake)
        qCWarning(lcStorage) << "statement failed" << "error" << lastDriverText << "sql" << sql.simplified();
    else if (failure == SqlFailure::Transient)
        qCInfo(lcStorage) << "statement failed" << "error" << lastDriverText;
    else if (failure != SqlFailure::Conflict && failure != SqlFailure::StalePlan)
        qCWarning(lcStorage) << "statement failed" << "error" << lastDriverText;
    if (failure == SqlFailure::ConnectionLost || failure == SqlFailure::ReadOnly)
        close();
    return failed(failure);
}

void Database::Private::close()
{
    heldSocket.reset();
    socket = -1;
    for (const auto &statement : std::as_const(statements))
        statement->close(); // also the one whose rows are being read
    statements.clear();
    makeStatement = {};
    connection = {};
    QSqlDatabase::removeDatabase(name);
}

Result<void> Database::Private::ensureOpen()
{
    if (connection.isValid())
        return {};
    DatabaseGate *const gate = options.isProbe ? nullptr : options.gate.get();
    if (inTransaction || !backoff.mayTry() || (gate && !gate->pass()))
        return tl::unexpected(failed(SqlFailure::ConnectionLost));
    if (gate)
        gate->waitForTurn();
    auto opened = openConnection(options, name);
    if (!opened) {
        backoff.failed();
        qCWarning(lcStorage).noquote() << opened.error().sentence;
        return tl::unexpected(failed(SqlFailure::ConnectionLost));
    }
    backoff.succeeded();
    use(*opened);
    if (gate)
        gate->countReconnect();
    return {};
}

void Database::Private::use(const QSqlDatabase &opened)
{
    connection = opened;
    makeStatement = statementsOf(options, connection);
    ++openings;
    socket = socketOf(connection);
    if (options.gate)
        heldSocket = options.gate->sockets.hold(socket);
    if (options.kind == DatabaseKind::Sqlite)
        watchDeadline(connection, deadline);
}

void Database::Private::beginStatement()
{
    statementCount.fetch_add(1, std::memory_order_relaxed);
    if (options.kind == DatabaseKind::Sqlite && options.statementTimeout.count() > 0)
        deadline = std::chrono::steady_clock::now() + options.statementTimeout;
}

Result<std::shared_ptr<Statement>> Database::Private::prepare(const QString &sql)
{
    const auto cached = statements.constFind(sql);
    if (cached != statements.constEnd() && !(*cached)->isBusy)
        return *cached;
    std::shared_ptr<Statement> statement = makeStatement();
    if (!statement->prepare(dialect.expand(sql)))
        return tl::unexpected(failed(statement->error(), sql));
    if (cached == statements.constEnd()) {
        if (statements.size() >= maxCachedStatements)
            statements.removeIf([](const auto &entry) { return !entry.value()->isBusy; });
        statements.insert(sql, statement);
    }
    return statement;
}

Result<std::shared_ptr<Statement>> Database::Private::executeOnce(const QString &sql, const SqlValues &values)
{
    auto statement = prepare(sql);
    if (!statement)
        return statement;
    if (!(*statement)->execute(values))
        return tl::unexpected(failed((*statement)->error(), sql));
    return statement;
}

Result<std::shared_ptr<Statement>>
Database::Private::executeOrReconnect(const QString &sql, const SqlValues &values, bool repeatable)
{
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

Result<WriterQueue::Turn> Database::Private::waitForTurn(const QString &sql)
{
    if (options.kind != DatabaseKind::Sqlite || turn || sql.startsWith("SELECT"_L1))
        return WriterQueue::Turn{};
    auto mine = options.writers->enter(options.lockTimeout);
    if (!mine)
        return tl::unexpected(failed(SqlFailure::Transient));
    return mine;
}

Result<Database::Private::Running> Database::Private::execute(const QString &sql, const SqlValues &values, bool repeatable)
{
    lastFailure = SqlFailure::None;
    for (const SqlValue &value : values) {
        if (hasNull(value))
            return fail(ErrorCode::InvalidInput, u"text must not contain the character U+0000"_s);
    }
    auto mine = waitForTurn(sql);
    if (!mine)
        return tl::unexpected(mine.error());
    const Stopwatch stopwatch(statementNanoseconds);
    beginStatement();
    auto statement = executeOrReconnect(sql, values, repeatable);
    if (!statement)
        return tl::unexpected(statement.error());
    return Running(*std::move(statement), *std::move(mine));
}

Result<void> Database::Private::run(const QString &sql)
{
    lastFailure = SqlFailure::None;
    const auto mine = waitForTurn(sql);
    if (!mine)
        return tl::unexpected(mine.error());
    const Stopwatch stopwatch(statementNanoseconds);
    beginStatement();
    if (const auto open = ensureOpen(); !open)
        return open;
    QSqlQuery query(connection);
    if (query.exec(dialect.expand(sql)))
        return {};
    const QSqlError error = query.lastError();
    query.clear(); // before the connection may be closed
    return tl::unexpected(failed(error, sql));
}

} // namespace mdash
