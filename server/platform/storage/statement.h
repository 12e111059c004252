#pragma once

#include "platform/storage/sqlvalue.h"

#include <QSqlError>

#include <string>

namespace mdash {

/// A prepared statement of one connection, on the connection's thread. It is prepared once and run many times; while its
/// rows are read it is busy. A call that fails says false and error() says why, in the codes of the database.
class Statement
{
public:
    Statement() = default;
    virtual ~Statement() = default;
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;

    /// @p sql has `?` for parameters and no tokens of ours.
    virtual bool prepare(const QString &sql) = 0;
    /// Runs it with @p values, which outlive finish(). The result then stands before its first row.
    virtual bool execute(const SqlValues &values) = 0;
    /// False at the end of the rows, and after an error.
    virtual bool next() = 0;
    /// Gives up the rest of the rows.
    virtual void finish() = 0;
    /// Forgets the connection, which is about to be closed.
    virtual void close() = 0;

    [[nodiscard]] virtual qint64 rowsAffected() const = 0;
    [[nodiscard]] virtual qint64 lastInsertId() const = 0;
    [[nodiscard]] const QSqlError &error() const { return m_error; }

    // Of the present row; columns count from 0, NULL reads as empty or 0.
    [[nodiscard]] virtual QString text(int column) const = 0;
    [[nodiscard]] virtual std::string utf8(int column) const = 0;
    [[nodiscard]] virtual QByteArray bytes(int column) const = 0;
    [[nodiscard]] virtual qint64 integer(int column) const = 0;
    [[nodiscard]] virtual double real(int column) const = 0;
    [[nodiscard]] virtual bool isNull(int column) const = 0;

    bool isBusy = false; // its rows are being read

protected:
    QSqlError m_error;
};

} // namespace mdash
