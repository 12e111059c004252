#include "features/dashboards/dashboardsservice.h"

#include "features/dashboards/dashboarderrors.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

DashboardsService::DashboardsService(Database &database, DashboardsStore &dashboards, FoldersStore &folders, ContentStore &content,
                                     PermissionsService &permissions, DashboardMemory &memory, DashboardSettings settings)
    : m_database(database), m_dashboards(dashboards), m_folders(folders), m_content(content), m_permissions(permissions),
      m_memory(memory), m_settings(settings)
{
}

SecuredObject DashboardsService::secured(const DashboardView &view)
{
    std::vector<FolderId> folders;
    for (const FolderEntry &folder : view.folders)
        folders.push_back(folder.id);
    return SecuredObject::dashboard(view.record.entry.id, std::move(folders));
}

Result<void> DashboardsService::require(const Principal &caller, const DashboardView &dashboard, Right least, const QString &action)
{
    return m_permissions.require(caller, secured(dashboard), least, action);
}

Result<DashboardBodies::Body> DashboardsService::bodyOf(DashboardId id, int version)
{
    if (auto body = m_memory.bodies.find(id, version))
        return body;
    auto data = m_dashboards.data(id, version);
    if (!data)
        return tl::unexpected(data.error());
    if (!*data)
        return fail(ErrorCode::Internal, u"dashboard %1 has no version %2"_s.arg(id.value).arg(version));
    auto body = std::make_shared<const std::string>(std::move(**data));
    m_memory.bodies.put(id, version, body);
    return body;
}

Result<DashboardView> DashboardsService::view(const Principal &caller, std::optional<DashboardRecord> record)
{
    if (!record)
        return dashboardNotFound();
    DashboardView view;
    view.record = std::move(*record);
    if (view.record.folder && view.record.folder->parentUid.isEmpty()) {
        view.folders = {*view.record.folder};
    } else if (view.record.folder) {
        auto folders = m_folders.path(caller.orgId, view.record.entry.folderUid);
        if (!folders)
            return tl::unexpected(folders.error());
        view.folders = std::move(*folders);
    }
    const auto right = m_permissions.rightOn(caller, secured(view));
    if (!right)
        return tl::unexpected(right.error());
    if (*right < Right::View)
        return fail(ErrorCode::Forbidden, u"Access denied to this dashboard"_s);
    view.right = *right;
    auto body = bodyOf(view.record.entry.id, view.record.entry.version);
    if (!body)
        return tl::unexpected(body.error());
    view.body = std::move(*body);
    return withLogins(std::move(view));
}

Result<DashboardView> DashboardsService::withLogins(DashboardView view)
{
    auto creator = m_logins.loginOf(view.record.entry.createdBy);
    auto editor = m_logins.loginOf(view.record.entry.updatedBy);
    if (!creator || !editor)
        return tl::unexpected(!creator ? creator.error() : editor.error());
    view.createdBy = std::move(*creator);
    view.updatedBy = std::move(*editor);
    return view;
}

Result<DashboardView> DashboardsService::get(const Principal &caller, const QString &uid)
{
    auto found = m_dashboards.find(caller.orgId, uid, caller.userId).and_then([&](std::optional<DashboardRecord> record) {
        return view(caller, std::move(record));
    });
    if (found) {
        m_memory.seen.put(caller.orgId, caller.userId, *found);
    } else if (caller.staleFor && found.error().code == ErrorCode::Unavailable) {
        if (auto seen = recall(caller, uid))
            return *std::move(seen);
    }
    return found;
}

std::optional<DashboardView> DashboardsService::recall(const Principal &caller, const QString &uid)
{
    auto seen = m_memory.seen.find(caller.orgId, caller.userId, uid);
    if (!seen)
        return std::nullopt;
    seen->body = m_memory.bodies.find(seen->record.entry.id, seen->record.entry.version);
    return seen->body ? seen : std::nullopt;
}

Result<DashboardView> DashboardsService::getById(const Principal &caller, DashboardId id)
{
    return m_dashboards.find(caller.orgId, id, caller.userId).and_then([&](std::optional<DashboardRecord> record) {
        return view(caller, std::move(record));
    });
}

Result<void> DashboardsService::removeRow(OrgId orgId, const DashboardEntry &entry, qint64 seq)
{
    return m_dashboards.remove(orgId, entry.id)
        .and_then([&] { return m_permissions.forget(orgId, SecuredObject::Kind::Dashboard, entry.id.value); })
        .and_then([&] { return m_content.noteDeleted(orgId, seq, {ObjectRef::Kind::Dashboard, entry.uid}); });
}

Result<DashboardEntry> DashboardsService::remove(const Principal &caller, const QString &uid)
{
    const auto dashboard = get(caller, uid);
    if (!dashboard)
        return tl::unexpected(dashboard.error());
    if (auto allowed = require(caller, *dashboard, Right::Edit, u"dashboards:delete"_s); !allowed)
        return tl::unexpected(allowed.error());
    if (dashboard->record.isProvisioned)
        return fail(ErrorCode::InvalidInput, u"provisioned dashboard cannot be deleted"_s);
    const auto done = m_database.transact([&](Transaction &transaction) {
        transaction.publish(u"dashboard"_s, uid);
        return m_content.nextSequence(caller.orgId).and_then([&](qint64 seq) { return removeRow(caller.orgId, dashboard->record.entry, seq); });
    });
    if (!done)
        return tl::unexpected(done.error());
    return dashboard->record.entry;
}

Result<void> DashboardsService::removeProvisioned(OrgId orgId, const QString &uid)
{
    return m_database.transact([&](Transaction &transaction) -> Result<void> {
        transaction.publish(u"dashboard"_s, uid);
        const auto seq = m_content.nextSequence(orgId);
        if (!seq)
            return tl::unexpected(seq.error());
        const auto record = m_dashboards.find(orgId, uid, UserId{});
        if (!record)
            return tl::unexpected(record.error());
        return *record ? removeRow(orgId, (*record)->entry, *seq) : Result<void>();
    });
}

Result<std::vector<DashboardVersion>> DashboardsService::versions(const Principal &caller, const DashboardView &dashboard, qint64 limit, qint64 start)
{
    return require(caller, dashboard, Right::Edit, u"dashboards:write"_s).and_then([&] {
        return m_dashboards.versions(dashboard.record.entry.id, limit, start);
    });
}

Result<std::pair<DashboardVersion, std::string>> DashboardsService::version(const Principal &caller, const DashboardView &dashboard, int number)
{
    if (auto allowed = require(caller, dashboard, Right::Edit, u"dashboards:write"_s); !allowed)
        return tl::unexpected(allowed.error());
    const DashboardId id = dashboard.record.entry.id;
    auto version = m_dashboards.version(id, number);
    if (!version)
        return tl::unexpected(version.error());
    auto data = m_dashboards.data(id, number);
    if (!data)
        return tl::unexpected(data.error());
    if (!*version || !*data)
        return fail(ErrorCode::NotFound, u"Dashboard version not found"_s);
    return std::pair(std::move(**version), std::move(**data));
}

Result<SavedDashboard> DashboardsService::restore(const Principal &caller, const DashboardView &dashboard, int number)
{
    auto old = version(caller, dashboard, number);
    if (!old)
        return tl::unexpected(old.error());
    const DashboardEntry &entry = dashboard.record.entry;
    auto model = withTopLevelMembers(old->second, {{"id", std::to_string(entry.id.value)}, {"version", std::to_string(entry.version)}});
    if (!model)
        return tl::unexpected(model.error());
    SaveDashboard command;
    command.model = std::move(*model);
    command.folderUid = entry.folderUid;
    command.message = u"Restored from version %1"_s.arg(number);
    command.restoredFrom = number;
    return save(caller, command);
}

} // namespace mdash
