#pragma once

#include "platform/cluster/jobs.h"
#include "runtime/nodeoptions.h"

namespace mdash {

/// What one node of the cluster does every so often for all of them: a feature's job is one line here.
[[nodiscard]] std::vector<PeriodicJob> periodicJobs(const NodeOptions &options);

} // namespace mdash
