#pragma once

#include "base/id.h"
#include "model/roles.h"

#include <QString>

#include <optional>

namespace mdash {

/// A person or service account. Instants are database time in ms.
struct User
{
    UserId id;
    QString uid{}, login{}, email{}, name{}, theme{};
    OrgId orgId{}; // the active organisation; 0 if he is in none
    bool isAdmin = false;
    bool isDisabled = false;
    bool isServiceAccount = false;
    qint64 helpFlags = 0;
    qint64 createdAt = 0, updatedAt = 0;
    std::optional<qint64> lastSeenAt{};
};

/// What can be said about a user by himself or an administrator.
struct UserProfile
{
    QString login{}, email{}, name{}, theme{};
};

} // namespace mdash
