#include "features/permissions/roleauthorizer.h"

namespace mdash {

Result<bool> RoleAuthorizer::hasAction(const Principal &caller, std::string_view action)
{
    return m_permissions.hasAction(caller, action);
}

} // namespace mdash
