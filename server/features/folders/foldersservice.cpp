#include "features/folders/foldersservice.h"

#include "features/content/slug.h"
#include "platform/crypto/random.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

tl::unexpected<Error> notFound()
{
    return fail(ErrorCode::NotFound, u"folder not found"_s, u"folders.notFound"_s, R"("status":"not-found")");
}

tl::unexpected<Error> changedByOthers()
{
    return fail(ErrorCode::PreconditionFailed, u"the folder has been changed by someone else"_s, u"folders.versionMismatch"_s,
                R"("status":"version-mismatch")");
}

Result<QString> checkedTitle(const QString &title)
{
    constexpr qsizetype longest = 255;
    const QString trimmed = title.trimmed();
    if (trimmed.isEmpty())
        return fail(ErrorCode::InvalidInput, u"folder title cannot be empty"_s);
    if (trimmed.size() > longest)
        return fail(ErrorCode::InvalidInput, u"folder title has %1 characters: at most %2 are accepted"_s.arg(trimmed.size()).arg(longest));
    return trimmed;
}

/// General as clients ask for it.
FolderEntry generalFolder()
{
    FolderEntry folder;
    folder.title = u"General"_s;
    folder.uid = u"general"_s;
    return folder;
}

} // namespace

std::vector<FolderId> idsOf(const std::vector<FolderEntry> &path)
{
    std::vector<FolderId> ids;
    for (const FolderEntry &folder : path)
        ids.push_back(folder.id);
    return ids;
}

SecuredObject FoldersService::Found::secured() const
{
    return SecuredObject::folder(folder.id, idsOf(parents));
}

FoldersService::FoldersService(Database &database, FoldersStore &folders, DashboardsStore &dashboards, ContentStore &content,
                               ContentCatalogue &catalogue, PermissionsService &permissions)
    : m_database(database), m_folders(folders), m_dashboards(dashboards), m_content(content), m_catalogue(catalogue),
      m_permissions(permissions)
{
}

Result<FoldersService::Found> FoldersService::find(const Principal &caller, const QString &uid, Right least, const QString &action)
{
    auto path = m_folders.path(caller.orgId, uid);
    if (!path)
        return tl::unexpected(path.error());
    if (path->empty())
        return notFound();
    Found found;
    found.folder = std::move(path->back());
    path->pop_back();
    found.parents = std::move(*path);
    if (auto allowed = m_permissions.require(caller, found.secured(), least, action); !allowed)
        return tl::unexpected(allowed.error());
    return found;
}

Result<FolderView> FoldersService::view(const Principal &caller, Found found)
{
    FolderView view;
    const SecuredObject secured = found.secured();
    const auto right = m_permissions.rightOn(caller, secured);
    if (!right)
        return tl::unexpected(right.error());
    const auto own = m_permissions.hasOwnGrants(caller.orgId, secured);
    if (!own)
        return tl::unexpected(own.error());
    const auto logins = m_folders.logins({found.folder.createdBy, found.folder.updatedBy});
    if (!logins)
        return tl::unexpected(logins.error());
    view.right = *right;
    view.hasOwnGrants = *own;
    view.createdBy = logins->value(found.folder.createdBy.value, u"Anonymous"_s);
    view.updatedBy = logins->value(found.folder.updatedBy.value, u"Anonymous"_s);
    view.folder = std::move(found.folder);
    view.parents = std::move(found.parents);
    return view;
}

Result<FolderView> FoldersService::get(const Principal &caller, const QString &uid)
{
    if (uid == "general"_L1) {
        FolderView general;
        general.folder = generalFolder();
        general.createdBy = general.updatedBy = u"Anonymous"_s;
        general.right = caller.role == OrgRole::Admin ? Right::Admin : caller.role == OrgRole::Editor ? Right::Edit : Right::View;
        return general;
    }
    return find(caller, uid, Right::View, u"folders:read"_s).and_then([&](Found found) { return view(caller, std::move(found)); });
}

Result<FolderView> FoldersService::getById(const Principal &caller, FolderId id)
{
    const auto folder = m_folders.find(caller.orgId, id);
    if (!folder)
        return tl::unexpected(folder.error());
    if (!*folder)
        return notFound();
    return get(caller, (*folder)->uid);
}

Result<std::vector<FolderEntry>> FoldersService::list(const Principal &caller, const QString &parentUid, Right least, qint64 limit, qint64 page)
{
    const auto rights = m_permissions.rightsOf(caller);
    if (!rights)
        return tl::unexpected(rights.error());
    return m_catalogue.read(m_content, caller.orgId, [&](const OrgContent &content) {
        std::vector<FolderEntry> found;
        std::vector<FolderId> parents;
        for (const FolderEntry *parent : content.path(parentUid))
            parents.push_back(parent->id);
        qint64 skip = limit * (page - 1);
        for (const auto &folder : content.folders()) {
            if (folder->parentUid != parentUid || !rights->allows(SecuredObject::folder(folder->id, parents), least) || skip-- > 0)
                continue;
            if (static_cast<qint64>(found.size()) == limit)
                break;
            found.push_back(*folder);
        }
        return found;
    });
}

Result<FolderView> FoldersService::create(const Principal &caller, const NewFolder &wanted)
{
    FolderEntry folder;
    const auto title = checkedTitle(wanted.title);
    if (!title)
        return tl::unexpected(title.error());
    if (const auto problem = problemWithUid(wanted.uid))
        return fail(ErrorCode::InvalidInput, *problem);
    folder.title = *title;
    folder.uid = wanted.uid.isEmpty() ? randomUid() : wanted.uid;
    folder.description = wanted.description;
    folder.parentUid = wanted.parentUid == "general"_L1 ? QString() : wanted.parentUid;
    folder.createdBy = caller.userId;
    if (!folder.parentUid.isEmpty()) {
        if (auto parent = find(caller, folder.parentUid, Right::Edit, u"folders:create"_s); !parent)
            return tl::unexpected(parent.error());
    } else if (caller.role < OrgRole::Editor) {
        return fail(ErrorCode::Forbidden, u"Access denied"_s);
    }
    const auto made = m_database.transact([&](Transaction &transaction) -> Result<FolderId> {
        const auto seq = m_content.nextSequence(caller.orgId);
        if (!seq)
            return tl::unexpected(seq.error());
        const auto taken = m_folders.find(caller.orgId, folder.uid);
        if (!taken)
            return tl::unexpected(taken.error());
        if (*taken)
            return fail(ErrorCode::Conflict, u"a folder/dashboard with the same uid already exists"_s);
        const auto id = m_folders.insert(caller.orgId, folder, *seq);
        if (!id)
            return id;
        folder.id = *id;
        if (folder.parentUid.isEmpty()) {
            if (auto granted = m_permissions.grantCreator(caller, SecuredObject::folder(*id)); !granted)
                return tl::unexpected(granted.error());
        }
        transaction.publish(u"folder"_s, folder.uid);
        return id;
    });
    if (!made && made.error().code == ErrorCode::Conflict && made.error().detail != "a folder/dashboard with the same uid already exists"_L1)
        return fail(ErrorCode::Conflict, u"a folder or dashboard in the general folder with the same name already exists"_s);
    if (!made)
        return tl::unexpected(made.error());
    return get(caller, folder.uid);
}

Result<FolderView> FoldersService::update(const Principal &caller, const QString &uid, const FolderChange &change)
{
    auto found = find(caller, uid, Right::Edit, u"folders:write"_s);
    if (!found)
        return tl::unexpected(found.error());
    FolderEntry folder = found->folder;
    if (change.title) {
        const auto title = checkedTitle(*change.title);
        if (!title)
            return tl::unexpected(title.error());
        folder.title = *title;
    }
    if (change.description)
        folder.description = *change.description;
    folder.updatedBy = caller.userId;
    if (!change.overwrite && change.version != folder.version)
        return changedByOthers();
    const auto done = m_database.transact([&](Transaction &transaction) -> Result<void> {
        const auto seq = m_content.nextSequence(caller.orgId);
        if (!seq)
            return tl::unexpected(seq.error());
        const auto updated = m_folders.update(caller.orgId, folder, folder.version, *seq);
        if (!updated)
            return tl::unexpected(updated.error());
        if (!*updated)
            return changedByOthers();
        transaction.publish(u"folder"_s, folder.uid);
        return {};
    });
    if (!done && done.error().code == ErrorCode::Conflict)
        return fail(ErrorCode::Conflict, u"a folder or dashboard in the general folder with the same name already exists"_s);
    if (!done)
        return tl::unexpected(done.error());
    return get(caller, uid);
}

Result<void> FoldersService::changeParent(const Principal &caller, FolderEntry folder, const QString &parentUid)
{
    return m_database.transact([&](Transaction &transaction) -> Result<void> {
        const auto seq = m_content.nextSequence(caller.orgId); // from here on nobody else moves folders of this organisation
        if (!seq)
            return tl::unexpected(seq.error());
        const auto path = m_folders.path(caller.orgId, parentUid);
        if (!path)
            return tl::unexpected(path.error());
        const bool isBeneathItself = std::any_of(path->begin(), path->end(), [&](const FolderEntry &each) { return each.id == folder.id; });
        if (isBeneathItself)
            return fail(ErrorCode::InvalidInput, u"a folder cannot be moved into itself or a folder inside it"_s);
        folder.parentUid = parentUid;
        folder.updatedBy = caller.userId;
        const auto updated = m_folders.update(caller.orgId, folder, folder.version, *seq);
        if (!updated)
            return tl::unexpected(updated.error());
        if (!*updated)
            return changedByOthers();
        transaction.publish(u"folder"_s, folder.uid);
        return {};
    });
}

Result<FolderView> FoldersService::move(const Principal &caller, const QString &uid, const QString &parentUid)
{
    auto found = find(caller, uid, Right::Edit, u"folders:write"_s);
    if (!found)
        return tl::unexpected(found.error());
    const QString target = parentUid == "general"_L1 ? QString() : parentUid;
    if (!target.isEmpty()) {
        if (auto parent = find(caller, target, Right::Edit, u"folders:create"_s); !parent)
            return tl::unexpected(parent.error());
    } else if (caller.role < OrgRole::Editor) {
        return fail(ErrorCode::Forbidden, u"Access denied"_s);
    }
    const auto done = changeParent(caller, found->folder, target);
    if (!done && done.error().code == ErrorCode::Conflict)
        return fail(ErrorCode::Conflict, u"a folder with the same name already exists there"_s);
    if (!done)
        return tl::unexpected(done.error());
    return get(caller, uid);
}

Result<void> FoldersService::removeTree(const Principal &caller, const FolderEntry &folder)
{
    const auto seq = m_content.nextSequence(caller.orgId);
    if (!seq)
        return tl::unexpected(seq.error());
    auto folders = m_folders.descendants(caller.orgId, folder.uid);
    if (!folders)
        return tl::unexpected(folders.error());
    folders->push_back(folder);
    for (const FolderEntry &each : *folders) {
        const auto dashboards = m_dashboards.inFolder(caller.orgId, each.uid);
        if (!dashboards)
            return tl::unexpected(dashboards.error());
        for (const DashboardEntry &dashboard : *dashboards) {
            auto done = m_dashboards.remove(caller.orgId, dashboard.id)
                            .and_then([&] { return m_permissions.forget(caller.orgId, SecuredObject::Kind::Dashboard, dashboard.id.value); })
                            .and_then([&] { return m_content.noteDeleted(caller.orgId, *seq, {ObjectRef::Kind::Dashboard, dashboard.uid}); });
            if (!done)
                return done;
        }
        auto done = m_folders.remove(caller.orgId, each.id)
                        .and_then([&] { return m_permissions.forget(caller.orgId, SecuredObject::Kind::Folder, each.id.value); })
                        .and_then([&] { return m_content.noteDeleted(caller.orgId, *seq, {ObjectRef::Kind::Folder, each.uid}); });
        if (!done)
            return done;
    }
    return {};
}

Result<FolderEntry> FoldersService::remove(const Principal &caller, const QString &uid)
{
    auto found = find(caller, uid, Right::Edit, u"folders:delete"_s);
    if (!found)
        return tl::unexpected(found.error());
    const auto done = m_database.transact([&](Transaction &transaction) {
        transaction.publish(u"folder"_s, uid);
        return removeTree(caller, found->folder);
    });
    if (!done)
        return tl::unexpected(done.error());
    return std::move(found->folder);
}

Result<FolderCounts> FoldersService::counts(const Principal &caller, const QString &uid)
{
    if (auto found = find(caller, uid, Right::View, u"folders:read"_s); !found)
        return tl::unexpected(found.error());
    return m_catalogue.read(m_content, caller.orgId, [&](const OrgContent &content) {
        FolderCounts counts;
        const auto isInside = [&](const QString &folderUid) {
            const auto path = content.path(folderUid);
            return std::any_of(path.begin(), path.end(), [&](const FolderEntry *each) { return each->uid == uid; });
        };
        for (const auto &folder : content.folders())
            counts.folders += isInside(folder->parentUid);
        for (const auto &dashboard : content.dashboards())
            counts.dashboards += isInside(dashboard->folderUid);
        return counts;
    });
}

Result<std::pair<FolderEntry, SecuredObject>> FoldersService::administrated(const Principal &caller, const QString &uid)
{
    return find(caller, uid, Right::Admin, u"folders.permissions:write"_s).map([](Found found) {
        SecuredObject secured = found.secured();
        return std::pair(std::move(found.folder), std::move(secured));
    });
}

} // namespace mdash
