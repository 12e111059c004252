#include "features/sessions/sessionsservice.h"

#include "base/failpoint.h"

#include <QLoggingCategory>

using namespace Qt::Literals::StringLiterals;

Q_LOGGING_CATEGORY(lcSessions, "mdash.sessions")

namespace mdash {
namespace {

SessionCheck refuse(const QString &sentence, const QString &messageId, bool clearsCookie = true)
{
    SessionCheck check;
    check.refusal = Error{ErrorCode::Unauthenticated, sentence, messageId, {}};
    check.clearsCookie = clearsCookie;
    return check;
}

SessionCheck failed(const Error &error)
{
    SessionCheck check;
    check.refusal = error;
    return check;
}

SessionCheck revoked()
{
    return refuse(u"Token revoked"_s, u"session.revoked"_s);
}

} // namespace

Result<IssuedToken> SessionsService::begin(UserId userId, const ClientTraits &client)
{
    const std::string sid = SessionTokens::newSid();
    const QString hash = SessionTokens::hashOf(sid);
    if (const auto id = m_store.insert(userId, hash, client.address, client.userAgent); !id)
        return tl::unexpected(id.error());
    const auto made = m_store.find(hash, OrgId{});
    if (!made)
        return tl::unexpected(made.error());
    if (!*made)
        return fail(ErrorCode::Unavailable, u"the new session is gone"_s);
    return IssuedToken{m_tokens.write(sid, 1), ((*made)->state.rotatedAt + m_lifetimes.rotation.count()) / 1'000};
}

SessionCheck SessionsService::check(std::string_view token, OrgId wantedOrg, const ClientTraits &client)
{
    const auto presented = m_tokens.read(token);
    if (!presented)
        return refuse(u"Unauthorized"_s, u"session.invalid"_s);
    const QString sidHash = SessionTokens::hashOf(presented->sid);
    const auto found = m_store.find(sidHash, wantedOrg);
    if (!found)
        return recall(found.error(), *presented, sidHash, wantedOrg);
    if (!*found)
        return refuse(u"Unauthorized"_s, u"session.invalid"_s);
    SessionCheck check = judged(*presented, **found, client);
    if (!check.refusal)
        m_checked.put(sidHash, wantedOrg, {check.id, presented->n, check.identity});
    return check;
}

SessionCheck SessionsService::recall(const Error &error, const SessionToken &presented, const QString &sidHash, OrgId wantedOrg)
{
    ++m_counters.unavailable;
    SessionCheck check = failed(error);
    if (error.code != ErrorCode::Unavailable)
        return check;
    if (auto known = m_checked.find(sidHash, wantedOrg, presented.n)) {
        check.isRemembered = true;
        check.id = known->id;
        check.identity = std::move(known->identity);
    }
    return check;
}

SessionCheck SessionsService::replayed(const StoredSession &session, const ClientTraits &client)
{
    const auto ended = m_store.revokeReplayed(session.id, session.identity.login, client.address);
    if (!ended)
        return failed(ended.error());
    ++m_counters.replays;
    qCWarning(lcSessions) << "a token two rotations old was replayed, the session is ended" << "session" << session.id.value << "user"
                          << session.identity.userId.value << "address" << client.address;
    return revoked();
}

SessionCheck SessionsService::judged(const SessionToken &presented, const StoredSession &session, const ClientTraits &client)
{
    const SessionVerdict verdict = judge(presented.n, session.state, m_lifetimes);
    switch (verdict) {
    case SessionVerdict::Revoked: return revoked();
    case SessionVerdict::Expired: return refuse(u"Unauthorized"_s, u"session.expired"_s);
    case SessionVerdict::Stale: {
        ++m_counters.stale;
        SessionCheck check = refuse(u"Unauthorized"_s, u"session.token.stale"_s, false);
        check.isStale = true;
        return check;
    }
    case SessionVerdict::Replayed: return replayed(session, client);
    case SessionVerdict::Served:
    case SessionVerdict::ServedSeen:
    case SessionVerdict::ServedRotate:
    case SessionVerdict::ServedRenew:
    case SessionVerdict::ServedAhead: break;
    }
    return serve(presented.n, verdict, presented.sid, session, client);
}

SessionCheck SessionsService::serve(qint64 k, SessionVerdict verdict, const std::string &sid, const StoredSession &session,
                                    const ClientTraits &client)
{
    SessionCheck check;
    check.id = session.id;
    check.identity = session.identity;
    check.now = session.state.now;
    Result<qint64> current = session.state.n;
    qint64 rotatedAt = session.state.rotatedAt;
    if (verdict == SessionVerdict::ServedSeen) {
        current = m_store.markSeen(session.id, k).map([k] { return k; });
    } else if (verdict == SessionVerdict::ServedAhead) {
        ++m_counters.ahead;
        current = m_store.moveAhead(session.id, k).map([k] { return k; });
    } else if (verdict == SessionVerdict::ServedRotate) {
        current = rotated(session, client);
        rotatedAt = session.state.now;
    }
    if (!current)
        return failed(current.error());
    if (*current == 0)
        return revoked(); // meanwhile
    if (*current > k)
        check.token = IssuedToken{m_tokens.write(sid, *current), (rotatedAt + m_lifetimes.rotation.count()) / 1'000};
    return check;
}

Result<qint64> SessionsService::rotated(const StoredSession &session, const ClientTraits &client)
{
    const qint64 k = session.state.n;
    const auto won = m_store.rotate(session.id, k, client.address, client.userAgent);
    if (!won)
        return tl::unexpected(won.error());
    ++(*won ? m_counters.rotations : m_counters.rotationRaces);
    if (*won)
        return failPoint(FailPoint::SessionRotated).map([k] { return k + 1; });
    return m_store.numberOf(session.id); // another request or node was first: its token is as good
}

Result<void> SessionsService::signOut(std::string_view token)
{
    const auto presented = m_tokens.read(token);
    if (!presented)
        return {};
    const auto found = m_store.find(SessionTokens::hashOf(presented->sid), OrgId{});
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return {};
    return m_store.revoke((*found)->id, u"sign-out"_s).map([](bool) {});
}

Result<void> SessionsService::revoke(UserId userId, SessionId id)
{
    return m_store.revokeOf(userId, id, u"revoked"_s).and_then([](bool ended) -> Result<void> {
        if (!ended)
            return fail(ErrorCode::NotFound, u"User auth token not found"_s);
        return {};
    });
}

Result<void> SessionsService::revokeAll(UserId userId, const QString &why)
{
    return m_store.revokeAllOf(userId, why).map([](qint64) {});
}

} // namespace mdash
