#include "features/dashboards/dashboardsstore.h"

#include "base/json.h"
#include "platform/storage/dialect.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

QStringList readTags(const std::string &json)
{
    QStringList tags;
    if (const auto document = JsonDocument::parse(json)) {
        for (const JsonValue &tag : document->root().elements())
            tags.append(tag.text());
    }
    return tags;
}

QString tagsJson(const QStringList &tags)
{
    std::string text;
    JsonWriter writer(text);
    writer.beginArray();
    for (const QString &tag : tags)
        writer.value(tag);
    writer.endArray();
    return QString::fromStdString(text);
}

DashboardEntry readEntry(const Row &row)
{
    return {row.id<DashboardId>(0), row.text(1),    row.text(2),    row.text(3),           readTags(row.utf8(4)),
            static_cast<int>(row.integer(5)), row.integer(6), row.integer(7), row.id<UserId>(8), row.id<UserId>(9), {}};
}

DashboardRecord readRecord(const Row &row)
{
    DashboardRecord record;
    record.entry = readEntry(row);
    record.isStarred = !row.isNull(10);
    record.isProvisioned = !row.isNull(11);
    record.externalId = row.text(11);
    record.allowsChanges = !record.isProvisioned || row.truth(12);
    record.hasOwnGrants = row.truth(13);
    if (!row.isNull(14)) {
        record.folder = FolderEntry{.id = row.id<FolderId>(14), .uid = row.text(15), .parentUid = row.text(16), .title = row.text(17)};
    }
    return record;
}

DashboardVersion readVersion(const Row &row)
{
    return {row.integer(0), row.id<DashboardId>(1), static_cast<int>(row.integer(2)), static_cast<int>(row.integer(3)),
            static_cast<int>(row.integer(4)), row.integer(5), row.id<UserId>(6), row.text(7), row.text(8)};
}

const QString entryColumns =
    u"d.id, d.uid, d.folder_uid, d.title, d.tags, d.version, d.created_at, d.updated_at, d.created_by, d.updated_by"_s;

const QString recordSelect = u"SELECT "_s + entryColumns
    + u", s.user_id, p.external_id, p.allows_changes,"
      " (SELECT COUNT(*) FROM object_grant g WHERE g.org_id = d.org_id AND g.kind = 'dashboard' AND g.object_id = d.id),"
      " f.id, f.uid, f.parent_uid, f.title FROM dashboard d"
      " LEFT JOIN folder f ON f.org_id = d.org_id AND f.uid = d.folder_uid"
      " LEFT JOIN star s ON s.user_id = ? AND s.org_id = d.org_id AND s.dashboard_id = d.id"
      " LEFT JOIN dashboard_provisioning p ON p.dashboard_id = d.id WHERE d.org_id = ?"_s;

const QString versionSelect =
    u"SELECT v.id, v.dashboard_id, v.version, v.parent_version, v.restored_from, v.created_at, v.created_by, u.login, v.message"
    " FROM dashboard_version v LEFT JOIN user_account u ON u.id = v.created_by WHERE v.dashboard_id = ?"_s;

} // namespace

Result<std::optional<DashboardRecord>> DashboardsStore::find(OrgId orgId, const QString &uid, UserId viewer)
{
    static const QString sql = recordSelect + u" AND d.uid = ?"_s;
    return m_database.selectOne(sql, {viewer, orgId, uid}, readRecord);
}

Result<std::optional<DashboardRecord>> DashboardsStore::find(OrgId orgId, DashboardId id, UserId viewer)
{
    static const QString sql = recordSelect + u" AND d.id = ?"_s;
    return m_database.selectOne(sql, {viewer, orgId, id}, readRecord);
}

Result<std::optional<DashboardEntry>> DashboardsStore::findByTitle(OrgId orgId, const QString &folderUid, const QString &title)
{
    static const QString sql = u"SELECT "_s + entryColumns + u" FROM dashboard d WHERE d.org_id = ? AND d.folder_uid = ? AND d.title = ?"_s;
    return m_database.selectOne(sql, {orgId, folderUid, title}, readEntry);
}

Result<std::vector<DashboardEntry>> DashboardsStore::inFolder(OrgId orgId, const QString &folderUid)
{
    static const QString sql = u"SELECT "_s + entryColumns + u" FROM dashboard d WHERE d.org_id = ? AND d.folder_uid = ?"_s;
    return m_database.select(sql, {orgId, folderUid}, readEntry);
}

Result<DashboardId> DashboardsStore::insert(OrgId orgId, const DashboardEntry &dashboard, qint64 seq)
{
    return m_database
        .insert(u"INSERT INTO dashboard (org_id, uid, folder_uid, title, tags, version, changed_seq, created_at, created_by,"
                " updated_at, updated_by) VALUES (?, ?, ?, ?, ?, ?, ?, DBNOW, ?, DBNOW, ?)"_s,
                {orgId, dashboard.uid, dashboard.folderUid, dashboard.title, tagsJson(dashboard.tags), dashboard.version, seq,
                 dashboard.updatedBy, dashboard.updatedBy})
        .map([](qint64 id) { return DashboardId{id}; });
}

Result<void> DashboardsStore::update(OrgId orgId, const DashboardEntry &dashboard, qint64 seq)
{
    return m_database
        .execute(u"UPDATE dashboard SET uid = ?, folder_uid = ?, title = ?, tags = ?, version = ?, changed_seq = ?, updated_at = DBNOW,"
                 " updated_by = ? WHERE org_id = ? AND id = ?"_s,
                 {dashboard.uid, dashboard.folderUid, dashboard.title, tagsJson(dashboard.tags), dashboard.version, seq,
                  dashboard.updatedBy, orgId, dashboard.id})
        .map([](qint64) {});
}

Result<void> DashboardsStore::remove(OrgId orgId, DashboardId id)
{
    for (const QString &sql : {u"DELETE FROM dashboard_version WHERE dashboard_id = ?"_s, u"DELETE FROM dashboard_provisioning WHERE dashboard_id = ?"_s}) {
        if (auto done = m_database.execute(sql, {id}); !done)
            return tl::unexpected(done.error());
    }
    for (const QString &sql : {u"DELETE FROM star WHERE org_id = ? AND dashboard_id = ?"_s, u"DELETE FROM dashboard WHERE org_id = ? AND id = ?"_s}) {
        if (auto done = m_database.execute(sql, {orgId, id}); !done)
            return tl::unexpected(done.error());
    }
    return {};
}

Result<void> DashboardsStore::insertVersion(const DashboardVersion &version, const std::string &data)
{
    return m_database
        .execute(u"INSERT INTO dashboard_version (dashboard_id, version, parent_version, restored_from, created_at, created_by,"
                 " message, data) VALUES (?, ?, ?, ?, DBNOW, ?, ?, ?)"_s,
                 {version.dashboardId, version.version, version.parentVersion, version.restoredFrom, version.createdById,
                  version.message, SqlValue::text(data)})
        .map([](qint64) {});
}

Result<void> DashboardsStore::pruneVersions(DashboardId id, int last)
{
    return m_database.execute(u"DELETE FROM dashboard_version WHERE dashboard_id = ? AND version <= ?"_s, {id, last}).map([](qint64) {});
}

Result<qint64> DashboardsStore::pruneAllVersions(int kept, qint64 most)
{
    return m_database.execute(u"DELETE FROM dashboard_version WHERE id IN (SELECT id FROM (SELECT v.id FROM dashboard d"
                              " JOIN dashboard_version v ON v.dashboard_id = d.id AND v.version <= d.version - ? LIMIT ?) AS old)"_s,
                              {kept, most});
}

Result<std::optional<std::string>> DashboardsStore::data(DashboardId id, int version)
{
    return m_database.selectOne(u"SELECT data FROM dashboard_version WHERE dashboard_id = ? AND version = ?"_s, {id, version},
                                [](const Row &row) { return row.utf8(0); });
}

Result<std::vector<DashboardVersion>> DashboardsStore::versions(DashboardId id, qint64 limit, qint64 start)
{
    return m_database.select(versionSelect + u" ORDER BY v.version DESC LIMIT ? OFFSET ?"_s, {id, limit, start}, readVersion);
}

Result<std::optional<DashboardVersion>> DashboardsStore::version(DashboardId id, int number)
{
    return m_database.selectOne(versionSelect + u" AND v.version = ?"_s, {id, number}, readVersion);
}

Result<std::vector<DashboardId>> DashboardsStore::starredBy(OrgId orgId, UserId user)
{
    return m_database.select(u"SELECT dashboard_id FROM star WHERE user_id = ? AND org_id = ?"_s, {user, orgId},
                             [](const Row &row) { return row.id<DashboardId>(0); });
}

Result<std::vector<DashboardsStore::Provisioned>> DashboardsStore::provisionedBy(OrgId orgId, const QString &provider)
{
    return m_database.select(u"SELECT d.id, d.uid, p.external_id, p.checksum FROM dashboard_provisioning p"
                             " JOIN dashboard d ON d.id = p.dashboard_id WHERE d.org_id = ? AND p.provider = ?"_s,
                             {orgId, provider}, [](const Row &row) {
                                 return Provisioned{row.id<DashboardId>(0), row.text(1), row.text(2), row.text(3)};
                             });
}

Result<void> DashboardsStore::setProvisioned(DashboardId id, const QString &provider, const QString &externalId,
                                             const QString &checksum, bool allowsChanges)
{
    return clearProvisioned(id)
        .and_then([&] {
            return m_database.execute(u"INSERT INTO dashboard_provisioning (dashboard_id, provider, external_id, checksum,"
                                      " allows_changes, updated_at) VALUES (?, ?, ?, ?, ?, DBNOW)"_s,
                                      {id, provider, externalId, checksum, allowsChanges});
        })
        .map([](qint64) {});
}

Result<void> DashboardsStore::clearProvisioned(DashboardId id)
{
    return m_database.execute(u"DELETE FROM dashboard_provisioning WHERE dashboard_id = ?"_s, {id}).map([](qint64) {});
}

} // namespace mdash
