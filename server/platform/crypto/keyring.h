#pragma once

#include "base/clock.h"
#include "platform/crypto/sealedsecret.h"

#include <mutex>
#include <optional>
#include <unordered_map>

namespace mdash {

/// A data key as the database holds it: encrypted under the key that `[security] secret_key` gives.
struct WrappedDataKey
{
    DataKeyId id;
    OrgId orgId;
    qint64 generation = 0; // 1, 2, … within its organisation
    QByteArray wrapped;
    Millis age{0}; // by the database's clock
};

/// Wraps and unwraps data keys, and keeps unwrapped ones for 15 minutes. One per node; thread-safe.
class KeyRing
{
public:
    /// @p master is `[security] secret_key`.
    KeyRing(const Secret &master, const Clock &clock);

    [[nodiscard]] QByteArray wrap(OrgId orgId, qint64 generation, const Secret &dataKey) const;
    /// Fails with Internal if secret_key is not the one that wrapped the key.
    [[nodiscard]] Result<Secret> unwrap(const WrappedDataKey &wrapped);
    /// An unwrapped key seen in the last 15 minutes.
    [[nodiscard]] std::optional<Secret> find(DataKeyId id) const;

private:
    struct Held
    {
        Secret key;
        TimePoint until;
    };
    const Secret m_wrappingKey;
    const Clock &m_clock;
    mutable std::mutex m_mutex;
    std::unordered_map<DataKeyId, Held> m_held; // guarded by m_mutex
};

} // namespace mdash
