#include "features/folders/foldersstore.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

const QString select = u"SELECT id, uid, parent_uid, title, description, version, created_at, updated_at, created_by, updated_by FROM folder WHERE org_id = ? AND "_s;

FolderEntry readFolder(const Row &row)
{
    return {row.id<FolderId>(0), row.text(1),    row.text(2),    row.text(3),           row.text(4),
            static_cast<int>(row.integer(5)), row.integer(6), row.integer(7), row.id<UserId>(8), row.id<UserId>(9)};
}

} // namespace

Result<std::optional<FolderEntry>> FoldersStore::find(OrgId orgId, const QString &uid)
{
    return m_database.selectOne(select + u"uid = ?"_s, {orgId, uid}, readFolder);
}

Result<std::optional<FolderEntry>> FoldersStore::find(OrgId orgId, FolderId id)
{
    return m_database.selectOne(select + u"id = ?"_s, {orgId, id}, readFolder);
}

Result<std::optional<FolderEntry>> FoldersStore::findByTitle(OrgId orgId, const QString &parentUid, const QString &title)
{
    return m_database.selectOne(select + u"parent_uid = ? AND title = ?"_s, {orgId, parentUid, title}, readFolder);
}

Result<std::vector<FolderEntry>> FoldersStore::path(OrgId orgId, const QString &uid)
{
    constexpr std::size_t deepest = 64; // against a cycle in damaged data
    std::vector<FolderEntry> chain;
    for (QString next = uid; !next.isEmpty() && chain.size() < deepest; next = chain.front().parentUid) {
        auto folder = find(orgId, next);
        if (!folder)
            return tl::unexpected(folder.error());
        if (!*folder)
            break;
        chain.insert(chain.begin(), std::move(**folder));
    }
    return chain;
}

Result<std::vector<FolderEntry>> FoldersStore::descendants(OrgId orgId, const QString &uid)
{
    std::vector<FolderEntry> found;
    std::size_t next = 0;
    for (QString parent = uid;; parent = found[next++].uid) {
        auto children = m_database.select(select + u"parent_uid = ?"_s, {orgId, parent}, readFolder);
        if (!children)
            return children;
        std::move(children->begin(), children->end(), std::back_inserter(found));
        if (next >= found.size())
            return found;
    }
}

Result<FolderId> FoldersStore::insert(OrgId orgId, const FolderEntry &folder, qint64 seq)
{
    return m_database
        .insert(u"INSERT INTO folder (org_id, uid, parent_uid, title, description, version, changed_seq, created_at, created_by,"
                " updated_at, updated_by) VALUES (?, ?, ?, ?, ?, 1, ?, DBNOW, ?, DBNOW, ?)"_s,
                {orgId, folder.uid, folder.parentUid, folder.title, folder.description, seq, folder.createdBy, folder.createdBy})
        .map([](qint64 id) { return FolderId{id}; });
}

Result<bool> FoldersStore::update(OrgId orgId, const FolderEntry &folder, int expectedVersion, qint64 seq)
{
    return m_database
        .execute(u"UPDATE folder SET parent_uid = ?, title = ?, description = ?, version = version + 1, changed_seq = ?,"
                 " updated_at = DBNOW, updated_by = ? WHERE org_id = ? AND id = ? AND version = ?"_s,
                 {folder.parentUid, folder.title, folder.description, seq, folder.updatedBy, orgId, folder.id, expectedVersion})
        .map([](qint64 rows) { return rows == 1; });
}

Result<void> FoldersStore::remove(OrgId orgId, FolderId id)
{
    return m_database.execute(u"DELETE FROM folder WHERE org_id = ? AND id = ?"_s, {orgId, id}).map([](qint64) {});
}

Result<QHash<qint64, QString>> FoldersStore::logins(const std::vector<UserId> &users)
{
    QHash<qint64, QString> logins;
    for (const UserId user : users) {
        if (!user.isSet() || logins.contains(user.value))
            continue;
        auto login = m_database.selectOne(u"SELECT login FROM user_account WHERE id = ?"_s, {user}, [](const Row &row) { return row.text(0); });
        if (!login)
            return tl::unexpected(login.error());
        if (*login)
            logins.insert(user.value, **login);
    }
    return logins;
}

} // namespace mdash
