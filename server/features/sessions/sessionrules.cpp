#include "features/sessions/sessionrules.h"

#include <QString>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

std::optional<QString> SessionLifetimes::problem() const
{
    if (grace >= rotation)
        return u"[server] request_timeout must be shorter than [auth] token_rotation_interval_minutes"_s;
    if (idle <= rotation)
        return u"[auth] login_maximum_inactive_lifetime_duration must be longer than token_rotation_interval_minutes"_s;
    if (absolute < idle)
        return u"[auth] login_maximum_lifetime_duration must not be shorter than login_maximum_inactive_lifetime_duration"_s;
    return std::nullopt;
}

SessionVerdict judge(qint64 k, const SessionState &session, const SessionLifetimes &lifetimes)
{
    if (session.isRevoked || session.userIsGoneOrDisabled)
        return SessionVerdict::Revoked;
    if (session.now - session.createdAt > lifetimes.absolute.count() || session.now - session.rotatedAt > lifetimes.idle.count())
        return SessionVerdict::Expired;
    if (k > session.n)
        return SessionVerdict::ServedAhead;
    if (k == session.n) {
        if (!session.firstSeenAt)
            return SessionVerdict::ServedSeen; // however old: others with token n−1 may still be on their way
        return session.now - session.rotatedAt > lifetimes.rotation.count() ? SessionVerdict::ServedRotate : SessionVerdict::Served;
    }
    if (k < session.n - 1)
        return SessionVerdict::Replayed;
    const bool withinGrace = !session.firstSeenAt || session.now - *session.firstSeenAt <= lifetimes.grace.count();
    return withinGrace ? SessionVerdict::ServedRenew : SessionVerdict::Stale;
}

} // namespace mdash
