#pragma once

#include "features/nodes/clusterstate.h"
#include "platform/cluster/finding.h"
#include "platform/crypto/digest.h"

namespace mdash {

/// A setting that must have one value on all nodes, as one node has it.
struct MustMatch
{
    QString name;  // "server.root_url"; without a section what is no setting: "time_zone_data"
    QString value; // in one form, however it was written
};

/// Compares settings between nodes without telling their values (cluster.md §8). Immutable.
class Fingerprints
{
public:
    /// @p secretKey is `[security] secret_key`.
    explicit Fingerprints(const Secret &secretKey);

    /// What the cluster remembers of its secret key: 64 hexadecimal digits.
    [[nodiscard]] QString keyCheck(const QString &clusterId) const;
    /// 16 hexadecimal digits.
    [[nodiscard]] QString print(const QString &name, const QString &value) const;
    /// JSON object of name -> print(), and "security.secret_key" -> keyCheck().
    [[nodiscard]] QString of(const std::vector<MustMatch> &values, const QString &clusterId) const;

private:
    HmacKey m_printKey, m_checkKey;
};

/// Prints of a node by name; empty if it has told none.
[[nodiscard]] QMap<QString, QString> readFingerprints(const QString &json);

/// Fingerprints::keyCheck() of a node; empty if it has told none.
[[nodiscard]] QString secretKeyCheckOf(const ClusterNode &node);

/// Under which a node tells its provisioning files.
[[nodiscard]] QString provisioningFilesName();

/// What @p state says about settings that differ between live nodes. One with another secret key is named for that only,
/// since nothing else of it can be compared.
[[nodiscard]] std::vector<Finding> differingSettings(const ClusterState &state);

} // namespace mdash
