#pragma once

#include "platform/storage/statement.h"

#include <memory>
#include <vector>

typedef struct pg_conn PGconn;
typedef struct pg_result PGresult;

namespace mdash {

/// A statement of libpq's own interface, bound and run by the protocol: Qt's driver writes `EXECUTE name (values …)` as text,
/// which the server parses each time. The whole result is held until finish().
class PostgresStatement final : public Statement
{
public:
    /// Without @p isPrepared the text goes to the server each time.
    PostgresStatement(PGconn *connection, bool isPrepared) : m_connection(connection), m_isPrepared(isPrepared) {}
    ~PostgresStatement() override;
    bool prepare(const QString &sql) override;
    bool execute(const SqlValues &values) override;
    bool next() override;
    void finish() override { m_result.reset(); }
    void close() override;
    [[nodiscard]] qint64 rowsAffected() const override;
    [[nodiscard]] qint64 lastInsertId() const override { return 0; } // INSERT … RETURNING tells
    [[nodiscard]] QString text(int column) const override;
    [[nodiscard]] std::string utf8(int column) const override { return std::string(view(column)); }
    [[nodiscard]] QByteArray bytes(int column) const override;
    [[nodiscard]] qint64 integer(int column) const override;
    [[nodiscard]] double real(int column) const override;
    [[nodiscard]] bool isNull(int column) const override;

private:
    struct Clear
    {
        void operator()(PGresult *result) const;
    };
    bool take(PGresult *result);
    [[nodiscard]] std::string_view view(int column) const;

    PGconn *m_connection; // null once closed
    bool m_isPrepared;
    std::string m_name; // at the server
    QByteArray m_sql;   // if it is not prepared
    std::unique_ptr<PGresult, Clear> m_result;
    int m_row = -1;
};

} // namespace mdash
