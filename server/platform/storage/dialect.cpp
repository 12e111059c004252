#include "platform/storage/dialect.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

/// What a token becomes, in the order of DatabaseKind: SQLite, PostgreSQL, MySQL.
struct Token
{
    QLatin1StringView name;
    std::array<QLatin1StringView, 3> texts;
};

constexpr auto sqliteNow = "CAST((julianday('now')-2440587.5)*86400000 AS INTEGER)"_L1;

// now() and NOW() stand still while a statement waits for a lock; clock_timestamp() and SYSDATE() do not. SCANNOW is the
// one that an index range can use.
constexpr std::array words = {
    Token{"DBNOW"_L1,
          {sqliteNow, "(extract(epoch FROM clock_timestamp())*1000)::bigint"_L1,
           "CAST(UNIX_TIMESTAMP(SYSDATE(6))*1000 AS SIGNED)"_L1}},
    Token{"SCANNOW"_L1,
          {sqliteNow, "(extract(epoch FROM statement_timestamp())*1000)::bigint"_L1,
           "CAST(UNIX_TIMESTAMP(NOW(6))*1000 AS SIGNED)"_L1}},
};

// AUTOINCREMENT: an id is never used again, so what is cached or remembered by id cannot mean another row.
constexpr std::array braced = {
    Token{"text"_L1, {"TEXT"_L1, "TEXT"_L1, "MEDIUMTEXT"_L1}},
    Token{"bytes"_L1, {"BLOB"_L1, "BYTEA"_L1, "MEDIUMBLOB"_L1}},
    Token{"serial"_L1,
          {"INTEGER PRIMARY KEY AUTOINCREMENT"_L1, "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"_L1,
           "BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY"_L1}},
    Token{"forupdate"_L1, {""_L1, "FOR UPDATE"_L1, "FOR UPDATE"_L1}},
};

template<std::size_t N>
const Token *findToken(const std::array<Token, N> &tokens, QStringView name)
{
    const auto found = std::find_if(tokens.begin(), tokens.end(), [&](const Token &token) { return token.name == name; });
    return found == tokens.end() ? nullptr : &*found;
}

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

/// End of what begins at @p start: a quoted literal, a word, a token in braces, or one character.
qsizetype endOfPart(QStringView sql, qsizetype start)
{
    const QChar first = sql[start];
    if (first == u'\'' || first == u'{') {
        const qsizetype end = sql.indexOf(first == u'{' ? u'}' : u'\'', start + 1);
        return end < 0 ? sql.size() : end + 1;
    }
    qsizetype end = start + 1;
    if (isWordCharacter(first)) {
        while (end < sql.size() && isWordCharacter(sql[end]))
            ++end;
    }
    return end;
}

QString joined(const QStringList &names)
{
    return names.join(", "_L1);
}

} // namespace

QString Dialect::expandBraces(QStringView token) const
{
    const QStringView name = token.mid(1, token.size() - 2);
    if (const Token *found = findToken(braced, name))
        return found->texts[static_cast<std::size_t>(m_kind)];
    if (name.startsWith("ifabsent "_L1)) {
        const QString column = name.mid(9).trimmed().toString();
        return m_kind == DatabaseKind::Mysql ? u"ON DUPLICATE KEY UPDATE %1 = %1"_s.arg(column) : u"ON CONFLICT DO NOTHING"_s;
    }
    return token.toString();
}

QString Dialect::expand(const QString &sql) const
{
    QString expanded;
    expanded.reserve(sql.size() + 64);
    for (qsizetype start = 0; start < sql.size();) {
        const qsizetype end = endOfPart(sql, start);
        const QStringView part = QStringView(sql).mid(start, end - start);
        if (part.startsWith(u'{'))
            expanded += expandBraces(part);
        else if (const Token *word = findToken(words, part))
            expanded += word->texts[static_cast<std::size_t>(m_kind)];
        else
            expanded += part;
        start = end;
    }
    if (m_kind == DatabaseKind::Mysql && QStringView(expanded).trimmed().startsWith("CREATE TABLE"_L1))
        expanded += " ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"_L1;
    return expanded;
}

QString Dialect::insert(const QString &table, const QStringList &columns) const
{
    QStringList marks;
    marks.fill(u"?"_s, columns.size());
    return u"INSERT INTO %1 (%2) VALUES (%3)"_s.arg(table, joined(columns), joined(marks));
}

QString Dialect::upsert(const QString &table, const QStringList &keys, const QStringList &values) const
{
    QStringList changes;
    for (const QString &column : values)
        changes += m_kind == DatabaseKind::Mysql ? u"%1 = VALUES(%1)"_s.arg(column) : u"%1 = excluded.%1"_s.arg(column);
    const QString onConflict = m_kind == DatabaseKind::Mysql ? u" ON DUPLICATE KEY UPDATE "_s
                                                             : u" ON CONFLICT (%1) DO UPDATE SET "_s.arg(joined(keys));
    return insert(table, keys + values) + onConflict + joined(changes);
}

QString Dialect::insertIfAbsent(const QString &table, const QStringList &keys, const QStringList &values) const
{
    return expand(insert(table, keys + values) + u" {ifabsent %1}"_s.arg(keys.constFirst()));
}

QString Dialect::containsIgnoringCase(const QString &column) const
{
    return u"LOWER(%1) LIKE LOWER(?) ESCAPE '!'"_s.arg(column);
}

QString Dialect::likePattern(const QString &text)
{
    QString pattern = text;
    pattern.replace(u'!', "!!"_L1).replace(u'%', "!%"_L1).replace(u'_', "!_"_L1);
    return u'%' + pattern + u'%';
}

QString Dialect::tableExists() const
{
    switch (m_kind) {
    case DatabaseKind::Sqlite: return u"SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"_s;
    case DatabaseKind::Postgres: // to_regclass() may answer from a cache that is older than a lock just taken
        return u"SELECT 1 FROM pg_tables WHERE schemaname = ANY (current_schemas(false)) AND tablename = ?"_s;
    case DatabaseKind::Mysql:
        return u"SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = ?"_s;
    }
    return {};
}

QString Dialect::serverFacts() const
{
    switch (m_kind) {
    case DatabaseKind::Sqlite: return u"SELECT sqlite_version(), 0"_s;
    case DatabaseKind::Postgres:
        return u"SELECT current_setting('server_version'), (extract(epoch FROM pg_postmaster_start_time())*1000)::bigint"_s;
    case DatabaseKind::Mysql: return u"SELECT VERSION(), 0"_s;
    }
    return {};
}

QString Dialect::isReadOnly() const
{
    switch (m_kind) {
    case DatabaseKind::Sqlite: return u"SELECT 0"_s;
    case DatabaseKind::Postgres: return u"SELECT CASE current_setting('transaction_read_only') WHEN 'on' THEN 1 ELSE 0 END"_s;
    case DatabaseKind::Mysql: return u"SELECT @@global.read_only"_s;
    }
    return {};
}

QString Dialect::name() const
{
    switch (m_kind) {
    case DatabaseKind::Sqlite: return u"sqlite"_s;
    case DatabaseKind::Postgres: return u"postgres"_s;
    case DatabaseKind::Mysql: return u"mysql"_s;
    }
    return {};
}

} // namespace mdash
