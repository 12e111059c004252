#include "features/dashboards/dashboardjson.h"

#include "base/timestamp.h"
#include "features/content/slug.h"
#include "platform/http/response.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

QString loginOr(const QString &login)
{
    return login.isEmpty() ? u"Anonymous"_s : login;
}

void writeFolder(JsonWriter &json, const DashboardView &view, const QString &subUrl)
{
    if (view.folders.empty()) {
        json.member("folderId", 0).member("folderUid", "").member("folderTitle", "General").member("folderUrl", "");
        return;
    }
    const FolderEntry &folder = view.folders.back();
    json.member("folderId", folder.id.value).member("folderUid", folder.uid).member("folderTitle", folder.title);
    json.member("folderUrl", folderUrl(subUrl, folder.uid, folder.title));
}

void writeAnnotationsPermissions(JsonWriter &json, bool canEdit, const Principal &caller)
{
    const auto rights = [&](std::string_view name, bool allowed) {
        json.key(name).beginObject().member("canAdd", allowed).member("canEdit", allowed).member("canDelete", allowed).endObject();
    };
    json.key("annotationsPermissions").beginObject();
    rights("dashboard", canEdit);
    rights("organization", caller.role >= OrgRole::Editor);
    json.endObject();
}

} // namespace

std::string dashboardAnswer(const DashboardView &view, const Principal &caller, const QString &subUrl)
{
    const DashboardEntry &entry = view.record.entry;
    const bool canEdit = view.right >= Right::Edit;
    std::string text;
    text.reserve(view.body->size() + 1024);
    JsonWriter json(text);
    json.beginObject().key("meta").beginObject();
    json.member("type", "db").member("isStarred", view.record.isStarred).member("canSave", canEdit).member("canEdit", canEdit);
    json.member("canAdmin", view.right == Right::Admin).member("canStar", caller.isUser()).member("canDelete", canEdit);
    json.member("slug", slugOf(entry.title)).member("url", dashboardUrl(subUrl, entry.uid, entry.title));
    json.member("expires", formatTimestamp(0)).member("created", formatTimestamp(entry.createdAt)).member("updated", formatTimestamp(entry.updatedAt));
    json.member("updatedBy", loginOr(view.updatedBy)).member("createdBy", loginOr(view.createdBy));
    json.member("version", entry.version).member("hasAcl", view.record.hasOwnGrants).member("isFolder", false);
    writeFolder(json, view, subUrl);
    json.member("provisioned", view.record.isProvisioned).member("provisionedExternalId", view.record.externalId);
    writeAnnotationsPermissions(json, canEdit, caller);
    if (caller.staleFor)
        json.member("staleForSeconds", static_cast<qint64>(std::chrono::ceil<std::chrono::seconds>(*caller.staleFor).count()));
    json.member("hasPublicDashboard", false).member("publicDashboardUid", "").member("publicDashboardEnabled", false);
    json.endObject().rawMember("dashboard", *view.body).endObject();
    return text;
}

std::string savedAnswer(const SavedDashboard &saved, const QString &subUrl)
{
    return jsonBody([&](JsonWriter &json) {
        json.beginObject().member("id", saved.entry.id.value).member("uid", saved.entry.uid);
        json.member("url", dashboardUrl(subUrl, saved.entry.uid, saved.entry.title)).member("slug", slugOf(saved.entry.title));
        json.member("status", "success").member("version", saved.entry.version).member("folderUid", saved.entry.folderUid).endObject();
    });
}

void writeVersion(JsonWriter &json, const DashboardVersion &version, const QString &uid, const std::string *data)
{
    json.beginObject().member("id", version.id).member("dashboardId", version.dashboardId.value).member("dashboardUid", uid);
    json.member("uid", uid).member("parentVersion", version.parentVersion).member("restoredFrom", version.restoredFrom);
    json.member("version", version.version).member("created", formatTimestamp(version.createdAt));
    json.member("createdBy", loginOr(version.createdBy)).member("message", version.message);
    if (data)
        json.rawMember("data", *data);
    json.endObject();
}

} // namespace mdash
