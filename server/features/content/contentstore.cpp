#include "features/content/contentstore.h"

#include "base/json.h"
#include "platform/storage/dialect.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

FolderEntry readFolder(const Row &row)
{
    return {row.id<FolderId>(0), row.text(1),    row.text(2),    row.text(3),           row.text(4),
            static_cast<int>(row.integer(5)), row.integer(6), row.integer(7), row.id<UserId>(8), row.id<UserId>(9)};
}

QStringList readTags(const std::string &json)
{
    QStringList tags;
    if (const auto document = JsonDocument::parse(json)) {
        for (const JsonValue &tag : document->root().elements())
            tags.append(tag.text());
    }
    return tags;
}

DashboardEntry readDashboard(const Row &row)
{
    return {row.id<DashboardId>(0), row.text(1),    row.text(2),    row.text(3),           readTags(row.utf8(4)),
            static_cast<int>(row.integer(5)), row.integer(6), row.integer(7), row.id<UserId>(8), row.id<UserId>(9), {}};
}

} // namespace

Result<qint64> ContentStore::sequence(OrgId orgId)
{
    return m_database.selectOne(u"SELECT seq FROM content_seq WHERE org_id = ?"_s, {orgId}, [](const Row &row) { return row.integer(0); })
        .map([](const std::optional<qint64> &seq) { return seq.value_or(0); });
}

Result<ContentChanges> ContentStore::changesSince(OrgId orgId, qint64 since)
{
    ContentChanges changes;
    // The number is read first: what is written meanwhile is read again next time, and nothing is missed.
    const auto seq = sequence(orgId);
    if (!seq)
        return tl::unexpected(seq.error());
    changes.seq = *seq;
    auto folders = m_database.select(
        u"SELECT id, uid, parent_uid, title, description, version, created_at, updated_at, created_by, updated_by"
        " FROM folder WHERE org_id = ? AND changed_seq > ?"_s, {orgId, since}, readFolder);
    if (!folders)
        return tl::unexpected(folders.error());
    changes.folders = std::move(*folders);
    auto dashboards = m_database.select(
        u"SELECT id, uid, folder_uid, title, tags, version, created_at, updated_at, created_by, updated_by"
        " FROM dashboard WHERE org_id = ? AND changed_seq > ?"_s, {orgId, since}, readDashboard);
    if (!dashboards)
        return tl::unexpected(dashboards.error());
    changes.dashboards = std::move(*dashboards);
    if (since == 0)
        return changes;
    const auto gone = m_database.forEach(
        u"SELECT kind, uid FROM content_deleted WHERE org_id = ? AND seq > ?"_s, {orgId, since}, [&](const Row &row) {
            const bool isFolder = row.integer(0) == static_cast<qint64>(ObjectRef::Kind::Folder);
            (isFolder ? changes.deletedFolders : changes.deletedDashboards).append(row.text(1));
        });
    if (!gone)
        return tl::unexpected(gone.error());
    return changes;
}

Result<qint64> ContentStore::nextSequence(OrgId orgId)
{
    const QString raise = u"UPDATE content_seq SET seq = seq + 1 WHERE org_id = ?"_s;
    auto changed = m_database.execute(raise, {orgId});
    if (changed && *changed == 0) {
        const QString insert = m_database.dialect().insertIfAbsent(u"content_seq"_s, {u"org_id"_s}, {u"seq"_s});
        changed = m_database.execute(insert, {orgId, 0}).and_then([&](qint64) { return m_database.execute(raise, {orgId}); });
    }
    if (!changed)
        return tl::unexpected(changed.error());
    return sequence(orgId);
}

Result<void> ContentStore::noteDeleted(OrgId orgId, qint64 seq, const ObjectRef &object)
{
    return m_database.execute(u"INSERT INTO content_deleted (org_id, seq, kind, uid, deleted_at) VALUES (?, ?, ?, ?, DBNOW)"_s,
                              {orgId, seq, static_cast<int>(object.kind), object.uid}).map([](qint64) {});
}

} // namespace mdash
