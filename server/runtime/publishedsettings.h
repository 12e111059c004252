#pragma once

#include "features/nodes/mustmatch.h"
#include "runtime/nodeoptions.h"

namespace mdash {

/// What must be equal on all nodes, as this one has it.
[[nodiscard]] std::vector<MustMatch> mustMatchValues(const NodeOptions &options);

/// The effective settings for the cluster page: JSON array of {"section","key","value","origin"}. Secrets are masked, and
/// carry a "print" by which nodes compare them.
[[nodiscard]] QString publishedSettings(const NodeOptions &options, const Fingerprints &fingerprints);

} // namespace mdash
