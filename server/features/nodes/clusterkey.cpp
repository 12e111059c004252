#include "features/nodes/clusterkey.h"

#include "features/nodes/mustmatch.h"

#include <map>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr std::chrono::milliseconds lookEvery{250}, othersComeWithin{2'000};

/// Among equally many the smaller one, so that all nodes come to the same result.
QString keyCheckOfMost(const ClusterState &state, const QString &own)
{
    std::map<QString, int> votes{{own, 0}};
    for (const ClusterNode &node : state.nodes) {
        const QString theirs = node.isLive() ? secretKeyCheckOf(node) : QString();
        if (!theirs.isEmpty())
            ++votes[theirs];
    }
    const auto most = std::max_element(votes.begin(), votes.end(), [](const auto &a, const auto &b) {
        return a.second < b.second || (a.second == b.second && a.first > b.first);
    });
    return most->first;
}

} // namespace

Result<bool> hasClusterKey(NodesStore &nodes, SchemaStore &schema, const QString &keyCheck, bool mayHaveOthers,
                           const std::function<bool(std::chrono::milliseconds)> &wait)
{
    std::chrono::milliseconds waited = mayHaveOthers ? std::chrono::milliseconds(0) : othersComeWithin;
    for (;;) {
        const auto state = nodes.state();
        if (!state)
            return tl::unexpected(state.error());
        if (!state->keyCheck.isEmpty())
            return state->keyCheck == keyCheck;
        if (waited >= othersComeWithin && keyCheckOfMost(*state, keyCheck) == keyCheck) {
            if (const auto claimed = schema.claimKeyCheck(keyCheck); !claimed)
                return tl::unexpected(claimed.error());
            continue;
        }
        if (!wait(lookEvery))
            return fail(ErrorCode::Conflict, u"the start was given up"_s);
        waited += lookEvery;
    }
}

} // namespace mdash
