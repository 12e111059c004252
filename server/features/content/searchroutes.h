#pragma once

#include "features/content/searchservice.h"
#include "platform/http/router.h"

namespace mdash {

/// /api/search, /api/search/sorting, /api/dashboards/tags, /api/dashboards/ids/:ids.
class SearchRoutes
{
public:
    /// @p subUrl is the path of root_url without its last slash.
    SearchRoutes(SearchService &search, QString subUrl) : m_search(search), m_subUrl(std::move(subUrl)) {}
    void declare(Router &router);

private:
    Result<Response> search(const Request &request, const Principal &caller);
    Result<Response> sorting(const Request &request, const Principal &caller);
    Result<Response> tags(const Request &request, const Principal &caller);
    Result<Response> uids(const Request &request, const Principal &caller);

    SearchService &m_search;
    QString m_subUrl;
};

} // namespace mdash
