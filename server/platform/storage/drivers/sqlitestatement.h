#pragma once

#include "platform/storage/statement.h"

struct sqlite3;
struct sqlite3_stmt;

namespace mdash {

/// A statement of SQLite's own interface: Qt's driver reads name, table and type of each column again at each run, in
/// UTF-16, which costs several times what the statement does.
class SqliteStatement final : public Statement
{
public:
    explicit SqliteStatement(sqlite3 *sqlite) : m_sqlite(sqlite) {}
    ~SqliteStatement() override { close(); }
    bool prepare(const QString &sql) override;
    bool execute(const SqlValues &values) override;
    bool next() override;
    void finish() override;
    void close() override;
    [[nodiscard]] qint64 rowsAffected() const override;
    [[nodiscard]] qint64 lastInsertId() const override;
    [[nodiscard]] QString text(int column) const override;
    [[nodiscard]] std::string utf8(int column) const override;
    [[nodiscard]] QByteArray bytes(int column) const override;
    [[nodiscard]] qint64 integer(int column) const override;
    [[nodiscard]] double real(int column) const override;
    [[nodiscard]] bool isNull(int column) const override;

private:
    bool step();
    bool failed(QSqlError::ErrorType type);

    sqlite3 *m_sqlite;
    sqlite3_stmt *m_statement = nullptr;
    bool m_isBeforeFirst = false; // the first step was made by execute()
    bool m_hasRow = false;
};

} // namespace mdash
