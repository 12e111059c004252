#include "features/health/healthroutes.h"

#include "base/json.h"

namespace mdash {

namespace {

constexpr std::string_view Json = "application/json; charset=UTF-8";
constexpr std::string_view Text = "text/plain; charset=utf-8";

std::string healthBody(const HealthIdentity &identity, std::string_view database)
{
    std::string body;
    JsonWriter json(body);
    json.beginObject();
    if (!identity.commit.empty())
        json.member("commit", identity.commit);
    json.member("database", database);
    if (!identity.version.empty())
        json.member("version", identity.version);
    json.endObject();
    return body;
}

void answer(DirectAnswer &out, bool isGood, std::string_view contentType, std::string_view body)
{
    out.status = isGood ? 200 : 503;
    out.contentType = contentType;
    out.body = body;
}

} // namespace

void declareHealth(DirectRoutes &routes, const HealthService &health, const HealthIdentity &identity)
{
    const auto good = std::make_shared<const std::string>(healthBody(identity, "ok"));
    const auto bad = std::make_shared<const std::string>(healthBody(identity, "failing"));
    routes.addHealth("/api/health", [&health, good, bad](const RequestParser::Header &, DirectAnswer &out) {
        const bool isFine = health.isDatabaseFine();
        answer(out, isFine, Json, isFine ? *good : *bad);
    });
    routes.addHealth("/healthz", [](const RequestParser::Header &, DirectAnswer &out) { answer(out, true, Text, "Ok"); });
    routes.addHealth("/livez", [&health](const RequestParser::Header &, DirectAnswer &out) {
        const bool isAlive = health.isAlive();
        answer(out, isAlive, Text, isAlive ? "ok" : "stalled");
    });
    routes.addHealth("/readyz", [&health](const RequestParser::Header &, DirectAnswer &out) {
        out.owned = health.readiness();
        answer(out, health.isReady(), Json, {});
    });
}

} // namespace mdash
