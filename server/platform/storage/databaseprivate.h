#pragma once

#include "platform/storage/backoff.h"
#include "platform/storage/database.h"
#include "platform/storage/dialect.h"
#include "platform/storage/drivers/sqlitehandle.h"
#include "platform/storage/sqlfailure.h"
#include "platform/storage/statement.h"

#include <QHash>
#include <QSqlDatabase>

#include <atomic>

namespace mdash {

/// The connection behind Database and Transaction.
struct Database::Private
{
    class Running;

    explicit Private(const DatabaseOptions &databaseOptions);

    const DatabaseOptions options;
    const Dialect dialect;
    const QString name; // unique among the connections of the process
    QSqlDatabase connection;
    std::function<std::shared_ptr<Statement>()> makeStatement; // on the open connection
    int socket = -1; // of the connection
    std::shared_ptr<void> heldSocket; // in the gate, while the connection is open
    int openings = 0;
    QHash<QString, std::shared_ptr<Statement>> statements; // by the text as the store wrote it, tokens not expanded
    Backoff backoff;
    SqlFailure lastFailure = SqlFailure::None;
    QString lastDriverText;
    WriterQueue::Turn turn; // of the open transaction
    Deadline deadline = Deadline::max(); // of the present statement; SQLite has no time-out of its own
    bool inTransaction = false;
    bool doomed = false; // a statement of the open transaction failed: PostgreSQL would turn COMMIT into ROLLBACK
    bool committing = false; // the fate of a transaction whose COMMIT was sent is unknown
    std::atomic<qint64> statementCount = 0;
    std::atomic<qint64> statementNanoseconds = 0;

    /// Notes why the last statement failed.
    [[nodiscard]] Error failed(SqlFailure failure);
    [[nodiscard]] Error failed(const QSqlError &error, const QString &sql);
    /// Takes over a connection that was opened.
    void use(const QSqlDatabase &opened);
    /// Opens the connection anew if it was lost and its back-off is over.
    Result<void> ensureOpen();
    void close();
    /// Waits for the right to write, where @p sql writes and needs one and this connection does not have it.
    Result<WriterQueue::Turn> waitForTurn(const QString &sql);
    /// Runs a statement, prepared once per connection. It is repeated after a reconnect only if @p repeatable.
    Result<Running> execute(const QString &sql, const SqlValues &values, bool repeatable);
    /// Runs a statement once, unprepared.
    Result<void> run(const QString &sql);

private:
    void beginStatement();
    Result<std::shared_ptr<Statement>> prepare(const QString &sql);
    Result<std::shared_ptr<Statement>> executeOnce(const QString &sql, const SqlValues &values);
    Result<std::shared_ptr<Statement>> executeOrReconnect(const QString &sql, const SqlValues &values, bool repeatable);
};

/// A statement whose rows may be read; gives them and the right to write back at the end, also when the reader throws.
class Database::Private::Running
{
public:
    Running(std::shared_ptr<Statement> statement, WriterQueue::Turn turn) : m_turn(std::move(turn)), m_statement(std::move(statement))
    {
        m_statement->isBusy = true;
    }
    ~Running()
    {
        if (!m_statement)
            return;
        m_statement->finish();
        m_statement->isBusy = false;
    }
    Running(Running &&) noexcept = default;
    Running &operator=(Running &&) = delete;

    [[nodiscard]] Statement &statement() const { return *m_statement; }

private:
    WriterQueue::Turn m_turn; // given back last
    std::shared_ptr<Statement> m_statement;
};

} // namespace mdash
