#pragma once

#include "features/queries/datasourcequery.h"
#include "panels/dashboardmodel.h"
#include "panels/datasourcelist.h"

#include <optional>
#include <string>
#include <vector>

namespace mdash {

/// The time that a panel shows.
struct PanelTime
{
    TimeRange range;
    std::string info; // words about a time of its own, such as "last 6 hours"; or empty
};

/// What a plan is made for.
struct PlanInput
{
    const DashboardModel &dashboard;
    const PanelModel &panel;
    const Scope &scope; // variables and the repeat's values
    const DataSourceList &sources;
    TimeRange range;         // of the dashboard
    bool isRelative = true;  // the range follows the clock
    QTimeZone zone = QTimeZone::utc();
    TimePoint now;
    int width = 640; // pixels
};

/// One question to one data source.
struct PlannedQuery
{
    DataSourceEntry source;
    DataQuery query; // refId as in the panel; the model has none, so that equal questions of several panels are equal
    Millis keepFor{0};    // how long its answer may serve others
    bool isTable = false; // in table format
};

/// What a panel asks.
struct PanelPlan
{
    PanelTime time;
    Millis interval{1'000};
    std::vector<PlannedQuery> queries;
    std::vector<DataQuery> expressions;
    std::vector<std::string> order;  // refIds as the panel has its queries
    std::vector<std::string> hidden; // refIds that are not shown: only expressions need them
    std::vector<std::pair<std::string, Error>> errors; // refIds that cannot be asked
    std::vector<JsonValue> transformFirst; // steps of the panel whose result this one takes over
    bool hasSeveralTables = false;         // queries in table format: their values are told apart by refId
};

/// Plans the queries of a panel: data sources found, variables replaced, step and range from its width. Pure.
[[nodiscard]] PanelPlan planPanel(const PlanInput &input);

/// `timeFrom` and `timeShift` of the panel.
[[nodiscard]] PanelTime timeOf(const PlanInput &input);

} // namespace mdash
