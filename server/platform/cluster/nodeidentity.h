#pragma once

#include "base/error.h"

namespace mdash {

/// Who this node is, from start to start.
struct NodeIdentity
{
    QString nodeId; // UUID without braces, made once, kept in the file `node-id` of the data folder
    QString hostId; // 32 hexadecimal digits of a hash of machine and data folder: tells a copied data folder from the original
};

/// Reads the identity from @p dataFolder, or makes one. Call while holding the data folder's ProcessLock.
/// Fails with Internal, naming the file, if it cannot be read or written or holds something else.
[[nodiscard]] Result<NodeIdentity> loadNodeIdentity(const QString &dataFolder);
/// Makes a new identity instead of the one in @p dataFolder: the folder is a copy of one that is in use elsewhere.
[[nodiscard]] Result<NodeIdentity> renewNodeIdentity(const QString &dataFolder);

} // namespace mdash
