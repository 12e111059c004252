#pragma once

#include "features/permissions/permissionsservice.h"
#include "platform/http/authenticator.h"

namespace mdash {

/// Answers the router from roles and grants. One per worker.
class RoleAuthorizer final : public Authorizer
{
public:
    explicit RoleAuthorizer(PermissionsService &permissions) : m_permissions(permissions) {}
    [[nodiscard]] Result<bool> hasAction(const Principal &caller, std::string_view action) override;

private:
    PermissionsService &m_permissions;
};

} // namespace mdash
