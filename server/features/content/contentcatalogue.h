#pragma once

#include "features/content/contentstore.h"

#include <chrono>
#include <shared_mutex>

namespace mdash {

/// What this node knows of every organisation's folders and dashboards. One per node, shared by its workers.
/// It is never older than the caller's own view of the database: each read compares one number with the database and
/// loads only what changed above it. Thread-safe.
class ContentCatalogue
{
public:
    /// Calls @p use with the organisation's content, brought up to date through @p store. The content may be read only
    /// inside @p use, which must be quick and must not touch the database.
    template<class Use>
    auto read(ContentStore &store, OrgId orgId, Use use) -> Result<std::decay_t<decltype(use(std::declval<const OrgContent &>()))>>
    {
        const std::shared_ptr<Held> held = holdOf(orgId);
        if (auto fresh = refresh(store, orgId, *held); !fresh)
            return tl::unexpected(fresh.error());
        const std::shared_lock lock(held->mutex);
        return use(std::as_const(held->content));
    }

    /// The database may have lost changes, whose numbers it will give again: the next reader loads everything.
    void clear();

private:
    struct Held
    {
        std::shared_mutex mutex; // guards the rest
        OrgContent content;
        qint64 seq = -1;         // content number that is in `content`; -1 = never loaded
        std::chrono::steady_clock::time_point loadedAt;
    };

    std::shared_ptr<Held> holdOf(OrgId orgId);
    Result<void> refresh(ContentStore &store, OrgId orgId, Held &held);

    std::mutex m_mutex; // guards m_held
    QHash<qint64, std::shared_ptr<Held>> m_held;
};

} // namespace mdash
