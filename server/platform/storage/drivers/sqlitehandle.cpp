#include "platform/storage/drivers/sqlitehandle.h"

#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlQuery>

#include <sqlite3.h>

#include <cstring>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

bool isAscii(const char *text, int size)
{
    return std::all_of(text, text + size, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

void lower(sqlite3_context *context, int /*count*/, sqlite3_value **values)
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_value_text(values[0]));
    if (!text)
        return; // NULL stays NULL
    const int size = sqlite3_value_bytes(values[0]);
    if (!isAscii(text, size)) {
        const QByteArray lowered = QString::fromUtf8(text, size).toLower().toUtf8();
        sqlite3_result_text(context, lowered.constData(), static_cast<int>(lowered.size()), SQLITE_TRANSIENT);
        return;
    }
    auto *lowered = static_cast<char *>(sqlite3_malloc(size + 1));
    if (!lowered)
        return sqlite3_result_error_nomem(context);
    std::transform(text, text + size, lowered, [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
    sqlite3_result_text(context, lowered, size, sqlite3_free);
}

bool isOurLibrary(QSqlDatabase &connection)
{
    QSqlQuery query(connection);
    return query.exec(u"SELECT sqlite_source_id()"_s) && query.next() && query.value(0).toString() == QLatin1StringView(sqlite3_sourceid());
}

} // namespace

sqlite3 *sqliteHandleOf(QSqlDatabase &connection)
{
    const QVariant handle = connection.driver()->handle();
    if (!handle.isValid() || std::strcmp(handle.typeName(), "sqlite3*") != 0 || !isOurLibrary(connection))
        return nullptr;
    return *static_cast<sqlite3 *const *>(handle.constData());
}

void teachLower(QSqlDatabase &connection)
{
    if (sqlite3 *sqlite = sqliteHandleOf(connection))
        sqlite3_create_function_v2(sqlite, "lower", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, nullptr, lower,
                                   nullptr, nullptr, nullptr);
}

void watchDeadline(QSqlDatabase &connection, const Deadline &deadline)
{
    constexpr int steps = 50'000; // of SQLite's machine between two looks at the clock: about a millisecond
    const auto isOver = [](void *at) { return std::chrono::steady_clock::now() > *static_cast<const Deadline *>(at) ? 1 : 0; };
    if (sqlite3 *sqlite = sqliteHandleOf(connection))
        sqlite3_progress_handler(sqlite, steps, isOver, const_cast<Deadline *>(&deadline));
}

} // namespace mdash
