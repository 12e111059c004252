#include "platform/storage/database.h"

#include "platform/storage/connection.h"
#include "platform/storage/databaseprivate.h"
#include "platform/storage/drivers/serverhandle.h"

#include <QRandomGenerator>
#include <QThread>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

constexpr int maxAttempts = 5;

} // namespace

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
                    isFinal ? databaseRefused : u"database.unavailable"_s);
    }
    state->use(*connection);
    return std::unique_ptr<Database>(new Database(std::move(state)));
}

const Dialect &Database::dialect() const
{
    return d->dialect;
}

Result<qint64> Database::execute(const QString &sql, const SqlValues &values)
{
    return d->execute(sql, values, false).map([](const auto &running) {
        return running.statement().rowsAffected();
    });
}

Result<qint64> Database::insert(const QString &sql, const SqlValues &values)
{
    const bool returnsId = d->dialect.returnsInsertedId();
    const auto running = d->execute(returnsId ? sql + " RETURNING id"_L1 : sql, values, false);
    if (!running)
        return tl::unexpected(running.error());
    if (!returnsId)
        return running->statement().lastInsertId();
    if (!running->statement().next())
        return fail(ErrorCode::Internal, u"the database gave no id for a new row"_s);
    return running->statement().integer(0);
}

Result<bool> Database::insertIfAbsent(const QString &table, const QStringList &columns, const SqlValues &values)
{
    // MySQL counts a row that is left alone as one row, so there the unique index itself has to tell.
    const bool isMysql = d->options.kind == DatabaseKind::Mysql;
    const bool wasDoomed = d->doomed;
    const auto done = execute(isMysql ? d->dialect.insert(table, columns) : d->dialect.insertIfAbsent(table, columns, {}), values);
    if (!done && isMysql && d->lastFailure == SqlFailure::Conflict) {
        d->doomed = wasDoomed;
        return false;
    }
    return done.map([](qint64 rows) { return rows > 0; });
}

Result<void> Database::run(const QString &sql)
{
    return d->run(sql);
}

Result<void> Database::forEach(const QString &sql, const SqlValues &values, const std::function<void(const Row &)> &read)
{
    const bool repeatable = sql.startsWith("SELECT"_L1);
    const auto running = d->execute(sql, values, repeatable);
    if (!running)
        return tl::unexpected(running.error());
    Statement &statement = running->statement();
    const Row row(statement);
    while (statement.next())
        read(row);
    if (statement.error().isValid())
        return tl::unexpected(d->failed(statement.error(), sql));
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

Result<void> Database::ping()
{
    const auto readOnly = selectOne(d->dialect.isReadOnly(), {}, [](const Row &row) { return row.truth(0); });
    if (!readOnly)
        return tl::unexpected(readOnly.error());
    if (!readOnly->value_or(false))
        return {};
    d->close();
    return tl::unexpected(d->failed(SqlFailure::ReadOnly));
}

Result<void> Database::listen(const QString &channel)
{
    return run("LISTEN "_L1 + channel);
}

Result<std::vector<QByteArray>> Database::takeNotifications()
{
    std::vector<QByteArray> payloads;
    if (d->connection.isValid() && mdash::takeNotifications(d->connection, payloads))
        return payloads;
    d->close();
    return tl::unexpected(d->failed(SqlFailure::ConnectionLost));
}

int Database::socket() const
{
    return d->socket;
}

int Database::openings() const
{
    return d->openings;
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

} // namespace mdash
