#include "features/dashboards/objectpermissionsroutes.h"

#include "base/timestamp.h"
#include "features/content/slug.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

using Grants = std::vector<std::pair<Grantee, Right>>;

Result<Grants> readItems(const JsonValue &body)
{
    Grants grants;
    for (const JsonValue &item : body.member("items").elements()) {
        Grantee grantee;
        grantee.userId = UserId{item.member("userId").integer()};
        grantee.teamId = TeamId{item.member("teamId").integer()};
        if (const auto role = parseRole(item.member("role").text()))
            grantee.role = *role;
        const int named = grantee.userId.isSet() + grantee.teamId.isSet() + (grantee.role != OrgRole::None);
        if (named != 1)
            return fail(ErrorCode::Conflict, u"an item names a user, a team or a role: expected exactly one of them"_s);
        const auto right = rightOfNumber(item.member("permission").integer());
        if (!right || *right == Right::None)
            return fail(ErrorCode::InvalidInput, u"permission: expected 1, 2 or 4, got %1"_s.arg(item.member("permission").integer()));
        if (grantee.role != OrgRole::Admin) // an administrator's right cannot be changed
            grants.emplace_back(grantee, *right);
    }
    return grants;
}

void writeGrant(JsonWriter &json, const ObjectGrant &grant, bool isFolder)
{
    json.beginObject();
    json.member("created", formatTimestamp(grant.createdAt)).member("updated", formatTimestamp(grant.updatedAt));
    json.member("userId", grant.grantee.userId.value).member("userLogin", grant.userLogin).member("userEmail", grant.userEmail).member("userAvatarUrl", "");
    json.member("teamId", grant.grantee.teamId.value).member("teamEmail", grant.teamEmail).member("teamAvatarUrl", "").member("team", grant.teamName);
    if (grant.grantee.role != OrgRole::None)
        json.member("role", roleName(grant.grantee.role));
    json.member("permission", static_cast<int>(grant.right)).member("permissionName", rightName(grant.right));
    json.member("isFolder", isFolder).member("inherited", grant.isInherited);
}

} // namespace

ObjectPermissionsRoutes::ObjectPermissionsRoutes(FoldersService &folders, DashboardsService &dashboards, PermissionsService &permissions, QString subUrl)
    : m_folders(folders), m_dashboards(dashboards), m_permissions(permissions), m_subUrl(std::move(subUrl))
{
}

void ObjectPermissionsRoutes::declare(Router &router)
{
    const Access folders = Access::to("folders:read");
    const Access dashboards = Access::to("dashboards:read");
    router.add({Method::Get, "/api/folders/:uid/permissions", folders, 0, handler(this, &ObjectPermissionsRoutes::listFolder)});
    router.add({Method::Post, "/api/folders/:uid/permissions", folders, 1_MiB, handler(this, &ObjectPermissionsRoutes::replaceFolder)});
    for (const std::string place : {"/api/dashboards/uid/:uid/permissions", "/api/dashboards/id/:id/permissions"}) {
        router.add({Method::Get, place, dashboards, 0, handler(this, &ObjectPermissionsRoutes::listDashboard)});
        router.add({Method::Post, place, dashboards, 1_MiB, handler(this, &ObjectPermissionsRoutes::replaceDashboard)});
    }
}

Result<ObjectPermissionsRoutes::Subject> ObjectPermissionsRoutes::folder(const Request &request, const Principal &caller)
{
    return m_folders.administrated(caller, request.param("uid")).map([&](const std::pair<FolderEntry, SecuredObject> &found) {
        const FolderEntry &entry = found.first;
        return Subject{caller.orgId, found.second, entry.id.value, entry.uid, entry.title, folderUrl(m_subUrl, entry.uid, entry.title), true};
    });
}

Result<ObjectPermissionsRoutes::Subject> ObjectPermissionsRoutes::dashboard(const Request &request, const Principal &caller)
{
    const QString uid = request.param("uid");
    const auto view = uid.isEmpty()
        ? request.idParam("id").and_then([&](qint64 id) { return m_dashboards.getById(caller, DashboardId{id}); })
        : m_dashboards.get(caller, uid);
    if (!view)
        return tl::unexpected(view.error());
    if (auto allowed = m_dashboards.require(caller, *view, Right::Admin, u"dashboards.permissions:write"_s); !allowed)
        return tl::unexpected(allowed.error());
    const DashboardEntry &entry = view->record.entry;
    return Subject{caller.orgId, DashboardsService::secured(*view), entry.id.value, entry.uid, entry.title,
                   dashboardUrl(m_subUrl, entry.uid, entry.title), false};
}

Result<Response> ObjectPermissionsRoutes::list(const Result<Subject> &subject)
{
    if (!subject)
        return tl::unexpected(subject.error());
    return m_permissions.grantsOn(subject->orgId, subject->secured).map([&](const std::vector<ObjectGrant> &grants) {
        return Response::json(jsonBody([&](JsonWriter &json) {
            json.beginArray();
            for (const ObjectGrant &grant : grants) {
                writeGrant(json, grant, subject->isFolder);
                json.member(subject->isFolder ? "folderId" : "dashboardId", subject->id).member("uid", subject->uid);
                json.member("title", subject->title).member("slug", slugOf(subject->title)).member("url", subject->url).endObject();
            }
            json.endArray();
        }));
    });
}

Result<Response> ObjectPermissionsRoutes::replace(const Request &request, const Result<Subject> &subject)
{
    if (!subject)
        return tl::unexpected(subject.error());
    const auto body = request.json();
    if (!body)
        return tl::unexpected(body.error());
    auto grants = readItems(body->root());
    if (!grants)
        return tl::unexpected(grants.error());
    const auto done = m_permissions.replace(subject->orgId, subject->secured, std::move(*grants));
    if (!done)
        return tl::unexpected(done.error());
    if (!subject->isFolder)
        return Response::message("Dashboard permissions updated");
    return Response::json(jsonBody([&](JsonWriter &json) {
        json.beginObject().member("id", subject->id).member("title", subject->title).member("message", "Folder permissions updated").endObject();
    }));
}

} // namespace mdash
