#include "platform/storage/eventstore.h"

#include "platform/storage/database.h"
#include "platform/storage/dialect.h"

#include <QRandomGenerator>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

constexpr qsizetype maxTopic = 40;     // characters, column cluster_event.topic
constexpr qsizetype maxPayload = 4096; // bytes of UTF-8
constexpr qint64 keptForMs = 3'600'000, keptRows = 100'000;

Result<void> checkLengths(const std::vector<ClusterEvent> &events)
{
    for (const ClusterEvent &event : events) {
        if (event.topic.isEmpty() || event.topic.size() > maxTopic)
            return fail(ErrorCode::Internal, u"event topic \"%1\" must have 1 to 40 characters"_s.arg(event.topic));
        if (event.payload.toUtf8().size() > maxPayload)
            return fail(ErrorCode::Internal, u"payload of event \"%1\" is longer than 4 KiB"_s.arg(event.topic));
    }
    return {};
}

/// Reserves @p count ids; the first of them is the answer. Holds the counter's row lock until the transaction ends.
Result<qint64> reserveIds(Database &database, qint64 count)
{
    const auto changed = database.execute(u"UPDATE cluster_event_seq SET last_id = last_id + ? WHERE one = 1"_s, {count});
    if (!changed)
        return tl::unexpected(changed.error());
    const auto last = database.selectOne(u"SELECT last_id FROM cluster_event_seq WHERE one = 1"_s, {},
                                         [](const Row &row) { return row.integer(0); });
    if (!last)
        return tl::unexpected(last.error());
    if (!*last)
        return fail(ErrorCode::Internal, u"table cluster_event_seq has lost its row"_s);
    return **last - count + 1;
}

/// 16 hexadecimal digits: tells an event from another one that got the same id after the database lost its last commits.
QString newNonce()
{
    return u"%1"_s.arg(QRandomGenerator::system()->generate64(), 16, 16, QChar(u'0'));
}

} // namespace

Result<qint64> writeEvents(Database &database, const std::vector<ClusterEvent> &events, const QString &origin)
{
    if (const auto lengths = checkLengths(events); !lengths)
        return tl::unexpected(lengths.error());
    const auto first = reserveIds(database, static_cast<qint64>(events.size()));
    if (!first)
        return first;
    qint64 id = *first;
    for (const ClusterEvent &event : events) {
        const auto done = database.execute(
            u"INSERT INTO cluster_event (id, nonce, topic, payload, origin, created_at) VALUES (?, ?, ?, ?, ?, DBNOW)"_s,
            {id++, newNonce(), event.topic, event.payload, origin});
        if (!done)
            return done;
    }
    const qint64 last = id - 1;
    if (database.dialect().hasNotify()) {
        const auto done = database.forEach(u"SELECT pg_notify('md', ?)"_s, {QString::number(last)}, [](const Row &) {});
        if (!done)
            return tl::unexpected(done.error());
    }
    return last;
}

Result<qint64> removeOldEvents(Database &database, qint64 most)
{
    return database.execute(u"DELETE FROM cluster_event WHERE id IN (SELECT id FROM (SELECT e.id FROM cluster_event e,"
                            " (SELECT MAX(id) AS id FROM cluster_event) newest WHERE e.id < newest.id"
                            " AND (e.created_at < SCANNOW - ? OR e.id <= newest.id - ?) ORDER BY e.id LIMIT ?) AS old)"_s,
                            {keptForMs, keptRows, most});
}

} // namespace mdash
