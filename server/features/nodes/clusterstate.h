#pragma once

#include "platform/cluster/nodestate.h"

#include <QMap>
#include <QString>

#include <vector>

namespace mdash {

// What the rows of the cluster tables say; plain values. Times are ms of the database's clock.

struct ClusterNode
{
    QString id, name, address, version;
    qint64 incarnation = 0;
    int release = 0; // of the schema
    NodeState state = NodeState::Starting; // gone also if it has not been heard of for 15 s
    bool isMarkedGone = false;             // the row says so, too
    bool isLost = false;                   // gone without having said so
    qint64 startedAt = 0, heartbeatAt = 0;
    qint64 clockOffset = 0, lastEvent = 0;
    QString fingerprints, detail; // JSON

    [[nodiscard]] bool isLive() const { return state != NodeState::Gone; }
    friend bool operator==(const ClusterNode &, const ClusterNode &) = default;
};

struct ClusterState
{
    qint64 now = 0;
    QString clusterId;
    QString keyCheck; // of the secret key that the cluster was made with; empty before the first node served
    std::vector<ClusterNode> nodes; // by name
    QMap<QString, qint64> openFindings; // id -> since
};

struct ClusterLease
{
    QString name, nodeId;
    qint64 epoch = 0, takenAt = 0, leaseUntil = 0;
};

struct ClusterJob
{
    QString name;
    QString runner; // name of the node that runs it or ran it last; empty if nobody did
    bool isRunning = false;
    qint64 dueAt = 0, startedAt = 0, finishedAt = 0;
    QString result, message;
};

/// Something that happened; a row of cluster_history.
struct ClusterEventRow
{
    qint64 id = 0, at = 0;
    QString kind, node, subject, detail;
};

struct DatabaseFacts
{
    QString kind, version;
    qint64 since = 0; // it runs; 0 if it does not say
    double latencyMs = 0;
};

} // namespace mdash
