#pragma once

#include "base/id.h"

#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace mdash {

/// The JSON of dashboards that were read last, by id and version. A version never changes, so nothing here can be old.
/// One per node; thread-safe.
class DashboardBodies
{
public:
    using Body = std::shared_ptr<const std::string>;
    explicit DashboardBodies(std::size_t maxBytes = 16u << 20) : m_maxBytes(maxBytes) {}

    [[nodiscard]] Body find(DashboardId id, int version);
    void put(DashboardId id, int version, Body body);
    /// The database may have lost versions, whose numbers it will give again.
    void clear();

private:
    struct Key
    {
        qint64 id;
        int version;
        bool operator==(const Key &) const = default;
    };
    struct Hash
    {
        std::size_t operator()(const Key &key) const { return std::hash<qint64>{}(key.id * 1'000'003 + key.version); }
    };
    struct Held
    {
        Body body;
        std::list<Key>::iterator place; // in m_recent
    };

    const std::size_t m_maxBytes;
    std::mutex m_mutex; // guards the rest
    std::unordered_map<Key, Held, Hash> m_held;
    std::list<Key> m_recent; // most recent first
    std::size_t m_bytes = 0;
};

} // namespace mdash
