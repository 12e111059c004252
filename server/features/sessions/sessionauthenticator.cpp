#include "features/sessions/sessionauthenticator.h"

#include "base/utf8.h"
#include "features/serviceaccounts/apitoken.h"
#include "features/sessions/basiccredentials.h"
#include "features/users/usersservice.h"
#include "platform/http/dispatcher.h"

#include <charconv>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

Authentication refused(const QString &sentence, const QString &messageId = {})
{
    Authentication answer;
    answer.error = Error{ErrorCode::Unauthenticated, sentence, messageId, {}};
    return answer;
}

Authentication failed(const Error &error)
{
    Authentication answer;
    answer.error = error;
    return answer;
}

/// The organisation that a header asks for; 0 if none does.
OrgId wantedOrganisation(const Request &request)
{
    for (const std::string_view name : {"x-grafana-org-id", "x-dashboard-org-id"}) {
        const std::string_view text = request.header(name);
        qint64 id = 0;
        if (!text.empty() && std::from_chars(text.data(), text.data() + text.size(), id).ec == std::errc{} && id > 0)
            return OrgId{id};
    }
    return OrgId{request.rawQuery.empty() ? 0 : std::max<qint64>(0, request.queryInteger("targetOrgId", 0))};
}

Principal principalOf(const Identity &identity, Principal::Kind kind)
{
    Principal who;
    who.kind = kind;
    who.userId = identity.userId;
    who.orgId = identity.orgId;
    who.role = identity.role;
    who.isServerAdmin = identity.isServerAdmin;
    who.login = identity.login;
    who.name = identity.name;
    who.email = identity.email;
    return who;
}

bool isPageLoad(const Request &request)
{
    return request.method == Method::Get && !isApiPath(request.path);
}

} // namespace

ClientTraits traitsOf(const Request &request)
{
    return {fromUtf8(request.clientAddress).left(45), fromUtf8(request.header("user-agent")).left(255)};
}

Authentication SessionAuthenticator::authenticate(const Request &request)
{
    const std::string_view authorization = request.header("authorization");
    if (const auto token = parseBearer(authorization))
        return byToken(*token);
    if (m_options.basicIsEnabled && isBasic(authorization))
        return byPassword(authorization, request);
    if (const std::string_view token = m_cookies.read(request); !token.empty())
        return bySession(token, request, wantedOrganisation(request));
    if (m_options.anonymousIsEnabled)
        return anonymously(request);
    return {};
}

Authentication SessionAuthenticator::byToken(std::string_view token)
{
    const QString invalid = u"invalid API key"_s, messageId = u"token.invalid"_s;
    if (!looksLikeToken(token))
        return refused(invalid, messageId);
    const auto found = m_store.findToken(tokenHash(token));
    if (!found)
        return failed(found.error());
    if (!*found)
        return refused(invalid, messageId);
    const StoredToken &stored = **found;
    if (stored.revokedAt)
        return refused(u"Revoked token"_s, u"token.revoked"_s);
    if (stored.expiresAt && *stored.expiresAt <= stored.now)
        return refused(u"Expired API key"_s, u"token.expired"_s);
    if (!stored.isApiKey && !stored.owner.userId.isSet())
        return refused(invalid, messageId);
    if (stored.owner.isDisabled)
        return refused(u"Service account is disabled"_s, u"token.disabled"_s);

    constexpr qint64 minute = 60'000;
    if (!stored.lastUsedAt || *stored.lastUsedAt < stored.now - minute)
        static_cast<void>(m_store.touchToken(stored.id)); // what is lost here is a date in a list
    if (!stored.isApiKey)
        return signedIn(stored.owner, Principal::Kind::ServiceAccount, stored.now);
    Authentication answer;
    answer.principal.kind = Principal::Kind::ApiKey;
    answer.principal.orgId = stored.orgId;
    answer.principal.role = stored.role;
    answer.principal.name = stored.name;
    return answer;
}

Authentication SessionAuthenticator::byPassword(std::string_view authorization, const Request &request)
{
    const auto credentials = parseBasic(authorization);
    if (!credentials)
        return refused(u"Invalid Basic Auth Header"_s);
    if (credentials->user == "api_key"_L1)
        return byToken(std::string_view(credentials->password.reveal()));
    const auto outcome = m_passwords.check(credentials->user, credentials->password, wantedOrganisation(request), request.clientAddress);
    if (!outcome)
        return failed(outcome.error());
    if (outcome->wait) {
        Authentication answer;
        answer.wait = outcome->wait;
        return answer;
    }
    if (!outcome->credentials)
        return refused(u"Invalid username or password"_s, u"login.invalid"_s);
    return signedIn(outcome->credentials->identity, Principal::Kind::User, outcome->credentials->now);
}

Authentication SessionAuthenticator::bySession(std::string_view token, const Request &request, OrgId wantedOrg)
{
    SessionCheck check = m_sessions.check(token, wantedOrg, traitsOf(request));
    if (check.isRemembered)
        return remembered(check);
    if (check.refusal) {
        Authentication answer = failed(*check.refusal);
        if (check.clearsCookie)
            answer.setCookies = m_cookies.clear();
        if (check.isStale)
            repeatStale(answer, request);
        return answer;
    }
    Authentication answer = signedIn(check.identity, Principal::Kind::User, check.now);
    answer.principal.sessionId = check.id;
    if (check.token)
        answer.setCookies = m_cookies.write(*check.token, request);
    if (!request.rawQuery.empty() && isPageLoad(request))
        switchOrganisation(answer, request, check.identity);
    return answer;
}

Authentication SessionAuthenticator::signedIn(const Identity &identity, Principal::Kind kind, qint64 now)
{
    if (!identity.lastSeenAt || *identity.lastSeenAt < now - m_options.lastSeenInterval.count())
        static_cast<void>(m_store.touchUser(identity.userId, m_options.lastSeenInterval)); // as with tokens
    Authentication answer;
    answer.principal = principalOf(identity, kind);
    return answer;
}

/// Still refused, but for routes that answer from memory. No cookie is touched.
Authentication SessionAuthenticator::remembered(const SessionCheck &check) const
{
    constexpr std::chrono::seconds oldest{75}; // a node cut off from events would show what was changed long ago
    Authentication answer = failed(*check.refusal);
    const Millis age = m_options.ageOfMemory();
    if (age > oldest)
        return answer;
    answer.principal = principalOf(check.identity, Principal::Kind::User);
    answer.principal.sessionId = check.id;
    answer.principal.staleFor = age;
    return answer;
}

void SessionAuthenticator::repeatStale(Authentication &answer, const Request &request) const
{
    if (!isPageLoad(request) || m_cookies.wasRepeated(request))
        return;
    answer.error.reset();
    answer.redirect = m_options.subUrl + request.rawPath + (request.rawQuery.empty() ? "" : "?" + request.rawQuery);
    answer.setCookies = {m_cookies.markRepeated()};
}

void SessionAuthenticator::switchOrganisation(Authentication &answer, const Request &request, const Identity &identity)
{
    const OrgId wanted{std::max<qint64>(0, request.queryInteger("orgId", 0))};
    const std::string_view site = request.header("sec-fetch-site");
    const bool isOurs = site.empty() || site == "same-origin" || site == "none";
    if (!wanted.isSet() || wanted == identity.orgId || !isOurs)
        return;
    if (const auto switched = m_users.setActiveOrg(identity.userId, wanted); !switched) {
        const bool isStranger = switched.error().code == ErrorCode::Unauthenticated;
        answer.error = isStranger ? Error{ErrorCode::NotFound, u"Not found"_s, {}, {}} : switched.error();
        return;
    }
    answer.redirect = m_options.subUrl + request.rawPath + "?" + request.rawQuery;
}

Authentication SessionAuthenticator::anonymously(const Request &request)
{
    if (!request.rawQuery.empty() && request.queryBoolean("forceLogin"))
        return {};
    const auto orgId = m_store.organisationByName(m_options.anonymousOrg);
    if (!orgId)
        return failed(orgId.error());
    const qint64 wanted = request.rawQuery.empty() ? 0 : request.queryInteger("orgId", 0);
    if (!orgId->isSet() || (wanted > 0 && wanted != orgId->value))
        return {};
    Authentication answer;
    answer.principal.kind = Principal::Kind::Anonymous;
    answer.principal.orgId = *orgId;
    answer.principal.role = m_options.anonymousRole;
    return answer;
}

} // namespace mdash
