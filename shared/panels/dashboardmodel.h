#pragma once

#include "base/json.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mdash {

/// Where data comes from, in the dashboard's words.
struct SourceRef
{
    std::string uid;  // a uid, a name, `${variable}`, or one of the special words below; empty = the default source
    std::string type; // plug-in type such as "prometheus"; may be empty

    [[nodiscard]] bool isSet() const { return !uid.empty() || !type.empty(); }
    /// The panel's queries name their sources one by one.
    [[nodiscard]] bool isMixed() const { return uid == "-- Mixed --"; }
    /// The result of another panel of the dashboard.
    [[nodiscard]] bool isDashboard() const { return uid == "-- Dashboard --"; }
    [[nodiscard]] bool isExpression() const { return uid == "__expr__" || type == "__expr__"; }
    /// The built-in source of annotations and random walks.
    [[nodiscard]] bool isBuiltIn() const { return uid == "-- Grafana --" || uid == "grafana"; }
    friend bool operator==(const SourceRef &, const SourceRef &) = default;
};

/// One query of a panel. `model` is its JSON object, before interpolation.
struct Target
{
    std::string refId;
    SourceRef datasource; // the panel's, if the target names none
    bool hidden = false;
    JsonValue model;
};

struct GridPos
{
    int x = 0;
    int y = 0;
    int w = 12;
    int h = 8;
    friend bool operator==(const GridPos &, const GridPos &) = default;
};

/// A link as it stands in the dashboard, before interpolation.
struct LinkModel
{
    enum class Kind { Url, Dashboards };
    Kind kind = Kind::Url; // Dashboards: all dashboards with one of `tags`
    std::string title;
    std::string url;
    std::string icon;
    std::string tooltip;
    std::vector<std::string> tags;
    bool asDropdown = false;
    bool includeVariables = false;
    bool keepTime = false;
    bool newTab = false;
};

/// A panel or a row after upgrade: current type names and option shapes only.
struct PanelModel
{
    qint64 id = 0; // unique in the dashboard, > 0
    std::string type; // timeseries, stat, gauge, …, row, or the name of a plug-in that we cannot draw
    std::string sourceType; // as the stored JSON says: graph, singlestat, …
    std::string title;
    std::string description;
    GridPos grid;
    bool transparent = false;
    SourceRef datasource;
    std::vector<Target> targets;

    // Values of the model's document; they do not exist where the dashboard says nothing.
    JsonValue options;
    JsonValue fieldConfig; // {"defaults":{…},"overrides":[…]}
    std::vector<JsonValue> transformations;

    std::vector<LinkModel> links;
    std::string repeat; // name of a variable; empty = no repeat
    bool repeatsVertically = false;
    int maxPerRow = 4;
    std::string minInterval; // "1m", ">10s", "$interval"; empty = none
    std::optional<qint64> maxDataPoints;
    std::string timeFrom;  // "6h": the panel's own length of time
    std::string timeShift; // "1d": moved into the past
    bool hideTimeOverride = false;

    bool collapsed = false;         // rows
    std::vector<PanelModel> panels; // of a collapsed row

    [[nodiscard]] bool isRow() const { return type == "row"; }
};

enum class VariableKind { Query, Custom, Constant, Interval, DataSource, TextBox, AdHoc, Unknown };

struct VariableOption
{
    std::string text;
    std::string value;
    friend bool operator==(const VariableOption &, const VariableOption &) = default;
};

/// A variable as the dashboard defines it.
struct VariableModel
{
    enum class Refresh { Never, OnLoad, OnTimeRange };

    std::string name;
    std::string label;
    std::string description;
    VariableKind kind = VariableKind::Unknown;
    std::string typeName; // as the JSON says
    int hide = 0;         // 0 shown, 1 without label, 2 not shown
    bool multi = false;
    bool includeAll = false;
    bool skipUrlSync = false;
    std::string allValue; // what All stands for; empty = all options
    std::string query;    // text of the query; for kind DataSource the plug-in type
    std::string queryJson; // the query as JSON: a string, or the object of newer dashboards
    std::string regex;
    int sort = 0; // 0 none, 1/2 alphabetical, 3/4 numerical, 5/6 ignoring case, 7/8 natural; odd = ascending
    Refresh refresh = Refresh::OnLoad;
    SourceRef datasource;
    std::vector<VariableOption> options; // as saved
    std::vector<std::string> currentValues; // as saved; `$__all` stands for All
    std::vector<std::string> currentTexts;
    bool autoInterval = false;
    int autoCount = 30;
    std::string autoMin = "10s";
};

/// An annotation query.
struct AnnotationModel
{
    std::string name;
    std::string colour;
    bool enabled = true;
    bool hidden = false;
    bool builtIn = false;
    SourceRef datasource;
    JsonValue model; // its JSON object
    std::vector<qint64> panels; // where it shows, or where not; empty = everywhere
    bool excludesPanels = false;
};

struct TimeSettings
{
    std::string from = "now-6h";
    std::string to = "now";
    std::string timezone; // "", "browser", "utc" or an IANA name
    std::string refresh;  // "30s"; empty = off
    std::vector<std::string> refreshChoices;
    std::string nowDelay;
    std::string weekStart;
    bool hidden = false;
};

/// A dashboard of any age after upgrade. Immutable once made: share it as std::shared_ptr<const DashboardModel>, which
/// keeps `document` alive for the JsonValues within. May be read from several threads.
struct DashboardModel
{
    explicit DashboardModel(JsonDocument json) : document(std::move(json)) {}

    JsonDocument document; // the upgraded JSON
    std::string uid;
    std::string title;
    std::string description;
    std::vector<std::string> tags;
    bool editable = true;
    int graphTooltip = 0; // 0 off, 1 shared crosshair, 2 shared tooltip
    int savedSchemaVersion = 0;
    TimeSettings time;
    std::vector<VariableModel> variables;
    std::vector<AnnotationModel> annotations;
    std::vector<LinkModel> links;
    std::vector<PanelModel> panels; // in the order of the JSON; panels of collapsed rows are within their row
    std::vector<std::string> notices; // what could not be taken over, as sentences
};

using DashboardModelPtr = std::shared_ptr<const DashboardModel>;

} // namespace mdash
