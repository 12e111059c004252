#pragma once

#include "features/folders/foldersservice.h"
#include "platform/http/router.h"

namespace mdash {

/// /api/folders of http-api §3.1.
class FoldersRoutes
{
public:
    /// @p subUrl is the path of root_url without its last slash.
    FoldersRoutes(FoldersService &folders, QString subUrl) : m_folders(folders), m_subUrl(std::move(subUrl)) {}
    void declare(Router &router);

private:
    Result<Response> list(const Request &request, const Principal &caller);
    Result<Response> create(const Request &request, const Principal &caller);
    Result<Response> read(const Request &request, const Principal &caller);
    Result<Response> readById(const Request &request, const Principal &caller);
    Result<Response> update(const Request &request, const Principal &caller);
    Result<Response> move(const Request &request, const Principal &caller);
    Result<Response> remove(const Request &request, const Principal &caller);
    Result<Response> counts(const Request &request, const Principal &caller);
    [[nodiscard]] Response answer(const FolderView &view, const Principal &caller) const;

    FoldersService &m_folders;
    QString m_subUrl;
};

} // namespace mdash
