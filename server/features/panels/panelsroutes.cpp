#include "features/panels/panelsroutes.h"

#include <QUrlQuery>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

Response lines(std::shared_ptr<BodyStream> stream)
{
    return Response::stream(std::move(stream), "application/x-ndjson").header("Cache-Control", "no-store");
}

/// `var-<name>` parameters of a query string, as the URLs of dashboards have them.
std::map<std::string, std::vector<std::string>> variablesIn(const std::string &rawQuery)
{
    std::map<std::string, std::vector<std::string>> variables;
    const QUrlQuery query(QString::fromStdString(rawQuery));
    for (const auto &[name, value] : query.queryItems(QUrl::FullyDecoded)) {
        if (name.startsWith("var-"_L1))
            variables[name.mid(4).toStdString()].push_back(value.toStdString());
    }
    return variables;
}

std::string writeOptions(const OptionsPage &page)
{
    return jsonBody([&](JsonWriter &json) {
        json.beginObject().key("options").beginArray();
        for (const VariableOption &option : page.options)
            json.beginObject().member("text", option.text).member("value", option.value).endObject();
        json.endArray().member("total", page.total).member("page", page.page).endObject();
    });
}

} // namespace

void PanelsRoutes::declare(Router &router)
{
    const Access reads = Access::to("dashboards:read");
    router.add({Method::Post, "/api/dashboards/uid/:uid/view", reads, 256_KiB, handler(this, &PanelsRoutes::view), WithoutDatabase::Remembers});
    router.add({Method::Post, "/api/panels/preview", Access::to("datasources:explore|dashboards:write"), 16_MiB, handler(this, &PanelsRoutes::preview)});
    router.add({Method::Get, "/api/dashboards/uid/:uid/variables/:name/options", reads, 0, handler(this, &PanelsRoutes::options)});
}

Result<Response> PanelsRoutes::view(const Request &request, const Principal &caller)
{
    return request.json()
        .and_then([](const JsonDocument &body) { return readViewRequest(body.root()); })
        .and_then([&](ViewRequest wanted) { return m_panels.view(caller, request.param("uid"), std::move(wanted)); })
        .map(lines);
}

Result<Response> PanelsRoutes::preview(const Request &request, const Principal &caller)
{
    const auto body = request.json();
    if (!body)
        return tl::unexpected(body.error());
    const JsonValue dashboard = body->root()["dashboard"];
    if (!dashboard.isObject())
        return fail(ErrorCode::InvalidInput, u"dashboard is missing: expected the JSON of a dashboard"_s);
    return readViewRequest(body->root())
        .and_then([&](ViewRequest wanted) { return m_panels.preview(caller, dashboard.json(), std::move(wanted)); })
        .map(lines);
}

QFuture<Result<Response>> PanelsRoutes::options(const Request &request, const Principal &caller)
{
    OptionsRequest wanted;
    wanted.uid = request.param("uid");
    wanted.variable = request.param("name").toStdString();
    wanted.search = request.query("search").value_or(QString()).toStdString();
    wanted.page = static_cast<std::size_t>(std::clamp<qint64>(request.queryInteger("page", 1), 1, 1'000'000));
    wanted.view.from = request.query("from").value_or(QString()).toStdString();
    wanted.view.to = request.query("to").value_or(QString()).toStdString();
    wanted.view.variables = variablesIn(request.rawQuery);
    return m_panels.options(caller, wanted).then(QtFuture::Launch::Sync, [](const Result<OptionsPage> &page) {
        return page.map([](const OptionsPage &found) { return Response::json(writeOptions(found)); });
    });
}

} // namespace mdash
