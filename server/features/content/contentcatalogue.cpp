#include "features/content/contentcatalogue.h"

namespace mdash {
namespace {

/// Deletions are remembered in the database for a day; a catalogue that nobody asked for so long is read anew.
constexpr std::chrono::hours longestGap{12};

void apply(OrgContent &content, ContentChanges changes)
{
    for (const QString &uid : changes.deletedDashboards)
        content.removeDashboard(uid);
    for (const QString &uid : changes.deletedFolders)
        content.removeFolder(uid);
    for (FolderEntry &folder : changes.folders)
        content.put(std::move(folder));
    for (DashboardEntry &dashboard : changes.dashboards)
        content.put(std::move(dashboard));
}

} // namespace

std::shared_ptr<ContentCatalogue::Held> ContentCatalogue::holdOf(OrgId orgId)
{
    const std::lock_guard lock(m_mutex);
    auto &held = m_held[orgId.value];
    if (!held)
        held = std::make_shared<Held>();
    return held;
}

void ContentCatalogue::clear()
{
    const std::lock_guard lock(m_mutex);
    m_held.clear();
}

Result<void> ContentCatalogue::refresh(ContentStore &store, OrgId orgId, Held &held)
{
    const auto seq = store.sequence(orgId);
    if (!seq)
        return tl::unexpected(seq.error());
    const auto now = std::chrono::steady_clock::now();
    {
        const std::shared_lock lock(held.mutex);
        if (held.seq >= *seq && now - held.loadedAt < longestGap)
            return {};
    }
    const std::unique_lock lock(held.mutex);
    if (held.seq >= *seq && now - held.loadedAt < longestGap)
        return {};
    const bool isWhole = held.seq < 0 || now - held.loadedAt >= longestGap;
    auto changes = store.changesSince(orgId, isWhole ? 0 : held.seq);
    if (!changes)
        return tl::unexpected(changes.error());
    held.seq = changes->seq;
    held.loadedAt = now;
    if (isWhole)
        held.content.assign(std::move(changes->folders), std::move(changes->dashboards));
    else
        apply(held.content, std::move(*changes));
    return {};
}

} // namespace mdash
