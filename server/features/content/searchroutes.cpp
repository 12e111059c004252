#include "features/content/searchroutes.h"

#include "features/content/slug.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr qint64 mostHits = 5000;

/// Values of a repeated parameter; clients also join ids and uids by commas.
QStringList listOf(const Request &request, std::string_view name)
{
    QStringList values;
    for (const QString &value : request.queryAll(name))
        values += value.split(u',', Qt::SkipEmptyParts);
    return values;
}

std::vector<qint64> numbersOf(const Request &request, std::string_view name)
{
    std::vector<qint64> numbers;
    for (const QString &value : listOf(request, name)) {
        bool isNumber = false;
        const qint64 number = value.toLongLong(&isNumber);
        if (isNumber)
            numbers.push_back(number);
    }
    return numbers;
}

SearchQuery queryOf(const Request &request)
{
    SearchQuery query;
    query.text = request.query("query").value_or(QString());
    query.tags = request.queryAll("tag");
    query.tags.removeAll(QString());
    const QString type = request.query("type").value_or(QString());
    query.folders = type != "dash-db"_L1;
    query.dashboards = !type.startsWith("dash-folder"_L1);
    query.dashboardIds = numbersOf(request, "dashboardIds");
    query.folderIds = numbersOf(request, "folderIds");
    query.dashboardUids = listOf(request, "dashboardUIDs") + listOf(request, "dashboardUID");
    query.folderUids = listOf(request, "folderUIDs");
    query.onlyStarred = request.queryBoolean("starred");
    query.least = request.query("permission") == u"Edit"_s ? Right::Edit : Right::View;
    query.descending = request.query("sort") == u"alpha-desc"_s;
    const qint64 limit = request.queryInteger("limit", 0);
    query.limit = limit > 0 ? limit : 1000;
    query.page = std::max<qint64>(1, request.queryInteger("page", 1));
    return query;
}

} // namespace

void SearchRoutes::declare(Router &router)
{
    router.add({Method::Get, "/api/search", Access::signedIn(), 0, handler(this, &SearchRoutes::search)});
    router.add({Method::Get, "/api/search/sorting", Access::signedIn(), 0, handler(this, &SearchRoutes::sorting)});
    router.add({Method::Get, "/api/dashboards/tags", Access::signedIn(), 0, handler(this, &SearchRoutes::tags)});
    router.add({Method::Get, "/api/dashboards/ids/:ids", Access::signedIn(), 0, handler(this, &SearchRoutes::uids)});
}

Result<Response> SearchRoutes::search(const Request &request, const Principal &caller)
{
    const SearchQuery query = queryOf(request);
    if (query.limit > mostHits)
        return fail(ErrorCode::Unprocessable, u"Limit is above maximum allowed (5000), use page parameter to access hits beyond limit"_s);
    if (!query.dashboardIds.empty() && !query.dashboardUids.isEmpty())
        return fail(ErrorCode::InvalidInput, u"search supports UIDs or IDs, not both"_s);
    return m_search.search(caller, query).map([&](const std::vector<SearchHit> &hits) {
        return Response::json(jsonBody([&](JsonWriter &json) {
            json.beginArray();
            for (const SearchHit &hit : hits) {
                json.beginObject().member("id", hit.id).member("uid", hit.uid).member("title", hit.title);
                json.member("uri", u"db/"_s + hit.slug);
                json.member("url", hit.isFolder ? folderUrlOfSlug(m_subUrl, hit.uid, hit.slug) : dashboardUrlOfSlug(m_subUrl, hit.uid, hit.slug));
                json.member("slug", "").member("type", hit.isFolder ? "dash-folder" : "dash-db").key("tags").beginArray();
                for (const QString &tag : hit.tags)
                    json.value(tag);
                json.endArray().member("isStarred", hit.isStarred);
                if (hit.folderId.isSet()) {
                    json.member("folderId", hit.folderId.value).member("folderUid", hit.folderUid).member("folderTitle", hit.folderTitle);
                    json.member("folderUrl", folderUrlOfSlug(m_subUrl, hit.folderUid, hit.folderSlug));
                }
                json.member("sortMeta", 0).member("isDeleted", false).endObject();
            }
            json.endArray();
        }));
    });
}

Result<Response> SearchRoutes::sorting(const Request &, const Principal &)
{
    return Response::json(R"json({"sortOptions":[{"name":"alpha-asc","displayName":"Alphabetically (A–Z)","description":"Sort results in an alphabetically ascending order","meta":""},{"name":"alpha-desc","displayName":"Alphabetically (Z–A)","description":"Sort results in an alphabetically descending order","meta":""}]})json");
}

Result<Response> SearchRoutes::tags(const Request &, const Principal &caller)
{
    return m_search.tags(caller).map([](const std::map<QString, int> &tags) {
        return Response::json(jsonBody([&](JsonWriter &json) {
            json.beginArray();
            for (const auto &[term, count] : tags)
                json.beginObject().member("term", term).member("count", count).endObject();
            json.endArray();
        }));
    });
}

Result<Response> SearchRoutes::uids(const Request &request, const Principal &caller)
{
    std::vector<DashboardId> ids;
    for (const QString &id : request.param("ids").split(u',', Qt::SkipEmptyParts))
        ids.push_back(DashboardId{id.toLongLong()});
    return m_search.uids(caller, ids).map([](const QStringList &uids) {
        return Response::json(jsonBody([&](JsonWriter &json) {
            json.beginArray();
            for (const QString &uid : uids)
                json.value(uid);
            json.endArray();
        }));
    });
}

} // namespace mdash
