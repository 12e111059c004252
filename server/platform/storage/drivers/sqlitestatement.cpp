#include "platform/storage/drivers/sqlitestatement.h"

#include <sqlite3.h>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

/// Binds one value; texts and bytes stay the caller's.
struct Bind
{
    sqlite3_stmt *statement;
    int index; // from 1

    int operator()(std::monostate) const { return sqlite3_bind_null(statement, index); }
    int operator()(qint64 number) const { return sqlite3_bind_int64(statement, index, number); }
    int operator()(double number) const { return sqlite3_bind_double(statement, index, number); }
    int operator()(const QString &text) const
    {
        const auto size = static_cast<sqlite3_uint64>(text.size()) * sizeof(QChar);
        return sqlite3_bind_text64(statement, index, reinterpret_cast<const char *>(text.utf16()), size, SQLITE_STATIC, SQLITE_UTF16);
    }
    int operator()(const SqlValue::Utf8 &text) const
    {
        return sqlite3_bind_text64(statement, index, text.bytes.constData(), static_cast<sqlite3_uint64>(text.bytes.size()), SQLITE_STATIC,
                                   SQLITE_UTF8);
    }
    int operator()(const QByteArray &bytes) const
    {
        return sqlite3_bind_blob64(statement, index, bytes.constData(), static_cast<sqlite3_uint64>(bytes.size()), SQLITE_STATIC);
    }
};

} // namespace

bool SqliteStatement::failed(QSqlError::ErrorType type)
{
    m_error = QSqlError(u"SQLite"_s, QString::fromUtf8(sqlite3_errmsg(m_sqlite)), type,
                        QString::number(sqlite3_extended_errcode(m_sqlite)));
    if (m_statement)
        sqlite3_reset(m_statement);
    m_hasRow = m_isBeforeFirst = false;
    return false;
}

bool SqliteStatement::prepare(const QString &sql)
{
    const QByteArray utf8 = sql.toUtf8();
    const int result = sqlite3_prepare_v3(m_sqlite, utf8.constData(), static_cast<int>(utf8.size()), SQLITE_PREPARE_PERSISTENT,
                                          &m_statement, nullptr);
    return result == SQLITE_OK || failed(QSqlError::StatementError);
}

bool SqliteStatement::execute(const SqlValues &values)
{
    m_error = {};
    if (sqlite3_bind_parameter_count(m_statement) != static_cast<int>(values.size())) {
        m_error = QSqlError(u"SQLite"_s, u"%1 parameters were given, the statement has %2"_s.arg(values.size()).arg(
                                             sqlite3_bind_parameter_count(m_statement)), QSqlError::StatementError);
        return false;
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (std::visit(Bind{m_statement, static_cast<int>(i) + 1}, values[i].content()) != SQLITE_OK)
            return failed(QSqlError::StatementError);
    }
    m_isBeforeFirst = true;
    return step();
}

/// False after an error; at the end there is no row.
bool SqliteStatement::step()
{
    const int result = sqlite3_step(m_statement);
    m_hasRow = result == SQLITE_ROW;
    return m_hasRow || result == SQLITE_DONE || failed(QSqlError::ConnectionError);
}

bool SqliteStatement::next()
{
    if (std::exchange(m_isBeforeFirst, false))
        return m_hasRow;
    return m_hasRow && step() && m_hasRow;
}

void SqliteStatement::finish()
{
    if (m_statement)
        sqlite3_reset(m_statement);
    m_hasRow = m_isBeforeFirst = false;
}

void SqliteStatement::close()
{
    sqlite3_finalize(std::exchange(m_statement, nullptr));
    m_hasRow = m_isBeforeFirst = false;
}

qint64 SqliteStatement::rowsAffected() const
{
    return sqlite3_changes64(m_sqlite);
}

qint64 SqliteStatement::lastInsertId() const
{
    return sqlite3_last_insert_rowid(m_sqlite);
}

QString SqliteStatement::text(int column) const
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return QString::fromUtf8(text, sqlite3_column_bytes(m_statement, column));
}

std::string SqliteStatement::utf8(int column) const
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return text ? std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))) : std::string();
}

QByteArray SqliteStatement::bytes(int column) const
{
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
    return QByteArray(bytes, sqlite3_column_bytes(m_statement, column));
}

qint64 SqliteStatement::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

double SqliteStatement::real(int column) const
{
    return sqlite3_column_double(m_statement, column);
}

bool SqliteStatement::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

} // namespace mdash
