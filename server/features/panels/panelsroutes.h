#pragma once

#include "features/panels/panelsservice.h"
#include "platform/http/router.h"

namespace mdash {

/// The streamed view of dashboards, and what a page asks besides: panels.md §2.
class PanelsRoutes
{
public:
    explicit PanelsRoutes(PanelsService &panels) : m_panels(panels) {}
    void declare(Router &router);

private:
    Result<Response> view(const Request &request, const Principal &caller);
    Result<Response> preview(const Request &request, const Principal &caller);
    QFuture<Result<Response>> options(const Request &request, const Principal &caller);

    PanelsService &m_panels;
};

} // namespace mdash
