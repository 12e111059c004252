#pragma once

#include "base/id.h"
#include "model/roles.h"

#include <QString>

#include <optional>

namespace mdash {

struct Address
{
    QString address1{}, address2{}, city{}, zipCode{}, state{}, country{};
    friend bool operator==(const Address &, const Address &) = default;
};

struct Organisation
{
    OrgId id;
    QString name;
    Address address{};
    friend bool operator==(const Organisation &, const Organisation &) = default;
};

/// A person in an organisation, as lists show him.
struct OrgMember
{
    OrgId orgId;
    UserId userId;
    QString uid{}, login{}, email{}, name{};
    OrgRole role = OrgRole::None;
    bool isDisabled = false;
    std::optional<qint64> lastSeenAt{}; // ms
};

/// An organisation that a user belongs to.
struct Membership
{
    OrgId orgId;
    QString orgName;
    OrgRole role = OrgRole::None;
};

} // namespace mdash
