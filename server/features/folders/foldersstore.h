#pragma once

#include "features/content/orgcontent.h"
#include "platform/storage/database.h"

namespace mdash {

/// Rows of `folder`.
class FoldersStore
{
public:
    explicit FoldersStore(Database &database) : m_database(database) {}

    [[nodiscard]] Result<std::optional<FolderEntry>> find(OrgId orgId, const QString &uid);
    [[nodiscard]] Result<std::optional<FolderEntry>> find(OrgId orgId, FolderId id);
    [[nodiscard]] Result<std::optional<FolderEntry>> findByTitle(OrgId orgId, const QString &parentUid, const QString &title);
    /// The folders from the root down to @p uid, itself last; empty for the root or an unknown folder.
    [[nodiscard]] Result<std::vector<FolderEntry>> path(OrgId orgId, const QString &uid);
    /// All folders beneath @p uid, nearest first, without itself.
    [[nodiscard]] Result<std::vector<FolderEntry>> descendants(OrgId orgId, const QString &uid);

    /// Fails with Conflict if the uid, or the title in its parent, is taken. Times are the database's.
    [[nodiscard]] Result<FolderId> insert(OrgId orgId, const FolderEntry &folder, qint64 seq);
    /// Changes title, description and parent if the stored version is @p expectedVersion; raises the version.
    /// Answers false if it is another.
    [[nodiscard]] Result<bool> update(OrgId orgId, const FolderEntry &folder, int expectedVersion, qint64 seq);
    Result<void> remove(OrgId orgId, FolderId id);
    /// Login of each user that is one; for "created by".
    [[nodiscard]] Result<QHash<qint64, QString>> logins(const std::vector<UserId> &users);

private:
    Database &m_database;
};

} // namespace mdash
