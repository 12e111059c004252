#include "features/serviceaccounts/serviceaccountsjson.h"

#include "base/timeformat.h"
#include "features/users/avatar.h"
#include "platform/http/response.h"

namespace mdash {
namespace {

std::string isoTime(qint64 milliseconds)
{
    return formatIsoTime(TimePoint(Millis(milliseconds)));
}

void writeTimeOrNull(JsonWriter &json, std::string_view name, std::optional<qint64> time)
{
    json.key(name);
    if (time)
        json.value(isoTime(*time));
    else
        json.null();
}

} // namespace

void writeServiceAccount(JsonWriter &json, const ServiceAccount &account, const QStringList *teams)
{
    json.beginObject().member("id", account.id.value).member("uid", account.uid).member("name", account.name);
    json.member("login", account.login).member("orgId", account.orgId.value).member("isDisabled", account.isDisabled);
    json.member("isExternal", false).member("role", roleName(account.role)).member("tokens", account.tokens);
    json.member("avatarUrl", avatarPath(QString(), account.login));
    json.member("createdAt", isoTime(account.createdAt)).member("updatedAt", isoTime(account.updatedAt));
    if (teams) {
        json.key("teams").beginArray();
        for (const QString &team : *teams)
            json.value(team);
        json.endArray();
    }
    json.endObject();
}

std::string serviceAccountJson(const ServiceAccount &account, const QStringList &teams)
{
    return jsonBody([&](JsonWriter &json) { writeServiceAccount(json, account, &teams); });
}

std::string serviceAccountTokensJson(const std::vector<ApiToken> &tokens)
{
    return jsonBody([&](JsonWriter &json) {
        json.beginArray();
        for (const ApiToken &token : tokens) {
            json.beginObject().member("id", token.id.value).member("name", token.name).member("created", isoTime(token.createdAt));
            writeTimeOrNull(json, "lastUsedAt", token.lastUsedAt);
            writeTimeOrNull(json, "expiration", token.expiresAt);
            const double left = token.expiresAt ? static_cast<double>(*token.expiresAt - token.now) / 1'000 : 0;
            json.member("secondsUntilExpiration", std::max(0.0, left));
            json.member("hasExpired", token.hasExpired()).member("isRevoked", token.isRevoked).endObject();
        }
        json.endArray();
    });
}

std::string apiKeysJson(const std::vector<ApiToken> &keys)
{
    return jsonBody([&](JsonWriter &json) {
        json.beginArray();
        for (const ApiToken &key : keys) {
            json.beginObject().member("id", key.id.value).member("name", key.name).member("role", roleName(key.role));
            if (key.expiresAt)
                json.member("expiration", isoTime(*key.expiresAt));
            writeTimeOrNull(json, "lastUsedAt", key.lastUsedAt);
            json.endObject();
        }
        json.endArray();
    });
}

std::string issuedTokenJson(const IssuedApiToken &token)
{
    return jsonBody([&](JsonWriter &json) {
        json.beginObject().member("id", token.id.value).member("name", token.name).member("key", token.key).endObject();
    });
}

} // namespace mdash
