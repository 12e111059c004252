#include "features/datasources/datasourcesroutes.h"

#include "features/datasources/datasourcetypes.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

void writeCommon(JsonWriter &json, const DataSource &source, OrgId orgId)
{
    json.member("id", source.id.value).member("uid", source.uid).member("orgId", orgId.value).member("name", source.name);
    json.member("type", source.type).member("typeLogoUrl", dataSourceLogo(source.type)).member("access", source.access);
    json.member("url", source.url).member("user", source.user).member("database", source.database).member("basicAuth", source.basicAuth);
    json.member("isDefault", source.isDefault).rawMember("jsonData", source.jsonData).member("readOnly", source.isReadOnly);
}

void writeSource(JsonWriter &json, const DataSource &source, OrgId orgId)
{
    json.beginObject();
    writeCommon(json, source, orgId);
    json.member("basicAuthUser", source.basicAuthUser).member("withCredentials", source.withCredentials).member("version", source.version);
    json.key("secureJsonFields").beginObject();
    for (const QString &name : source.secretNames)
        json.member(name.toStdString(), true);
    json.endObject().endObject();
}

Response savedAnswer(const DataSource &source, OrgId orgId, std::string_view message)
{
    return Response::json(jsonBody([&](JsonWriter &json) {
        json.beginObject().member("id", source.id.value).member("name", source.name).member("message", message).key("datasource");
        writeSource(json, source, orgId);
        json.endObject();
    }));
}

Result<DataSourceDraft> readDraft(const JsonValue &body)
{
    DataSourceDraft draft;
    DataSource &source = draft.source;
    source.uid = body.member("uid").text();
    source.name = body.member("name").text();
    source.type = body.member("type").text();
    source.access = body.member("access").text();
    if (source.name.isEmpty() || source.type.isEmpty() || source.access.isEmpty())
        return fail(ErrorCode::InvalidInput, u"bad request data"_s);
    if (source.access != "direct"_L1)
        source.access = u"proxy"_s;
    source.url = body.member("url").text();
    source.user = body.member("user").text();
    source.database = body.member("database").text();
    source.basicAuth = body.member("basicAuth").boolean();
    source.basicAuthUser = body.member("basicAuthUser").text();
    source.withCredentials = body.member("withCredentials").boolean();
    source.isDefault = body.member("isDefault").boolean();
    const JsonValue jsonData = body.member("jsonData");
    if (!jsonData.isNull() && !jsonData.isObject())
        return fail(ErrorCode::InvalidInput, u"bad request data"_s);
    if (jsonData.isObject())
        source.jsonData = jsonData.json();
    for (const auto &[name, value] : body.member("secureJsonData").members()) {
        if (!value.isString())
            return fail(ErrorCode::InvalidInput, u"bad request data"_s);
        const std::string_view secret = value.string();
        draft.secrets.insert(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())),
                             Secret(QByteArray(secret.data(), static_cast<qsizetype>(secret.size()))));
    }
    if (body.member("version").isNumber())
        draft.version = static_cast<int>(body.member("version").integer());
    return draft;
}

} // namespace

void DataSourcesRoutes::declare(Router &router)
{
    const Access reads = Access::to("datasources:read");
    const Access writes = Access::to("datasources:write");
    const Access deletes = Access::to("datasources:delete");
    router.add({Method::Get, "/api/datasources", reads, 0, handler(this, &DataSourcesRoutes::list)});
    router.add({Method::Post, "/api/datasources", Access::to("datasources:create"), 1_MiB, handler(this, &DataSourcesRoutes::create)});
    router.add({Method::Get, "/api/datasources/id/:name", reads, 0, handler(this, &DataSourcesRoutes::idByName)});
    for (const std::string place : {"/api/datasources/uid/:uid", "/api/datasources/name/:name", "/api/datasources/:id"}) {
        router.add({Method::Get, place, reads, 0, handler(this, &DataSourcesRoutes::read)});
        router.add({Method::Delete, place, deletes, 1_KiB, handler(this, &DataSourcesRoutes::remove)});
    }
    router.add({Method::Put, "/api/datasources/uid/:uid", writes, 1_MiB, handler(this, &DataSourcesRoutes::update)});
    router.add({Method::Put, "/api/datasources/:id", writes, 1_MiB, handler(this, &DataSourcesRoutes::update)});
}

Result<DataSource> DataSourcesRoutes::named(const Request &request, const Principal &caller)
{
    if (const QString uid = request.param("uid"); !uid.isEmpty())
        return m_sources.byUid(caller.orgId, uid);
    if (const QString name = request.param("name"); !name.isEmpty())
        return m_sources.byName(caller.orgId, name);
    return request.idParam("id").and_then([&](qint64 id) { return m_sources.byId(caller.orgId, DataSourceId{id}); });
}

Result<Response> DataSourcesRoutes::list(const Request &, const Principal &caller)
{
    return m_sources.list(caller.orgId).map([&](const std::vector<DataSource> &sources) {
        return Response::json(jsonBody([&](JsonWriter &json) {
            json.beginArray();
            for (const DataSource &source : sources) {
                json.beginObject();
                writeCommon(json, source, caller.orgId);
                json.member("typeName", dataSourceTypeName(source.type)).endObject();
            }
            json.endArray();
        }));
    });
}

Result<Response> DataSourcesRoutes::create(const Request &request, const Principal &caller)
{
    return request.json()
        .and_then([](const JsonDocument &body) { return readDraft(body.root()); })
        .and_then([&](DataSourceDraft draft) { return m_sources.create(caller.orgId, std::move(draft)); })
        .map([&](const DataSource &source) { return savedAnswer(source, caller.orgId, "Datasource added"); });
}

Result<Response> DataSourcesRoutes::read(const Request &request, const Principal &caller)
{
    return named(request, caller).map([&](const DataSource &source) {
        return Response::json(jsonBody([&](JsonWriter &json) { writeSource(json, source, caller.orgId); }));
    });
}

Result<Response> DataSourcesRoutes::idByName(const Request &request, const Principal &caller)
{
    return m_sources.byName(caller.orgId, request.param("name")).map([](const DataSource &source) {
        return Response::json(jsonBody([&](JsonWriter &json) { json.beginObject().member("id", source.id.value).endObject(); }));
    });
}

Result<Response> DataSourcesRoutes::update(const Request &request, const Principal &caller)
{
    const auto body = request.json();
    if (!body)
        return tl::unexpected(body.error());
    auto draft = readDraft(body->root());
    if (!draft)
        return tl::unexpected(draft.error());
    return named(request, caller)
        .and_then([&](const DataSource &existing) { return m_sources.update(caller.orgId, existing, std::move(*draft)); })
        .map([&](const DataSource &source) { return savedAnswer(source, caller.orgId, "Datasource updated"); });
}

Result<Response> DataSourcesRoutes::remove(const Request &request, const Principal &caller)
{
    const auto source = named(request, caller);
    if (!source)
        return tl::unexpected(source.error());
    return m_sources.remove(caller.orgId, *source).map([&] {
        if (!request.param("id").isEmpty())
            return Response::message("Data source deleted");
        return Response::json(jsonBody([&](JsonWriter &json) {
            json.beginObject().member("id", source->id.value).member("message", "Data source deleted").endObject();
        }));
    });
}

} // namespace mdash
