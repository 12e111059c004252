#pragma once

#include "base/id.h"
#include "model/roles.h"

#include <QString>

#include <optional>

namespace mdash {

/// A user with his place in the organisation of one request, as the authentication statements read them.
struct Identity
{
    UserId userId; // 0 if the account is gone
    QString login{}, name{}, email{};
    bool isServerAdmin = false;
    bool isDisabled = false;
    OrgId orgId{};  // of the request
    OrgRole role = OrgRole::None; // there; None if he is no member
    std::optional<qint64> lastSeenAt{}; // ms
};

} // namespace mdash
