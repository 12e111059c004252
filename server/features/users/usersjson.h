#pragma once

#include "base/clock.h"
#include "features/users/user.h"
#include "platform/http/paging.h"

#include <string>
#include <vector>

namespace mdash {

[[nodiscard]] std::string profileJson(const User &user);
/// The bare array of `/api/users`.
[[nodiscard]] std::string userHitsJson(const std::vector<User> &users, TimePoint now);
/// The object of `/api/users/search`.
[[nodiscard]] std::string userPageJson(const std::vector<User> &users, qint64 total, const Paging &paging, TimePoint now);

} // namespace mdash
