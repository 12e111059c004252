#pragma once

#include "base/id.h"
#include "model/roles.h"

#include <QString>

#include <chrono>
#include <optional>

namespace mdash {

/// Who asks. Made by the Authenticator for each request; a plain value.
struct Principal
{
    enum class Kind { Nobody, Anonymous, User, ServiceAccount, ApiKey };

    Kind kind = Kind::Nobody;
    UserId userId;      // 0 for anonymous and legacy API keys
    OrgId orgId;        // the organisation of this request
    OrgRole role = OrgRole::None;
    bool isServerAdmin = false;
    QString login;
    QString name;
    QString email;
    SessionId sessionId; // set when signed in by cookie
    /// Set while the database does not answer: the session was checked just before, and what is shown is as old as this.
    std::optional<std::chrono::milliseconds> staleFor{};

    [[nodiscard]] bool isSignedIn() const { return kind != Kind::Nobody; }
    /// A person: not anonymous, no token.
    [[nodiscard]] bool isUser() const { return kind == Kind::User; }
};

} // namespace mdash
