#include "features/permissions/roleauthorizer.h"

namespace mdash {

bool RoleAuthorizer::hasAction(const Principal &caller, std::string_view action)
{
    return m_permissions.hasAction(caller, action).value_or(false);
}

} // namespace mdash
