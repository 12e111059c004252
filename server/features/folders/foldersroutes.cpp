#include "features/folders/foldersroutes.h"

#include "api/bodyreader.h"
#include "base/timestamp.h"
#include "features/content/slug.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

void writeParents(JsonWriter &json, const std::vector<FolderEntry> &parents, const QString &subUrl)
{
    if (parents.empty())
        return;
    json.member("parentUid", parents.back().uid).key("parents").beginArray();
    for (const FolderEntry &parent : parents) {
        json.beginObject().member("id", parent.id.value).member("uid", parent.uid).member("title", parent.title);
        json.member("url", folderUrl(subUrl, parent.uid, parent.title)).endObject();
    }
    json.endArray();
}

} // namespace

void FoldersRoutes::declare(Router &router)
{
    const Access reads = Access::to("folders:read");
    router.add({Method::Get, "/api/folders", reads, 0, handler(this, &FoldersRoutes::list)});
    router.add({Method::Post, "/api/folders", Access::to("folders:create"), 64_KiB, handler(this, &FoldersRoutes::create)});
    router.add({Method::Get, "/api/folders/id/:id", reads, 0, handler(this, &FoldersRoutes::readById)});
    router.add({Method::Get, "/api/folders/:uid", reads, 0, handler(this, &FoldersRoutes::read)});
    router.add({Method::Put, "/api/folders/:uid", reads, 64_KiB, handler(this, &FoldersRoutes::update)});
    router.add({Method::Delete, "/api/folders/:uid", reads, 1_KiB, handler(this, &FoldersRoutes::remove)});
    router.add({Method::Post, "/api/folders/:uid/move", reads, 16_KiB, handler(this, &FoldersRoutes::move)});
    router.add({Method::Get, "/api/folders/:uid/counts", reads, 0, handler(this, &FoldersRoutes::counts)});
}

Response FoldersRoutes::answer(const FolderView &view, const Principal &caller) const
{
    const FolderEntry &folder = view.folder;
    const bool canEdit = view.right >= Right::Edit;
    const bool isGeneral = !folder.id.isSet();
    return Response::json(jsonBody([&](JsonWriter &json) {
        json.beginObject().member("id", folder.id.value).member("uid", folder.uid).member("orgId", caller.orgId.value).member("title", folder.title);
        json.member("url", isGeneral ? m_subUrl + u"/dashboards"_s : folderUrl(m_subUrl, folder.uid, folder.title));
        json.member("hasAcl", view.hasOwnGrants).member("canSave", canEdit).member("canEdit", canEdit);
        json.member("canAdmin", view.right == Right::Admin).member("canDelete", canEdit && !isGeneral);
        json.member("createdBy", view.createdBy).member("created", formatTimestamp(folder.createdAt));
        json.member("updatedBy", view.updatedBy).member("updated", formatTimestamp(folder.updatedAt)).member("version", folder.version);
        if (!folder.description.isEmpty())
            json.member("description", folder.description);
        writeParents(json, view.parents, m_subUrl);
        json.endObject();
    }));
}

Result<Response> FoldersRoutes::list(const Request &request, const Principal &caller)
{
    const QString parent = request.query("parentUid").value_or(request.query("parent_uid").value_or(QString()));
    const qint64 limit = request.queryInteger("limit", 0);
    const qint64 page = std::max<qint64>(1, request.queryInteger("page", 1));
    const Right least = request.query("permission") == u"Edit"_s ? Right::Edit : Right::View;
    return m_folders.list(caller, parent == "general"_L1 ? QString() : parent, least, limit > 0 ? limit : 1000, page)
        .map([](const std::vector<FolderEntry> &folders) {
            return Response::json(jsonBody([&](JsonWriter &json) {
                json.beginArray();
                for (const FolderEntry &folder : folders) {
                    json.beginObject().member("id", folder.id.value).member("uid", folder.uid).member("title", folder.title);
                    if (!folder.parentUid.isEmpty())
                        json.member("parentUid", folder.parentUid);
                    json.endObject();
                }
                json.endArray();
            }));
        });
}

Result<Response> FoldersRoutes::create(const Request &request, const Principal &caller)
{
    const auto body = request.json();
    if (!body)
        return tl::unexpected(body.error());
    BodyReader root(body->root());
    const NewFolder wanted{root.text("uid"), root.text("title"), root.text("description"), root.text("parentUid")};
    if (auto readable = root.done(); !readable)
        return tl::unexpected(readable.error());
    return m_folders.create(caller, wanted).map([&](const FolderView &view) { return answer(view, caller); });
}

Result<Response> FoldersRoutes::read(const Request &request, const Principal &caller)
{
    return m_folders.get(caller, request.param("uid")).map([&](const FolderView &view) { return answer(view, caller); });
}

Result<Response> FoldersRoutes::readById(const Request &request, const Principal &caller)
{
    return request.idParam("id")
        .and_then([&](qint64 id) { return m_folders.getById(caller, FolderId{id}); })
        .map([&](const FolderView &view) { return answer(view, caller); });
}

Result<Response> FoldersRoutes::update(const Request &request, const Principal &caller)
{
    const auto body = request.json();
    if (!body)
        return tl::unexpected(body.error());
    BodyReader root(body->root());
    FolderChange change;
    change.title = root.optionalText("title");
    change.description = root.optionalText("description");
    change.version = static_cast<int>(root.integer("version"));
    change.overwrite = root.boolean("overwrite");
    if (auto readable = root.done(); !readable)
        return tl::unexpected(readable.error());
    return m_folders.update(caller, request.param("uid"), change).map([&](const FolderView &view) { return answer(view, caller); });
}

Result<Response> FoldersRoutes::move(const Request &request, const Principal &caller)
{
    const auto body = request.json();
    if (!body)
        return tl::unexpected(body.error());
    BodyReader root(body->root());
    const QString parent = root.text("parentUid");
    if (auto readable = root.done(); !readable)
        return tl::unexpected(readable.error());
    return m_folders.move(caller, request.param("uid"), parent).map([&](const FolderView &view) {
        return answer(view, caller);
    });
}

Result<Response> FoldersRoutes::remove(const Request &request, const Principal &caller)
{
    return m_folders.remove(caller, request.param("uid")).map([](const FolderEntry &folder) {
        return Response::json(jsonBody([&](JsonWriter &json) {
            json.beginObject().member("id", folder.id.value).member("title", folder.title);
            json.member("message", "Folder deleted").endObject();
        }));
    });
}

Result<Response> FoldersRoutes::counts(const Request &request, const Principal &caller)
{
    return m_folders.counts(caller, request.param("uid")).map([](const FolderCounts &counts) {
        return Response::json(jsonBody([&](JsonWriter &json) {
            json.beginObject().member("folder", counts.folders).member("dashboard", counts.dashboards);
            json.member("librarypanel", 0).member("alertrule", 0).endObject();
        }));
    });
}

} // namespace mdash
