#pragma once

#include "platform/storage/statement.h"

#include <QSqlDatabase>
#include <QSqlQuery>

namespace mdash {

/// A statement by Qt's own means, for any database.
class QtStatement final : public Statement
{
public:
    explicit QtStatement(const QSqlDatabase &connection);
    bool prepare(const QString &sql) override;
    bool execute(const SqlValues &values) override;
    bool next() override;
    void finish() override { m_query.finish(); }
    void close() override { m_query = QSqlQuery(); }
    [[nodiscard]] qint64 rowsAffected() const override { return m_query.numRowsAffected(); }
    [[nodiscard]] qint64 lastInsertId() const override { return m_query.lastInsertId().toLongLong(); }
    [[nodiscard]] QString text(int column) const override { return m_query.value(column).toString(); }
    [[nodiscard]] std::string utf8(int column) const override { return bytes(column).toStdString(); }
    [[nodiscard]] QByteArray bytes(int column) const override;
    [[nodiscard]] qint64 integer(int column) const override { return m_query.value(column).toLongLong(); }
    [[nodiscard]] double real(int column) const override { return m_query.value(column).toDouble(); }
    [[nodiscard]] bool isNull(int column) const override { return m_query.isNull(column); }

private:
    QSqlQuery m_query;
};

} // namespace mdash
