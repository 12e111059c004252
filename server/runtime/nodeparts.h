#pragma once

#include "base/clock.h"
#include "features/administration/statisticscache.h"
#include "features/content/contentcatalogue.h"
#include "features/dashboards/dashboardmemory.h"
#include "features/datasources/datasourcesservice.h"
#include "features/health/healthservice.h"
#include "features/nodes/clusterfigures.h"
#include "features/nodes/mustmatch.h"
#include "features/nodes/nodeload.h"
#include "features/panels/answers.h"
#include "features/panels/modelcache.h"
#include "features/panels/seensources.h"
#include "features/provisioning/provisioningturn.h"
#include "runtime/identityparts.h"
#include "runtime/nodefigures.h"
#include "runtime/nodeoptions.h"
#include "runtime/queryparts.h"

#include <prometheus/registry.h>

#include <memory>

namespace mdash {

/// What all workers of a node share. Each member is thread-safe or read only; they outlive the workers.
struct NodeParts
{
    explicit NodeParts(NodeOptions given);

    const NodeOptions options;
    const SystemClock clock;
    const std::shared_ptr<prometheus::Registry> registry = std::make_shared<prometheus::Registry>();
    NodeFigures figures{*registry};
    StatisticsCache statistics{clock};
    HealthService health{clock};
    NodeLoad load;
    OwnFindings ownFindings; // whoever sees something wrong with this node raises it here
    ClusterFigures clusterFigures{*registry};
    std::function<qint64()> eventPosition = [] { return qint64(0); }; // last event that this node applied
    ProvisioningHash provisioningHash;
    QString nodeId;           // set at the start
    Leases *leases = nullptr; // of this node, set at the start
    std::shared_ptr<const Fingerprints> fingerprints; // set at the start
    std::unique_ptr<IdentityParts> identity; // set at the start, when the secret key is known
    std::unique_ptr<QueryParts> queries;     // made at the start, on the main thread
    ContentCatalogue content;
    DashboardMemory dashboards;
    DataSourceSettingsCache dataSourceSettings;
    ModelCache dashboardModels;
    SeenSources seenSources;
    QueryFlights queryFlights{clock};
    VariableFlights variableFlights{clock};
    const std::string homeDashboard; // JSON shown to those who chose none
};

} // namespace mdash
