#include "platform/storage/drivers/postgresstatement.h"

#include <QRandomGenerator>
#include <libpq-fe.h>

#include <array>
#include <atomic>
#include <charconv>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

constexpr int textFormat = 0, binaryFormat = 1;

/// Parameters as PQexecPrepared() takes them. Numbers and UTF-16 become text that is held here; the rest stays the caller's.
class Parameters
{
public:
    explicit Parameters(const SqlValues &values) : m_held(values.size())
    {
        for (std::size_t i = 0; i < values.size(); ++i)
            std::visit([&](const auto &content) { add(m_held[i], content); }, values[i].content());
    }
    [[nodiscard]] int count() const { return static_cast<int>(m_held.size()); }
    [[nodiscard]] const char *const *values() const { return m_values.data(); }
    [[nodiscard]] const int *lengths() const { return m_lengths.data(); }
    [[nodiscard]] const int *formats() const { return m_formats.data(); }

private:
    void put(const char *value, qsizetype length, int format = textFormat)
    {
        m_values.push_back(value);
        m_lengths.push_back(static_cast<int>(length));
        m_formats.push_back(format);
    }
    void add(QByteArray &, std::monostate) { put(nullptr, 0); }
    template<class Number>
        requires std::is_arithmetic_v<Number>
    void add(QByteArray &held, Number number)
    {
        std::array<char, 32> digits;
        const char *end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
        add(held = QByteArray(digits.data(), end - digits.data()));
    }
    void add(QByteArray &held, const QString &text) { add(held = text.toUtf8()); }
    void add(QByteArray &, const SqlValue::Utf8 &text) { add(text.bytes); }
    void add(QByteArray &, const QByteArray &bytes) { put(bytes.constData(), bytes.size(), binaryFormat); }
    void add(const QByteArray &text) { put(text.constData(), text.size()); }

    std::vector<QByteArray> m_held;
    std::vector<const char *> m_values;
    std::vector<int> m_lengths, m_formats;
};

/// `?` outside of quotes becomes `$1`, `$2` …
QByteArray numbered(const QString &sql)
{
    QByteArray out;
    char quote = 0;
    int number = 0;
    for (const char c : sql.toUtf8()) {
        if (quote != 0)
            quote = c == quote ? 0 : quote;
        else if (c == '\'' || c == '"')
            quote = c;
        if (c == '?' && quote == 0)
            out += '$' + QByteArray::number(++number);
        else
            out += c;
    }
    return out;
}

} // namespace

void PostgresStatement::Clear::operator()(PGresult *result) const
{
    PQclear(result);
}

PostgresStatement::~PostgresStatement()
{
    if (m_connection && !m_name.empty() && PQtransactionStatus(m_connection) != PQTRANS_INERROR)
        PQclear(PQexec(m_connection, ("DEALLOCATE " + m_name).c_str()));
}

void PostgresStatement::close()
{
    m_result.reset();
    m_connection = nullptr; // the server forgets its statements with the connection
}

/// Keeps a result, or notes what went wrong. Without a state it was the library that failed: the connection is lost.
bool PostgresStatement::take(PGresult *result)
{
    m_result.reset(result);
    m_row = -1;
    const ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
        return true;
    const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
    const char *message = result ? PQresultErrorMessage(result) : PQerrorMessage(m_connection);
    m_error = QSqlError(u"PostgreSQL"_s, QString::fromUtf8(message), QSqlError::StatementError, QString::fromLatin1(state));
    m_result.reset();
    return false;
}

bool PostgresStatement::prepare(const QString &sql)
{
    // A pooler may give two processes one connection after the other: no name may mean two statements.
    static const std::string prefix = "mdash_" + QByteArray::number(QRandomGenerator::system()->generate64(), 36).toStdString() + '_';
    static std::atomic<quint64> counter = 0;
    if (!m_connection)
        return false;
    m_sql = numbered(sql);
    if (!m_isPrepared)
        return true;
    std::string name = prefix + std::to_string(++counter);
    const bool isKnown = take(PQprepare(m_connection, name.c_str(), m_sql.constData(), 0, nullptr));
    m_result.reset();
    if (isKnown)
        m_name = std::move(name);
    return isKnown;
}

bool PostgresStatement::execute(const SqlValues &values)
{
    m_error = {};
    if (!m_connection)
        return false;
    const Parameters parameters(values);
    if (!m_isPrepared)
        return take(PQexecParams(m_connection, m_sql.constData(), parameters.count(), nullptr, parameters.values(), parameters.lengths(),
                                 parameters.formats(), textFormat));
    return take(PQexecPrepared(m_connection, m_name.c_str(), parameters.count(), parameters.values(), parameters.lengths(),
                               parameters.formats(), textFormat));
}

bool PostgresStatement::next()
{
    return m_result && ++m_row < PQntuples(m_result.get());
}

qint64 PostgresStatement::rowsAffected() const
{
    const std::string_view count = m_result ? PQcmdTuples(m_result.get()) : "";
    qint64 rows = 0;
    std::from_chars(count.data(), count.data() + count.size(), rows);
    return rows;
}

std::string_view PostgresStatement::view(int column) const
{
    return {PQgetvalue(m_result.get(), m_row, column), static_cast<std::size_t>(PQgetlength(m_result.get(), m_row, column))};
}

QString PostgresStatement::text(int column) const
{
    const std::string_view utf8 = view(column);
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

/// Of BYTEA, which Qt has the server escape; of text its UTF-8.
QByteArray PostgresStatement::bytes(int column) const
{
    constexpr Oid bytea = 17;
    const std::string_view found = view(column);
    if (PQftype(m_result.get(), column) != bytea)
        return QByteArray(found.data(), static_cast<qsizetype>(found.size()));
    std::size_t size = 0;
    unsigned char *const plain = PQunescapeBytea(reinterpret_cast<const unsigned char *>(found.data()), &size);
    const QByteArray bytes(reinterpret_cast<const char *>(plain), static_cast<qsizetype>(size));
    PQfreemem(plain);
    return bytes;
}

qint64 PostgresStatement::integer(int column) const
{
    const std::string_view digits = view(column);
    if (digits == "t")
        return 1;
    qint64 number = 0;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return parsed.ec == std::errc() && parsed.ptr == digits.data() + digits.size() ? number : static_cast<qint64>(real(column));
}

double PostgresStatement::real(int column) const
{
    const std::string_view digits = view(column);
    double number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

bool PostgresStatement::isNull(int column) const
{
    return PQgetisnull(m_result.get(), m_row, column) != 0;
}

} // namespace mdash
