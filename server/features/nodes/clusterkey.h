#pragma once

#include "features/nodes/nodesstore.h"
#include "platform/storage/schemastore.h"

#include <chrono>
#include <functional>

namespace mdash {

/// Decides whether this node has the cluster's secret key (cluster.md §8): false if it differs, then the node must not serve.
/// The first nodes of a cluster agree on theirs: for two seconds they wait for each other, then the key that most of them have
/// is the cluster's. @p keyCheck is this node's, in its row by now; @p wait answers false if the process is to end.
[[nodiscard]] Result<bool> hasClusterKey(NodesStore &nodes, SchemaStore &schema, const QString &keyCheck, bool mayHaveOthers,
                                         const std::function<bool(std::chrono::milliseconds)> &wait);

} // namespace mdash
