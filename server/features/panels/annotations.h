#pragma once

#include "features/panels/queryplanner.h"
#include "panels/panelview.h"

namespace mdash {

/// Something that happened, as charts mark it.
struct AnnotationItem
{
    std::int64_t time = 0; // ms
    std::optional<std::int64_t> timeEnd;
    std::string title;
    std::string text;
    std::vector<std::string> tags;
    view::Colour colour;
    std::vector<qint64> panels; // where it shows; empty = everywhere
    friend bool operator==(const AnnotationItem &, const AnnotationItem &) = default;
};

/// An annotation query with its question.
struct PlannedAnnotation
{
    const AnnotationModel *annotation = nullptr; // of the dashboard
    PlannedQuery planned;
};

/// The annotations of a dashboard that can be asked: those that are on and whose source speaks PromQL. @p scope has all variables.
[[nodiscard]] std::vector<PlannedAnnotation> planAnnotations(const DashboardModel &dashboard, const Scope &scope, const DataSourceList &sources, const TimeRange &range);

/// What the series of @p frames say happened: each stretch of values that are neither 0 nor missing. Titles and texts take labels
/// as `{{label}}`. At most 1,000 items, the newest.
[[nodiscard]] std::vector<AnnotationItem> annotationsIn(const Frames &frames, const AnnotationModel &annotation, const DashboardModel &dashboard);

} // namespace mdash
