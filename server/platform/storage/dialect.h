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

    /// Replaces the tokens of cluster.md §1: DBNOW, SCANNOW, {serial}, {text}, {bytes}, {true}, {now}, {forupdate} …
    [[nodiscard]] QString expand(const QString &sql) const;
    /// INSERT that changes the row instead if @p keys are taken. Column i of all is bound to parameter i.
    [[nodiscard]] QString upsert(const QString &table, const QStringList &keys, const QStringList &values) const;
    /// INSERT that does nothing if @p keys are taken.
    [[nodiscard]] QString insertIfAbsent(const QString &table, const QStringList &keys, const QStringList &values) const;
    /// `column LIKE ? ESCAPE …`, ignoring case on every database. Bind the result of likePattern().
    [[nodiscard]] QString containsIgnoringCase(const QString &column) const;
    /// `%text%` with the wildcards of @p text escaped, lower case.
    [[nodiscard]] static QString likePattern(const QString &text);
    /// "sqlite", "postgres", "mysql".
    [[nodiscard]] QString name() const;
    [[nodiscard]] DatabaseKind kind() const { return m_kind; }

private:
    DatabaseKind m_kind;
};

} // namespace mdash
