#pragma once

#include "base/clock.h"
#include "features/health/healthservice.h"
#include "runtime/nodeoptions.h"

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
    HealthService health{clock};
};

} // namespace mdash
