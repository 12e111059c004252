#pragma once

#include <QtGlobal>

#include <compare>
#include <functional>

namespace mdash {

/// A database id that cannot be taken for another kind of id. 0 means "none yet".
template<class Tag>
struct Id
{
    qint64 value = 0;

    [[nodiscard]] bool isSet() const { return value > 0; }
    friend auto operator<=>(const Id &, const Id &) = default;
};

using UserId = Id<struct UserTag>;
using OrgId = Id<struct OrgTag>;
using TeamId = Id<struct TeamTag>;
using DashboardId = Id<struct DashboardTag>;
using FolderId = Id<struct FolderTag>;
using DataSourceId = Id<struct DataSourceTag>;
using SessionId = Id<struct SessionTag>;
using TokenId = Id<struct TokenTag>;

} // namespace mdash

template<class Tag>
struct std::hash<mdash::Id<Tag>>
{
    std::size_t operator()(const mdash::Id<Tag> &id) const noexcept { return std::hash<qint64>{}(id.value); }
};
