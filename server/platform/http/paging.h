#pragma once

#include "platform/http/request.h"

namespace mdash {

/// `page` (from 1) and `perpage` of a list, as http-api §0.6: what is missing, unreadable or out of range is the default.
struct Paging
{
    static constexpr qint64 most = 5'000;

    qint64 page = 1;
    qint64 perPage = 1'000;

    [[nodiscard]] qint64 offset() const { return (page - 1) * perPage; }

    [[nodiscard]] static Paging of(const Request &request)
    {
        Paging paging;
        const qint64 page = request.queryInteger("page", 1);
        const qint64 perPage = request.queryInteger("perpage", request.queryInteger("perPage", paging.perPage));
        if (page >= 1 && page <= 1'000'000'000)
            paging.page = page;
        if (perPage >= 1)
            paging.perPage = std::min(perPage, most);
        return paging;
    }
};

} // namespace mdash
