#include "platform/storage/sqlfailure.h"

#include <QSqlError>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

struct Code
{
    QLatin1StringView code;
    SqlFailure failure;
};

// Extended result codes are `primary + 256 × detail`, so some kinds of constraint have numbers of their own.
SqlFailure classifySqlite(const QString &code)
{
    constexpr int uniqueViolated = 2067, primaryKeyTaken = 1555, rowIdTaken = 2579;
    const int number = code.toInt();
    if (number == uniqueViolated || number == primaryKeyTaken || number == rowIdTaken)
        return SqlFailure::Conflict;
    switch (number & 0xff) {
    case 5: // busy
    case 6: // locked
        return SqlFailure::Transient;
    case 8: return SqlFailure::ReadOnly;
    case 9: return SqlFailure::Timeout; // interrupted
    case 7:  // no memory
    case 10: // input/output error
    case 13: // full
        return SqlFailure::Full;
    case 14: // cannot open
    case 23: // not authorised
    case 26: // not a database
        return SqlFailure::Refused;
    default: return SqlFailure::Mistake;
    }
}

SqlFailure classifyPostgres(const QString &state)
{
    static constexpr std::array codes = {
        Code{"23505"_L1, SqlFailure::Conflict},       Code{"40001"_L1, SqlFailure::Transient},
        Code{"40P01"_L1, SqlFailure::Transient},      Code{"25006"_L1, SqlFailure::ReadOnly},
        Code{"55P03"_L1, SqlFailure::Timeout},        Code{"57014"_L1, SqlFailure::Timeout},
        Code{"25P03"_L1, SqlFailure::ConnectionLost}, Code{"0A000"_L1, SqlFailure::StalePlan},
        Code{"26000"_L1, SqlFailure::StalePlan},      Code{"3D000"_L1, SqlFailure::Refused},
        Code{"42501"_L1, SqlFailure::Refused},
    };
    if (state.isEmpty()) // the client library failed, not the server
        return SqlFailure::ConnectionLost;
    const auto *found = std::find_if(codes.begin(), codes.end(), [&](const Code &code) { return state == code.code; });
    if (found != codes.end())
        return found->failure;
    if (state.startsWith("08"_L1) || state.startsWith("57P"_L1))
        return SqlFailure::ConnectionLost;
    if (state.startsWith("53"_L1))
        return SqlFailure::Full;
    return state.startsWith("28"_L1) ? SqlFailure::Refused : SqlFailure::Mistake;
}

SqlFailure classifyMysql(int code)
{
    switch (code) {
    case 1062: // duplicate entry
    case 1586:
    case 1050: // table, column or index exists; nothing to drop: a migration that is run again
    case 1060:
    case 1061:
    case 1091:
        return SqlFailure::Conflict;
    case 1020: // row changed since it was read
    case 1205: // lock wait
    case 1213: // deadlock
        return SqlFailure::Transient;
    case 1053: // shutdown
    case 1077:
    case 1079:
    case 1152: // aborted
    case 1927: // killed
    case 2002: // client side: cannot connect, gone, lost
    case 2003:
    case 2005:
    case 2006:
    case 2013:
    case 2055:
    case 4031: // closed for inactivity
        return SqlFailure::ConnectionLost;
    case 1290: // --read-only
    case 1792:
    case 1836:
        return SqlFailure::ReadOnly;
    case 1317: // interrupted
    case 1969: // max_statement_time
    case 3024: // max_execution_time
        return SqlFailure::Timeout;
    case 1021: // disk full
    case 1037: // memory
    case 1040: // connections
    case 1041:
    case 1114: // table full
    case 1203:
        return SqlFailure::Full;
    case 1044: // rights, password, database name
    case 1045:
    case 1049:
    case 1129:
    case 1130:
    case 1142:
    case 1698:
    case 2026: // TLS
        return SqlFailure::Refused;
    case 1243: // unknown prepared statement
    case 1615: // must be prepared again
        return SqlFailure::StalePlan;
    default: return SqlFailure::Mistake;
    }
}

} // namespace

SqlFailure classify(DatabaseKind kind, const QSqlError &error)
{
    const QString code = error.nativeErrorCode();
    switch (kind) {
    case DatabaseKind::Sqlite: return classifySqlite(code);
    case DatabaseKind::Postgres: return classifyPostgres(code);
    case DatabaseKind::Mysql: return classifyMysql(code.toInt());
    }
    return SqlFailure::Mistake;
}

Error toError(SqlFailure failure)
{
    const auto unavailable = [](QString detail) {
        return Error{ErrorCode::Unavailable, std::move(detail), u"database.unavailable"_s, {}};
    };
    switch (failure) {
    case SqlFailure::Conflict: return {ErrorCode::Conflict, u"An entry with these values exists already"_s, {}, {}};
    case SqlFailure::Transient: return unavailable(u"The database is busy"_s);
    case SqlFailure::ConnectionLost: return unavailable(u"The database does not answer"_s);
    case SqlFailure::ReadOnly: return unavailable(u"The database accepts no writes at present"_s);
    case SqlFailure::Timeout: return unavailable(u"The database did not finish a statement in time"_s);
    case SqlFailure::Full: return unavailable(u"The database has no space or connections left"_s);
    case SqlFailure::Refused: return {ErrorCode::Unavailable, u"The database refuses access"_s, databaseRefused, {}};
    case SqlFailure::StalePlan: return unavailable(u"The database has forgotten a prepared statement"_s);
    case SqlFailure::None:
    case SqlFailure::Mistake: break;
    }
    return {ErrorCode::Internal, u"A database statement failed; the log says why"_s, {}, {}};
}

QString driverText(const QSqlError &error)
{
    QString text = error.databaseText().trimmed();
    if (text.isEmpty())
        text = error.driverText().trimmed();
    return text.simplified();
}

} // namespace mdash
