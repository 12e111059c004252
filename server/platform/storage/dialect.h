#pragma once

#include "platform/storage/databaseoptions.h"

#include <QString>
#include <QStringList>

namespace mdash {

/// The one place that knows how the databases differ. Immutable, thread-safe.
class Dialect
{
public:
    explicit Dialect(DatabaseKind kind) : m_kind(kind) {}

    /// Replaces the tokens of cluster.md §1 outside of string literals:
    /// `DBNOW`, `SCANNOW`: ms since 1970 UTC by the database's clock, now and at the statement's start;
    /// `{serial}`, `{text}`, `{bytes}`: types of an id column, of text and of bytes without a length limit;
    /// `{forupdate}`: row lock at the end of a SELECT, nothing on SQLite, whose transactions exclude each other anyway;
    /// `{ifabsent key}`: end of an INSERT that does nothing when the row exists; `key` is any column of the table.
    /// On MySQL a CREATE TABLE gets InnoDB and the collation utf8mb4_bin, which ignores spaces at the end of a text.
    [[nodiscard]] QString expand(const QString &sql) const;
    /// Plain INSERT. Parameters: the columns.
    [[nodiscard]] QString insert(const QString &table, const QStringList &columns) const;
    /// INSERT that changes the row instead if @p keys (a unique index) are taken. Parameters: keys, then values.
    [[nodiscard]] QString upsert(const QString &table, const QStringList &keys, const QStringList &values) const;
    /// INSERT that does nothing if a unique index is in its way. Parameters: keys, then values. To learn whether the row is
    /// new call Database::insertIfAbsent(): MySQL counts one row in both cases.
    [[nodiscard]] QString insertIfAbsent(const QString &table, const QStringList &keys, const QStringList &values) const;
    /// `LOWER(column) LIKE LOWER(?) ESCAPE …`. Bind the result of likePattern(). Ignores case as far as the database's locale
    /// knows letters; SQLite knows all of Unicode here.
    [[nodiscard]] QString containsIgnoringCase(const QString &column) const;
    /// `%text%` with the wildcards of @p text escaped.
    [[nodiscard]] static QString likePattern(const QString &text);
    /// SELECT that gives a row if the table named by its parameter exists.
    [[nodiscard]] QString tableExists() const;
    /// SELECT that gives the server's version and the time it started, ms; 0 if it does not say.
    [[nodiscard]] QString serverFacts() const;
    /// SELECT of 1 where the connection's server accepts no writes, as a replica, else of 0.
    [[nodiscard]] QString isReadOnly() const;
    /// "sqlite", "postgres", "mysql".
    [[nodiscard]] QString name() const;
    [[nodiscard]] DatabaseKind kind() const { return m_kind; }
    /// True if CREATE TABLE and its like can be rolled back.
    [[nodiscard]] bool hasTransactionalDdl() const { return m_kind != DatabaseKind::Mysql; }
    /// True if pg_notify() wakes the other nodes up.
    [[nodiscard]] bool hasNotify() const { return m_kind == DatabaseKind::Postgres; }
    /// True if INSERT … RETURNING answers the new id; else the driver knows it.
    [[nodiscard]] bool returnsInsertedId() const { return m_kind == DatabaseKind::Postgres; }

private:
    [[nodiscard]] QString expandBraces(QStringView token) const;
    DatabaseKind m_kind;
};

} // namespace mdash
