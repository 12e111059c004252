#include "features/users/usersjson.h"

#include "base/json.h"
#include "base/timeformat.h"
#include "features/users/avatar.h"
#include "features/users/lastseen.h"
#include "platform/http/response.h"

namespace mdash {

std::string profileJson(const User &user)
{
    return jsonBody([&](JsonWriter &json) {
        json.beginObject().member("id", user.id.value).member("uid", user.uid).member("email", user.email);
        json.member("name", user.name).member("login", user.login).member("theme", user.theme);
        json.member("orgId", user.orgId.value).member("isGrafanaAdmin", user.isAdmin).member("isDisabled", user.isDisabled);
        json.member("isExternal", false).key("authLabels").beginArray().endArray();
        json.member("updatedAt", formatIsoTime(TimePoint(Millis(user.updatedAt))));
        json.member("createdAt", formatIsoTime(TimePoint(Millis(user.createdAt))));
        json.member("avatarUrl", avatarPath(user.email, user.login)).endObject();
    });
}

std::string userHitsJson(const std::vector<User> &users, TimePoint now)
{
    return jsonBody([&](JsonWriter &json) {
        json.beginArray();
        for (const User &user : users) {
            json.beginObject().member("id", user.id.value).member("uid", user.uid).member("name", user.name);
            json.member("login", user.login).member("email", user.email).member("avatarUrl", avatarPath(user.email, user.login));
            json.member("isAdmin", user.isAdmin).member("isDisabled", user.isDisabled);
            writeLastSeen(json, user.lastSeenAt, now);
            json.key("authLabels").beginArray().endArray().endObject();
        }
        json.endArray();
    });
}

std::string userPageJson(const std::vector<User> &users, qint64 total, const Paging &paging, TimePoint now)
{
    return jsonBody([&](JsonWriter &json) {
        json.beginObject().member("totalCount", total).rawMember("users", userHitsJson(users, now));
        json.member("page", paging.page).member("perPage", paging.perPage).endObject();
    });
}

} // namespace mdash
