#include "platform/cluster/eventlog.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

constexpr std::size_t mostRows = 1000;

struct StoredEvent
{
    QString nonce;
    ReceivedEvent event;
};

StoredEvent readEvent(const Row &row)
{
    return {row.text(1), {row.integer(0), row.text(2), row.text(3), row.text(4)}};
}

} // namespace

Result<qint64> EventLog::counter()
{
    return m_database.selectOne(u"SELECT last_id FROM cluster_event_seq WHERE one = 1"_s, {}, [](const Row &row) { return row.integer(0); })
        .map([](const std::optional<qint64> &last) { return last.value_or(0); });
}

Result<void> EventLog::goToEnd()
{
    const auto last = counter();
    if (!last)
        return tl::unexpected(last.error());
    const auto newest = m_database.selectOne(u"SELECT id, nonce, topic, payload, origin FROM cluster_event ORDER BY id DESC LIMIT 1"_s, {}, readEvent);
    if (!newest)
        return tl::unexpected(newest.error());
    m_last = *newest ? (*newest)->event.id : *last;
    m_nonce = *newest ? (*newest)->nonce : QString();
    return {};
}

Result<EventBatch> EventLog::read()
{
    EventBatch batch;
    if (m_last < 0)
        return goToEnd().map([&] { return batch; });
    auto rows = m_database.select(u"SELECT id, nonce, topic, payload, origin FROM cluster_event WHERE id >= ? ORDER BY id LIMIT 1000"_s, {m_last}, readEvent);
    if (!rows)
        return tl::unexpected(rows.error());
    if (m_nonce.isEmpty() && !rows->empty()) { // the log was empty: what follows must begin with the next id
        batch.lostPlace = rows->front().event.id != m_last + 1;
    } else if (m_nonce.isEmpty()) {
        const auto last = counter(); // may be ahead of what was read just before
        if (!last)
            return tl::unexpected(last.error());
        batch.lostPlace = *last < m_last;
    } else {
        batch.lostPlace = rows->empty() || rows->front().event.id != m_last || rows->front().nonce != m_nonce;
    }
    if (batch.lostPlace)
        return goToEnd().map([&] { return batch; });
    batch.hasMore = rows->size() == mostRows;
    for (StoredEvent &stored : *rows) {
        if (stored.event.id == m_last)
            continue;
        m_last = stored.event.id;
        m_nonce = stored.nonce;
        batch.events.push_back(std::move(stored.event));
    }
    return batch;
}

} // namespace mdash
