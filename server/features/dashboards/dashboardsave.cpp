#include "features/dashboards/dashboarderrors.h"
#include "features/dashboards/dashboardsservice.h"

#include "base/duration.h"
#include "base/failpoint.h"
#include "features/content/slug.h"
#include "platform/crypto/random.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

/// What a save knows while it resolves what the client meant, in the order of http-api §3.2.
struct DashboardsService::Draft
{
    QString title, uid;
    QStringList tags;
    std::optional<qint64> id, version;        // as sent
    std::string refresh;                      // JSON text of a raised refresh; empty: as it is
    std::optional<DashboardRecord> existing;  // that the save changes
    QString folderUid;
    std::vector<FolderEntry> folders;         // that hold it, root first
    DashboardEntry entry;                     // as written
};

namespace {

Result<JsonDocument> parseModel(const std::string &model)
{
    auto document = JsonDocument::parse(model);
    if (document && !document->root().isObject())
        return fail(ErrorCode::InvalidInput, u"bad request data"_s);
    return document;
}

QStringList tagsOf(const JsonValue &model)
{
    constexpr qsizetype longest = 190;
    QStringList tags;
    for (const JsonValue &tag : model["tags"].elements()) {
        if (tag.isString() && !tag.string().empty())
            tags.append(tag.text().left(longest));
    }
    tags.sort();
    tags.removeDuplicates();
    return tags;
}

/// The refresh to store instead of one that is shorter than @p shortest, as JSON text; else empty.
std::string raisedRefresh(const JsonValue &model, Millis shortest)
{
    const auto interval = parseDuration(model["refresh"].string());
    if (!interval || interval->count() == 0 || *interval >= shortest)
        return {};
    std::string text;
    JsonWriter(text).value(formatDuration(shortest));
    return text;
}

std::optional<qint64> idOf(const JsonValue &model)
{
    const qint64 id = model["id"].integer(0);
    return id > 0 ? std::optional(id) : std::nullopt;
}

} // namespace

Result<SavedDashboard> DashboardsService::save(const Principal &caller, const SaveDashboard &command)
{
    if (command.parsed.exists())
        return save(caller, command, command.parsed);
    const auto document = parseModel(command.model);
    if (!document)
        return tl::unexpected(document.error());
    return save(caller, command, document->root());
}

Result<SavedDashboard> DashboardsService::save(const Principal &caller, const SaveDashboard &command, const JsonValue &model)
{
    constexpr qsizetype longestTitle = 255;
    Draft draft;
    draft.title = model["title"].text().trimmed();
    draft.uid = model["uid"].text();
    draft.id = idOf(model);
    draft.version = model["version"].isNumber() ? std::optional(model["version"].integer()) : std::nullopt;
    draft.tags = tagsOf(model);
    draft.refresh = raisedRefresh(model, m_settings.minRefreshInterval);
    if (draft.title.isEmpty())
        return dashboardTitleEmpty();
    if (draft.title.size() > longestTitle)
        return fail(ErrorCode::InvalidInput, u"dashboard title has %1 characters: at most %2 are accepted"_s.arg(draft.title.size()).arg(longestTitle));
    if (const auto problem = problemWithUid(draft.uid))
        return fail(ErrorCode::InvalidInput, *problem);
    auto saved = m_database.transact([&](Transaction &transaction) {
        Draft attempt = draft;
        return saveInTransaction(caller, command, attempt, transaction);
    });
    if (!saved && saved.error().code == ErrorCode::Conflict)
        return dashboardTitleTaken(); // somebody took it between our look and our write
    if (saved) {
        if (const auto goOn = failPoint(FailPoint::DashboardSaved); !goOn)
            return tl::unexpected(goOn.error());
    }
    return saved;
}

Result<SavedDashboard> DashboardsService::saveInTransaction(const Principal &caller, const SaveDashboard &command, Draft &draft, Transaction &transaction)
{
    const auto seq = m_content.nextSequence(caller.orgId);
    if (!seq)
        return tl::unexpected(seq.error());
    auto done = resolveExisting(caller, command, draft)
                    .and_then([&] { return resolveFolder(caller, command, draft); })
                    .and_then([&] { return resolveTitle(caller, command, draft, *seq); })
                    .and_then([&] { return command.isProvisioning ? Result<void>() : requireSave(caller, draft); })
                    .and_then([&] { return write(caller, command, draft, *seq); });
    if (!done)
        return tl::unexpected(done.error());
    transaction.publish(u"dashboard"_s, draft.entry.uid);
    return SavedDashboard{std::move(draft.entry), std::move(draft.folders)};
}

Result<void> DashboardsService::resolveExisting(const Principal &caller, const SaveDashboard &command, Draft &draft)
{
    if (draft.id) {
        auto byId = m_dashboards.find(caller.orgId, DashboardId{*draft.id}, caller.userId);
        if (!byId)
            return tl::unexpected(byId.error());
        if (!*byId && !command.isProvisioning)
            return unknownDashboardId();
        draft.existing = std::move(*byId);
    }
    if (!draft.uid.isEmpty()) {
        auto byUid = m_dashboards.find(caller.orgId, draft.uid, caller.userId);
        if (!byUid)
            return tl::unexpected(byUid.error());
        if (*byUid && draft.existing && draft.existing->entry.id != (*byUid)->entry.id)
            return fail(ErrorCode::InvalidInput, u"A dashboard with the same uid already exists"_s);
        if (*byUid)
            draft.existing = std::move(*byUid);
    }
    if (draft.existing && !command.overwrite && !command.isProvisioning && draft.version.value_or(0) != draft.existing->entry.version)
        return dashboardVersionMismatch();
    return {};
}

Result<void> DashboardsService::resolveFolder(const Principal &caller, const SaveDashboard &command, Draft &draft)
{
    if (command.folderUid && !command.folderUid->isEmpty() && *command.folderUid != "general"_L1) {
        draft.folderUid = *command.folderUid;
    } else if (command.folderId && command.folderId->isSet()) {
        auto folder = m_folders.find(caller.orgId, *command.folderId);
        if (!folder)
            return tl::unexpected(folder.error());
        if (!*folder)
            return fail(ErrorCode::NotFound, u"Folder not found"_s);
        draft.folderUid = (*folder)->uid;
    }
    auto folders = m_folders.path(caller.orgId, draft.folderUid);
    if (!folders)
        return tl::unexpected(folders.error());
    if (folders->empty() && !draft.folderUid.isEmpty())
        return fail(ErrorCode::InvalidInput, u"Folder not found"_s);
    draft.folders = std::move(*folders);
    return {};
}

Result<void> DashboardsService::resolveTitle(const Principal &caller, const SaveDashboard &command, Draft &draft, qint64 seq)
{
    const auto folder = m_folders.findByTitle(caller.orgId, draft.folderUid, draft.title);
    if (!folder)
        return tl::unexpected(folder.error());
    if (*folder)
        return dashboardTitleOfFolder();
    const auto other = m_dashboards.findByTitle(caller.orgId, draft.folderUid, draft.title);
    if (!other)
        return tl::unexpected(other.error());
    if (!*other || (draft.existing && draft.existing->entry.id == (*other)->id))
        return {};
    if (!command.overwrite)
        return dashboardTitleTaken();
    if (!draft.existing) { // the save replaces the dashboard of that title
        auto record = m_dashboards.find(caller.orgId, (*other)->id, caller.userId);
        if (!record)
            return tl::unexpected(record.error());
        draft.existing = std::move(*record);
        return {};
    }
    const DashboardView replaced{.record = {.entry = **other}, .folders = draft.folders};
    return require(caller, replaced, Right::Edit, u"dashboards:delete"_s).and_then([&] { return removeRow(caller.orgId, **other, seq); });
}

Result<void> DashboardsService::requireSave(const Principal &caller, const Draft &draft)
{
    const auto denied = fail(ErrorCode::Forbidden, u"Access denied to save dashboard"_s);
    const bool isMoved = !draft.existing || draft.existing->entry.folderUid != draft.folderUid;
    if (draft.existing) {
        if (!draft.existing->allowsChanges)
            return fail(ErrorCode::InvalidInput, u"Cannot save provisioned dashboard"_s);
        DashboardView view{.record = *draft.existing, .folders = draft.folders};
        if (isMoved) {
            auto folders = m_folders.path(caller.orgId, draft.existing->entry.folderUid);
            if (!folders)
                return tl::unexpected(folders.error());
            view.folders = std::move(*folders);
        }
        const auto right = m_permissions.rightOn(caller, secured(view));
        if (!right)
            return tl::unexpected(right.error());
        if (*right < Right::Edit)
            return denied;
    }
    if (!isMoved)
        return {};
    if (draft.folders.empty())
        return caller.role >= OrgRole::Editor ? Result<void>() : Result<void>(denied);
    std::vector<FolderId> parents;
    for (const FolderEntry &folder : draft.folders)
        parents.push_back(folder.id);
    const FolderId target = parents.back();
    parents.pop_back();
    const auto right = m_permissions.rightOn(caller, SecuredObject::folder(target, std::move(parents)));
    if (!right)
        return tl::unexpected(right.error());
    return *right >= Right::Edit ? Result<void>() : Result<void>(denied);
}

Result<void> DashboardsService::write(const Principal &caller, const SaveDashboard &command, Draft &draft, qint64 seq)
{
    DashboardEntry &entry = draft.entry;
    const int parentVersion = draft.existing ? draft.existing->entry.version : 0;
    if (draft.existing)
        entry = draft.existing->entry;
    if (!draft.uid.isEmpty())
        entry.uid = draft.uid;
    else if (entry.uid.isEmpty())
        entry.uid = randomUid();
    entry.folderUid = draft.folderUid;
    entry.title = draft.title;
    entry.tags = draft.tags;
    entry.version = parentVersion + 1;
    entry.updatedBy = caller.userId;
    if (draft.existing) {
        if (auto done = m_dashboards.update(caller.orgId, entry, seq); !done)
            return done;
    } else {
        const auto id = m_dashboards.insert(caller.orgId, entry, seq);
        if (!id)
            return tl::unexpected(id.error());
        entry.id = *id;
        if (draft.folders.empty() && !command.isProvisioning) {
            if (auto done = m_permissions.grantCreator(caller, SecuredObject::dashboard(*id)); !done)
                return done;
        }
    }
    std::vector<std::pair<std::string, std::string>> members{{"id", std::to_string(entry.id.value)}, {"uid", {}}, {"version", std::to_string(entry.version)}};
    JsonWriter(members[1].second).value(entry.uid);
    if (!draft.refresh.empty())
        members.emplace_back("refresh", draft.refresh);
    const std::string data = withMembersOfObject(command.model, members);
    constexpr qsizetype longestMessage = 500;
    const QString message = draft.existing ? command.message.left(longestMessage) : u"Initial save"_s;
    const DashboardVersion version{0, entry.id, entry.version, parentVersion, command.restoredFrom, 0, caller.userId, {}, message};
    auto done = m_dashboards.insertVersion(version, data);
    if (done && entry.version > m_settings.versionsToKeep)
        done = m_dashboards.pruneVersions(entry.id, entry.version - m_settings.versionsToKeep);
    return done;
}

} // namespace mdash
