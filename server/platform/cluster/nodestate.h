#pragma once

#include <QString>

namespace mdash {

/// What a node is doing, as it says itself; others also infer Gone from a heartbeat older than 15 s (cluster.md §3).
enum class NodeState { Starting, Ready, Draining, Gone };

/// As in cluster_node.state and in answers.
[[nodiscard]] inline QLatin1StringView nodeStateName(NodeState state)
{
    switch (state) {
    case NodeState::Starting: return QLatin1StringView("starting");
    case NodeState::Ready: return QLatin1StringView("ready");
    case NodeState::Draining: return QLatin1StringView("draining");
    case NodeState::Gone: break;
    }
    return QLatin1StringView("gone");
}

} // namespace mdash
