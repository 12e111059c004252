#pragma once

#include "features/panels/modelcache.h"
#include "features/panels/viewparts.h"
#include "features/panels/viewrequest.h"
#include "platform/http/bodystream.h"

#include <QFuture>

#include <memory>

namespace mdash {

struct OptionsRequest
{
    QString uid;
    std::string variable;
    std::string search; // part of the text, without case; empty = all
    std::size_t page = 1;
    ViewRequest view; // chosen variables and time range
};

/// A part of the options of a variable.
struct OptionsPage
{
    std::vector<VariableOption> options;
    std::size_t total = 0; // that fit the search
    std::size_t page = 1;
};

/// Shows dashboards: panels.md §2. One per worker, on its thread.
class PanelsService
{
public:
    PanelsService(ViewParts parts, ModelCache &models) : m_parts(std::move(parts)), m_models(models) {}

    /// The stream of a stored dashboard's lines, which begins at once. Fails with NotFound or Forbidden as reading the dashboard does,
    /// with InvalidInput for a time or zone that is none, or a dashboard that cannot be read.
    [[nodiscard]] Result<std::shared_ptr<BodyStream>> view(const Principal &caller, const QString &uid, ViewRequest request);
    /// As view(), for dashboard JSON that is not stored. The caller must have been let to query.
    [[nodiscard]] Result<std::shared_ptr<BodyStream>> preview(const Principal &caller, std::string dashboard, ViewRequest request);
    /// Options of a variable that a page did not get at once. Fails also with NotFound if there is no such variable.
    [[nodiscard]] QFuture<Result<OptionsPage>> options(const Principal &caller, const OptionsRequest &request);

private:
    struct Loaded;
    Result<Loaded> load(const Principal &caller, const QString &uid);
    Result<std::shared_ptr<BodyStream>> begin(const Principal &caller, Loaded loaded, ViewRequest request, bool mayQuery);

    const ViewParts m_parts;
    ModelCache &m_models;
};

} // namespace mdash
