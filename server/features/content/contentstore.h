#pragma once

#include "features/content/orgcontent.h"
#include "platform/storage/database.h"

namespace mdash {

/// What changed in an organisation since a content number.
struct ContentChanges
{
    qint64 seq = 0;
    std::vector<FolderEntry> folders;       // made or changed
    std::vector<DashboardEntry> dashboards; // made or changed
    QStringList deletedFolders, deletedDashboards;
};

/// The tree of folders and dashboards of an organisation, and its content number.
class ContentStore
{
public:
    explicit ContentStore(Database &database) : m_database(database) {}

    /// 0 if nothing was ever written.
    [[nodiscard]] Result<qint64> sequence(OrgId orgId);
    /// Everything above @p since; with since 0 everything there is. Runs in one transaction.
    [[nodiscard]] Result<ContentChanges> changesSince(OrgId orgId, qint64 since);

    /// Takes the next content number and holds the organisation's row to the end of the transaction, which puts all
    /// writers of content in order. First statement of each transaction that changes content.
    [[nodiscard]] Result<qint64> nextSequence(OrgId orgId);
    Result<void> noteDeleted(OrgId orgId, qint64 seq, const ObjectRef &object);

private:
    Database &m_database;
};

} // namespace mdash
