#include "platform/storage/pooler.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

Result<qint64> serverProcessOf(Database &database)
{
    return database.selectOne(u"SELECT pg_backend_pid()"_s, {}, [](const Row &row) { return row.integer(0); })
        .map([](const std::optional<qint64> &process) { return process.value_or(0); });
}

} // namespace

Result<bool> isPooledByTransaction(DatabaseOptions options)
{
    if (options.kind != DatabaseKind::Postgres)
        return false;
    options.preparesStatements = false;
    const auto first = Database::open(options);
    if (!first)
        return tl::unexpected(first.error());
    const auto second = Database::open(options);
    if (!second)
        return tl::unexpected(second.error());
    const auto before = serverProcessOf(**first);
    return before.and_then([&](qint64 process) {
        // The transaction keeps the server's connection that was free, perhaps the first one's, from all others.
        return (*second)->transact([&](Transaction &) {
            return serverProcessOf(**second).and_then([&](qint64 other) {
                return serverProcessOf(**first).map([&](qint64 now) { return other == process || now != process; });
            });
        });
    });
}

} // namespace mdash
