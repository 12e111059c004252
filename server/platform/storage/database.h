#pragma once

#include "base/error.h"
#include "platform/storage/databaseoptions.h"
#include "platform/storage/eventstore.h"
#include "platform/storage/row.h"
#include "platform/storage/sqlvalue.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace mdash {

class Dialect;
class Transaction;

/// One connection. Lives on the thread that opened it and is used by that thread only.
/// SQL is written once for all databases: `?` for parameters, the tokens of Dialect (`DBNOW`, `SCANNOW`, `{text}` …)
/// for what differs. Statements are prepared once per connection and reused.
/// Errors: Conflict for a violated unique index; Unavailable with messageId "database.unavailable" when the database does
/// not answer in time, is read-only or full (the connection then reopens by itself at a later call, at most once per
/// back-off step of 100 ms doubling to 2 s); InvalidInput for text with U+0000; Internal for our own mistakes.
class Database
{
public:
    /// Fails with InvalidInput if the database refuses us for good (password, name, replica only, multi-primary cluster),
    /// with Unavailable if it cannot be reached now; the sentence names it and says why.
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(const DatabaseOptions &options);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    [[nodiscard]] const Dialect &dialect() const;

    /// Runs a statement that gives no rows; answers how many rows it changed. An UPDATE counts the rows its WHERE matched,
    /// on every database. After Dialect::upsert() the number means nothing.
    Result<qint64> execute(const QString &sql, const SqlValues &values = {});
    /// Inserts a row unless a unique index of @p table is in its way; true if the row is new. Value i belongs to column i.
    Result<bool> insertIfAbsent(const QString &table, const QStringList &columns, const SqlValues &values);
    /// Runs a statement without parameters once, unprepared: DDL and settings. Tokens are expanded.
    Result<void> run(const QString &sql);
    /// Runs INSERT into a table with an `id {serial}` column; answers the new id.
    Result<qint64> insert(const QString &sql, const SqlValues &values = {});
    /// Calls @p read for each row.
    Result<void> forEach(const QString &sql, const SqlValues &values, const std::function<void(const Row &)> &read);

    template<class Read>
    auto select(const QString &sql, const SqlValues &values, Read read)
        -> Result<std::vector<std::decay_t<decltype(read(std::declval<const Row &>()))>>>
    {
        std::vector<std::decay_t<decltype(read(std::declval<const Row &>()))>> rows;
        if (auto done = forEach(sql, values, [&](const Row &row) { rows.push_back(read(row)); }); !done)
            return tl::unexpected(done.error());
        return rows;
    }
    /// The first row, if there is one.
    template<class Read>
    auto selectOne(const QString &sql, const SqlValues &values, Read read)
        -> Result<std::optional<std::decay_t<decltype(read(std::declval<const Row &>()))>>>
    {
        std::optional<std::decay_t<decltype(read(std::declval<const Row &>()))>> first;
        if (auto done = forEach(sql, values, [&](const Row &row) { if (!first) first = read(row); }); !done)
            return tl::unexpected(done.error());
        return first;
    }

    /// Runs @p work in a transaction and commits if it succeeds; rolls back if it fails or throws. Repeats it up to three
    /// times when the database reports a serialisation failure, deadlock or busy file, so @p work has no effects of its
    /// own outside the database. On SQLite it begins IMMEDIATE.
    template<class Work>
    auto transact(Work work) -> decltype(work(std::declval<Transaction &>()));

    /// Asks whether the database answers and accepts writes. A connection to one that became read-only is left, so that the
    /// next call looks for the writable host.
    Result<void> ping();

    /// On PostgreSQL, from now on takeNotifications() tells when somebody notifies @p channel, until the connection is lost.
    Result<void> listen(const QString &channel);
    /// What came by notification since the last call, without waiting. Fails with Unavailable if the connection is lost.
    Result<std::vector<QByteArray>> takeNotifications();
    /// Descriptor to wait on for them; -1 without a connection, and on SQLite.
    [[nodiscard]] int socket() const;
    /// How often the connection was opened. What was set in the session before, as by listen(), is gone when it grows.
    [[nodiscard]] int openings() const;

    /// What the database said about the last statement that failed. For operators: it may quote values.
    [[nodiscard]] QString lastDriverText() const;

    /// How many statements this connection ran, for md_db_statements_total and tests. Any thread.
    [[nodiscard]] qint64 statementCount() const;
    /// Time that statements took, prepared or not, without the callbacks of forEach(). Any thread.
    [[nodiscard]] std::chrono::nanoseconds statementTime() const;

private:
    friend class Transaction;
    struct Private;
    explicit Database(std::unique_ptr<Private> d);
    /// True if the last statement failed in a way that a new attempt may cure; waits the back-off of attempt @p attempt.
    bool waitBeforeRetry(int attempt);
    std::unique_ptr<Private> d;
};

/// An open transaction: rolls back unless committed. Made by Database::transact() or begin().
class Transaction
{
public:
    [[nodiscard]] static Result<Transaction> begin(Database &database);
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction();

    /// Notes an event for the other nodes; it exists if and only if the transaction commits (cluster.md §6).
    /// @p topic ≤ 40 characters, @p payload ≤ 4 KiB and without secrets: it names what changed, the reader reads it.
    /// Longer ones make commit() fail with Internal.
    void publish(const QString &topic, const QString &payload);
    /// Id of the last event this transaction wrote; 0 if none. Known after commit().
    [[nodiscard]] qint64 eventId() const { return m_eventId; }
    /// Fails with Internal if a statement failed since begin(): as on PostgreSQL, such a transaction can only roll back.
    /// A conflict that is expected belongs into Database::insertIfAbsent() or Dialect::upsert().
    Result<void> commit();

private:
    explicit Transaction(Database &database) : m_database(&database) {}
    Database *m_database; // null once committed, rolled back or moved away
    std::vector<ClusterEvent> m_events;
    qint64 m_eventId = 0;
};

template<class Work>
auto Database::transact(Work work) -> decltype(work(std::declval<Transaction &>()))
{
    for (int attempt = 1;; ++attempt) {
        auto transaction = Transaction::begin(*this);
        if (!transaction) {
            if (waitBeforeRetry(attempt))
                continue;
            return tl::unexpected(transaction.error());
        }
        auto result = work(*transaction);
        if (result) {
            if (auto done = transaction->commit(); done)
                return result;
            else
                result = tl::unexpected(done.error());
        }
        { const auto rollback = std::move(*transaction); }
        if (!waitBeforeRetry(attempt))
            return result;
    }
}

} // namespace mdash
