#include "features/dashboards/dashboardsroutes.h"

#include "api/bodyreader.h"
#include "base/timestamp.h"
#include "features/content/slug.h"
#include "features/dashboards/dashboarddifference.h"
#include "features/dashboards/dashboarderrors.h"
#include "features/dashboards/dashboardjson.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

std::optional<QString> optionalText(const JsonValue &value)
{
    return value.isString() ? std::optional(value.text()) : std::nullopt;
}

std::optional<FolderId> optionalFolder(const JsonValue &value)
{
    return value.isNumber() ? std::optional(FolderId{value.integer()}) : std::nullopt;
}

} // namespace

DashboardsRoutes::DashboardsRoutes(DashboardsService &dashboards, DashboardImport &importer, HomeDashboardOf homeOf, QString subUrl, std::string home)
    : m_dashboards(dashboards), m_import(importer), m_homeOf(std::move(homeOf)), m_subUrl(std::move(subUrl)), m_home(std::move(home))
{
}

void DashboardsRoutes::declare(Router &router)
{
    const Access reads = Access::to("dashboards:read");
    const Access writes = Access::to("dashboards:create|dashboards:write");
    router.add({Method::Post, "/api/dashboards/db", writes, 16_MiB, handler(this, &DashboardsRoutes::save)});
    router.add({Method::Post, "/api/dashboards/import", writes, 32_MiB, handler(this, &DashboardsRoutes::import)});
    router.add({Method::Post, "/api/dashboards/trim", Access::signedIn(), 16_MiB, handler(this, &DashboardsRoutes::trim)});
    router.add({Method::Post, "/api/dashboards/calculate-diff", writes, 16_MiB, handler(this, &DashboardsRoutes::difference)});
    router.add({Method::Get, "/api/dashboards/home", Access::signedIn(), 0, handler(this, &DashboardsRoutes::home)});
    router.add({Method::Get, "/api/dashboards/uid/:uid", reads, 0, handler(this, &DashboardsRoutes::read), WithoutDatabase::Remembers});
    router.add({Method::Delete, "/api/dashboards/uid/:uid", reads, 1_KiB, handler(this, &DashboardsRoutes::remove)});
    for (const std::string place : {"/api/dashboards/uid/:uid", "/api/dashboards/id/:id"}) {
        router.add({Method::Get, place + "/versions", reads, 0, handler(this, &DashboardsRoutes::versions)});
        router.add({Method::Get, place + "/versions/:version", reads, 0, handler(this, &DashboardsRoutes::version)});
        router.add({Method::Post, place + "/restore", reads, 16_KiB, handler(this, &DashboardsRoutes::restore)});
    }
}

Result<DashboardView> DashboardsRoutes::named(const Request &request, const Principal &caller)
{
    if (const QString uid = request.param("uid"); !uid.isEmpty())
        return m_dashboards.get(caller, uid);
    return request.idParam("id").and_then([&](qint64 id) { return m_dashboards.getById(caller, DashboardId{id}); });
}

Result<Response> DashboardsRoutes::save(const Request &request, const Principal &caller)
{
    const auto body = request.json();
    if (!body)
        return tl::unexpected(body.error());
    BodyReader root(body->root());
    const JsonValue model = root.object("dashboard");
    if (!model.isObject())
        return badRequestData();
    SaveDashboard command;
    command.model = rawMember(request.body, "dashboard"); // as it was sent: order, number forms and unknown members stay
    if (command.model.empty())
        command.model = model.json(); // the member's name was spelled otherwise
    command.parsed = model;
    command.folderUid = root.optionalText("folderUid");
    if (const auto id = root.optionalInteger("folderId"))
        command.folderId = FolderId{*id};
    command.message = root.text("message");
    command.overwrite = root.boolean("overwrite");
    if (auto readable = root.done(); !readable)
        return tl::unexpected(readable.error());
    return m_dashboards.save(caller, command).map([&](const SavedDashboard &saved) { return Response::json(savedAnswer(saved, m_subUrl)); });
}

Result<Response> DashboardsRoutes::read(const Request &request, const Principal &caller)
{
    return named(request, caller).map([&](const DashboardView &view) { return Response::json(dashboardAnswer(view, caller, m_subUrl)); });
}

Result<Response> DashboardsRoutes::remove(const Request &request, const Principal &caller)
{
    return m_dashboards.remove(caller, request.param("uid")).map([](const DashboardEntry &entry) {
        return Response::json(jsonBody([&](JsonWriter &json) {
            json.beginObject().member("title", entry.title).member("message", u"Dashboard %1 deleted"_s.arg(entry.title));
            json.member("id", entry.id.value).member("uid", entry.uid).endObject();
        }));
    });
}

Result<Response> DashboardsRoutes::home(const Request &, const Principal &caller)
{
    const auto chosen = m_homeOf(caller);
    if (!chosen)
        return tl::unexpected(chosen.error());
    if (!chosen->isEmpty()) {
        if (const auto view = m_dashboards.get(caller, *chosen)) {
            const QString url = dashboardUrl(m_subUrl, view->record.entry.uid, view->record.entry.title);
            return Response::json(jsonBody([&](JsonWriter &json) { json.beginObject().member("redirectUri", url).endObject(); }));
        }
    }
    return Response::json(jsonBody([&](JsonWriter &json) {
        json.beginObject().key("meta").beginObject().member("isHome", true).member("canSave", false).member("canEdit", caller.role >= OrgRole::Editor);
        json.member("canAdmin", false).member("canStar", false).member("canDelete", false).member("slug", "").member("url", "");
        json.member("expires", formatTimestamp(0)).member("created", formatTimestamp(0)).member("updated", formatTimestamp(0));
        json.member("updatedBy", "").member("createdBy", "").member("version", 0).member("hasAcl", false).member("isFolder", false);
        json.member("folderId", 0).member("folderUid", "").member("folderTitle", "General").member("folderUrl", "");
        json.member("provisioned", false).member("provisionedExternalId", "").endObject().rawMember("dashboard", m_home).endObject();
    }));
}

Result<Response> DashboardsRoutes::import(const Request &request, const Principal &caller)
{
    const auto body = request.json();
    if (!body)
        return tl::unexpected(body.error());
    const JsonValue root = body->root();
    ImportDashboard command;
    command.model = root.member("dashboard");
    if (!command.model.isObject())
        return fail(ErrorCode::Unprocessable, u"Dashboard must be set"_s);
    for (const JsonValue &input : root.member("inputs").elements()) {
        command.inputs.push_back({std::string(input.member("name").string()), std::string(input.member("type").string()),
                                  std::string(input.member("pluginId").string()), std::string(input.member("value").string())});
    }
    command.folderUid = optionalText(root.member("folderUid"));
    command.folderId = optionalFolder(root.member("folderId"));
    command.overwrite = root.member("overwrite").boolean();
    return m_import.import(caller, command).map([&](const SavedDashboard &saved) {
        return Response::json(jsonBody([&](JsonWriter &json) {
            const QString url = dashboardUrl(m_subUrl, saved.entry.uid, saved.entry.title);
            json.beginObject().member("uid", saved.entry.uid).member("pluginId", root.member("pluginId").string()).member("title", saved.entry.title);
            json.member("imported", true).member("importedUri", u"db/"_s + slugOf(saved.entry.title)).member("importedUrl", url);
            json.member("slug", slugOf(saved.entry.title)).member("dashboardId", saved.entry.id.value);
            json.member("folderId", saved.folders.empty() ? 0 : saved.folders.back().id.value).member("folderUid", saved.entry.folderUid);
            json.member("importedRevision", saved.entry.version).member("revision", saved.entry.version).member("description", "");
            json.member("path", root.member("path").string()).member("removed", false).endObject();
        }));
    });
}

Result<Response> DashboardsRoutes::trim(const Request &request, const Principal &)
{
    return request.json().and_then([](const JsonDocument &body) -> Result<Response> {
        if (!body.root().member("dashboard").isObject())
            return badRequestData();
        return Response::json(jsonBody([&](JsonWriter &json) {
            json.beginObject().rawMember("dashboard", body.root().member("dashboard").json());
            json.rawMember("meta", body.root().member("meta").json()).endObject();
        }));
    });
}

Result<Response> DashboardsRoutes::versions(const Request &request, const Principal &caller)
{
    const auto view = named(request, caller);
    if (!view)
        return tl::unexpected(view.error());
    const qint64 limit = request.queryInteger("limit", 0);
    const qint64 start = std::max<qint64>(0, request.queryInteger("start", 0));
    return m_dashboards.versions(caller, *view, limit > 0 ? limit : 1000, start).map([&](const std::vector<DashboardVersion> &versions) {
        return Response::json(jsonBody([&](JsonWriter &json) {
            json.beginArray();
            for (const DashboardVersion &each : versions)
                writeVersion(json, each, view->record.entry.uid, nullptr);
            json.endArray();
        }));
    });
}

Result<Response> DashboardsRoutes::version(const Request &request, const Principal &caller)
{
    const auto view = named(request, caller);
    if (!view)
        return tl::unexpected(view.error());
    const int number = request.param("version").toInt();
    return m_dashboards.version(caller, *view, number).map([&](const std::pair<DashboardVersion, std::string> &found) {
        return Response::json(jsonBody([&](JsonWriter &json) { writeVersion(json, found.first, view->record.entry.uid, &found.second); }));
    });
}

Result<Response> DashboardsRoutes::restore(const Request &request, const Principal &caller)
{
    const auto body = request.json();
    if (!body)
        return tl::unexpected(body.error());
    const auto view = named(request, caller);
    if (!view)
        return tl::unexpected(view.error());
    const int number = static_cast<int>(body->root().member("version").integer());
    return m_dashboards.restore(caller, *view, number).map([&](const SavedDashboard &saved) { return Response::json(savedAnswer(saved, m_subUrl)); });
}

Result<Response> DashboardsRoutes::difference(const Request &request, const Principal &caller)
{
    const auto body = request.json();
    if (!body)
        return tl::unexpected(body.error());
    const auto side = [&](std::string_view name) -> Result<JsonDocument> {
        const JsonValue wanted = body->root().member(name);
        if (wanted.member("unsavedDashboard").isObject())
            return JsonDocument::parse(wanted.member("unsavedDashboard").json());
        return m_dashboards.getById(caller, DashboardId{wanted.member("dashboardId").integer()})
            .and_then([&](const DashboardView &view) { return m_dashboards.version(caller, view, static_cast<int>(wanted.member("version").integer())); })
            .and_then([](const std::pair<DashboardVersion, std::string> &found) { return JsonDocument::parse(found.second); });
    };
    const auto before = side("base");
    if (!before)
        return tl::unexpected(before.error());
    const auto after = side("new");
    if (!after)
        return tl::unexpected(after.error());
    const auto differences = differencesOf(before->root(), after->root());
    if (body->root().member("diffType").string() == "delta")
        return Response::json(differencesDelta(differences));
    Response html = Response::text(differencesHtml(differences));
    html.contentType = "text/html; charset=UTF-8";
    return html;
}

} // namespace mdash
