#pragma once

#include "features/nodes/nodesservice.h"

#include <string>

namespace mdash {

/// Bodies of /api/cluster… (cluster.md §11). @p selfId is the node that answers.
[[nodiscard]] std::string toJson(const ClusterOverview &overview, const QString &selfId);
[[nodiscard]] std::string toJson(const NodeConfig &config);
[[nodiscard]] std::string toJson(const std::vector<ClusterEventRow> &events);

} // namespace mdash
