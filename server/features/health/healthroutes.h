#pragma once

#include "features/health/healthservice.h"
#include "platform/http/directroutes.h"

#include <string>

namespace mdash {

/// What /api/health tells about the program. Empty texts are left out.
struct HealthIdentity
{
    std::string version, commit;
};

/// /api/health, /healthz, /livez, /readyz: answered from memory on the I/O thread. @p health must outlive @p routes.
void declareHealth(DirectRoutes &routes, const HealthService &health, const HealthIdentity &identity);

} // namespace mdash
