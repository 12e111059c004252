#include "runtime/workergraph.h"

namespace mdash {

WorkerGraph::WorkerGraph(NodeParts &parts, std::unique_ptr<Database> database)
    : m_database(std::move(database)), m_permissions(m_permissionsStore, parts.options.users.editorsCanAdmin),
      m_metricsRoutes(*parts.registry, parts.options.metricsUser, parts.options.metricsPassword)
{
    if (parts.options.servesMetrics)
        m_metricsRoutes.declare(m_router);
}

} // namespace mdash
