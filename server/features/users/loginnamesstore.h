#pragma once

#include "platform/storage/database.h"

#include <chrono>
#include <unordered_map>

namespace mdash {

/// Logins of users by id, for "created by" and the like: up to ten seconds old, so that a join for each of them is saved.
/// One per worker.
class LoginNamesStore
{
public:
    explicit LoginNamesStore(Database &database) : m_database(database) {}
    /// Empty if the user is gone.
    [[nodiscard]] Result<QString> loginOf(UserId id);

private:
    struct Held
    {
        QString login;
        std::chrono::steady_clock::time_point readAt;
    };
    Database &m_database;
    std::unordered_map<UserId, Held> m_held;
};

} // namespace mdash
