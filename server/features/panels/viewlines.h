#pragma once

#include "features/panels/annotations.h"
#include "panels/builtins.h"
#include "panels/dashboardmodel.h"
#include "panels/layout.h"
#include "panels/panelview.h"
#include "panels/variableresolver.h"

#include <string>
#include <vector>

namespace mdash {

/// The texts of one view: where a link leads, by whom it was made.
struct DashboardHead
{
    std::string uid;
    int version = 0;
    std::string title;
    std::string folderUid, folderTitle;
    bool canEdit = false;
    bool isStarred = false;
    std::optional<TimePoint> staleSince{};
    std::string rawFrom, rawTo;
    std::string timezone;
    TimeRange range;
    std::vector<view::Link> links;
};

// One line of the stream each, with its newline. The shapes are those of server/web/src/api/panelview.ts.

/// @p titles: of the layout's instances, in the same order, variables replaced.
[[nodiscard]] std::string dashboardLine(const DashboardModel &model, const DashboardHead &head, const Layout &layout, const std::vector<std::string> &titles);
[[nodiscard]] std::string variableLine(const VariableModel &variable, const ResolvedVariable &resolved);
/// The view, or only that it is the same if its etag is @p known.
[[nodiscard]] std::string panelLine(qint64 id, std::optional<int> repeatIndex, const PanelView &view, std::string_view known);
[[nodiscard]] std::string annotationsLine(const std::vector<AnnotationItem> &items);
[[nodiscard]] std::string movedLine();
[[nodiscard]] std::string errorLine(const Error &error);
[[nodiscard]] std::string endLine(Millis took);

/// Options of a variable that a page sends at once; more are asked for.
inline constexpr std::size_t mostOptions = 500;

} // namespace mdash
