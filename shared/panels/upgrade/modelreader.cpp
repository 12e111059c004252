#include "panels/upgrade/modelreader.h"

#include <algorithm>
#include <cmath>

namespace mdash {
namespace {

std::string textOf(const JsonValue &json)
{
    return std::string(json.string());
}

std::vector<std::string> textsOf(const JsonValue &json)
{
    std::vector<std::string> texts;
    for (const JsonValue &element : json.elements()) {
        if (element.isString())
            texts.push_back(textOf(element));
    }
    return texts;
}

std::vector<qint64> idsOf(const JsonValue &json)
{
    std::vector<qint64> ids;
    for (const JsonValue &element : json.elements())
        ids.push_back(element.integer());
    return ids;
}

int rounded(const JsonValue &json, int fallback, int least, int most)
{
    return json.isNumber() ? static_cast<int>(std::clamp(std::lround(std::clamp(json.number(), -1e6, 1e6)), long{least}, long{most})) : fallback;
}

GridPos gridOf(const JsonValue &json)
{
    GridPos grid;
    grid.w = rounded(json["w"], 12, 1, 24);
    grid.h = rounded(json["h"], 8, 1, 1000);
    grid.x = rounded(json["x"], 0, 0, 24 - grid.w);
    grid.y = rounded(json["y"], 0, 0, 100'000);
    return grid;
}

std::vector<LinkModel> linksOf(const JsonValue &json)
{
    std::vector<LinkModel> links;
    for (const JsonValue &element : json.elements()) {
        LinkModel link;
        link.kind = element["type"].string() == "dashboards" ? LinkModel::Kind::Dashboards : LinkModel::Kind::Url;
        link.title = textOf(element["title"]);
        link.url = textOf(element["url"]);
        link.icon = textOf(element["icon"]);
        link.tooltip = textOf(element["tooltip"]);
        link.tags = textsOf(element["tags"]);
        link.asDropdown = element["asDropdown"].boolean();
        link.includeVariables = element["includeVars"].boolean();
        link.keepTime = element["keepTime"].boolean();
        link.newTab = element["targetBlank"].boolean();
        links.push_back(std::move(link));
    }
    return links;
}

std::vector<Target> targetsOf(const JsonValue &panel, const SourceRef &ofPanel)
{
    std::vector<Target> targets;
    for (const JsonValue &element : panel["targets"].elements()) {
        if (!element.isObject())
            continue;
        Target target{textOf(element["refId"]), readDataSource(element["datasource"]), element["hide"].boolean(), element};
        if (!target.datasource.isSet() && !ofPanel.isMixed())
            target.datasource = ofPanel;
        targets.push_back(std::move(target));
    }
    return targets;
}

PanelModel panelOf(const JsonValue &json)
{
    PanelModel panel;
    panel.id = json["id"].integer();
    panel.type = textOf(json["type"]);
    panel.sourceType = textOf(json["sourceType"]);
    panel.title = textOf(json["title"]);
    panel.description = textOf(json["description"]);
    panel.grid = gridOf(json["gridPos"]);
    panel.transparent = json["transparent"].boolean();
    panel.datasource = readDataSource(json["datasource"]);
    panel.targets = targetsOf(json, panel.datasource);
    panel.options = json["options"];
    panel.fieldConfig = json["fieldConfig"];
    panel.transformations = json["transformations"].elements();
    panel.links = linksOf(json["links"]);
    panel.repeat = textOf(json["repeat"]);
    panel.repeatsVertically = json["repeatDirection"].string() == "v";
    panel.maxPerRow = rounded(json["maxPerRow"], 4, 1, 24);
    panel.minInterval = textOf(json["interval"]);
    if (json["maxDataPoints"].isNumber() && json["maxDataPoints"].number() >= 1)
        panel.maxDataPoints = static_cast<qint64>(std::min(json["maxDataPoints"].number(), 1e6));
    panel.timeFrom = textOf(json["timeFrom"]);
    panel.timeShift = textOf(json["timeShift"]);
    panel.hideTimeOverride = json["hideTimeOverride"].boolean();
    panel.collapsed = json["collapsed"].boolean();
    if (panel.isRow()) {
        for (const JsonValue &inner : json["panels"].elements())
            panel.panels.push_back(panelOf(inner));
    }
    return panel;
}

VariableKind kindOf(std::string_view type)
{
    static constexpr std::array<std::pair<std::string_view, VariableKind>, 7> kinds = {{{"query", VariableKind::Query},
        {"custom", VariableKind::Custom}, {"constant", VariableKind::Constant}, {"interval", VariableKind::Interval},
        {"datasource", VariableKind::DataSource}, {"textbox", VariableKind::TextBox}, {"adhoc", VariableKind::AdHoc}}};
    const auto found = std::find_if(kinds.begin(), kinds.end(), [type](const auto &kind) { return kind.first == type; });
    return found == kinds.end() ? VariableKind::Unknown : found->second;
}

/// A string, a number or a list of them, as the current value of a variable is saved.
std::vector<std::string> valuesOf(const JsonValue &json)
{
    std::vector<std::string> values;
    if (json.isArray()) {
        for (const JsonValue &element : json.elements())
            values.push_back(element.isString() ? textOf(element) : element.json());
    } else if (json.isString()) {
        values.push_back(textOf(json));
    } else if (json.isNumber() || json.isBool()) {
        values.push_back(json.json());
    }
    return values;
}

void readQuery(const JsonValue &json, VariableModel &variable)
{
    const JsonValue &query = json["query"];
    if (query.isObject()) {
        variable.query = textOf(query["query"]);
        variable.queryJson = query.json();
        return;
    }
    const auto texts = valuesOf(query);
    variable.query = texts.empty() ? std::string() : texts.front();
    JsonWriter(variable.queryJson).value(variable.query);
}

VariableModel variableOf(const JsonValue &json)
{
    VariableModel variable;
    variable.name = textOf(json["name"]);
    variable.label = textOf(json["label"]);
    variable.description = textOf(json["description"]);
    variable.typeName = textOf(json["type"]);
    variable.kind = kindOf(variable.typeName);
    variable.hide = rounded(json["hide"], 0, 0, 2);
    variable.multi = json["multi"].boolean();
    variable.includeAll = json["includeAll"].boolean();
    variable.skipUrlSync = json["skipUrlSync"].boolean();
    variable.allValue = textOf(json["allValue"]);
    readQuery(json, variable);
    variable.regex = textOf(json["regex"]);
    variable.sort = rounded(json["sort"], 0, 0, 8);
    const auto refresh = json["refresh"].integer(1);
    variable.refresh = refresh == 2 ? VariableModel::Refresh::OnTimeRange : refresh == 0 ? VariableModel::Refresh::Never : VariableModel::Refresh::OnLoad;
    variable.datasource = readDataSource(json["datasource"]);
    for (const JsonValue &option : json["options"].elements()) {
        const auto values = valuesOf(option["value"]);
        const auto texts = valuesOf(option["text"]);
        if (!values.empty())
            variable.options.push_back({texts.empty() ? values.front() : texts.front(), values.front()});
    }
    variable.currentValues = valuesOf(json["current"]["value"]);
    variable.currentTexts = valuesOf(json["current"]["text"]);
    variable.autoInterval = json["auto"].boolean();
    variable.autoCount = rounded(json["auto_count"], 30, 1, 10'000);
    if (json["auto_min"].isString())
        variable.autoMin = textOf(json["auto_min"]);
    return variable;
}

AnnotationModel annotationOf(const JsonValue &json)
{
    AnnotationModel annotation;
    annotation.name = textOf(json["name"]);
    annotation.colour = std::string(json["iconColor"].string("red"));
    annotation.enabled = json["enable"].boolean(true);
    annotation.hidden = json["hide"].boolean();
    annotation.builtIn = json["builtIn"].integer() == 1 || json["builtIn"].boolean();
    annotation.datasource = readDataSource(json["datasource"]);
    annotation.model = json;
    annotation.panels = idsOf(json["filter"]["ids"]);
    annotation.excludesPanels = json["filter"]["exclude"].boolean();
    return annotation;
}

/// "" and "default" mean the browser's zone, as "browser" does; "UTC" is "utc".
std::string zoneOf(std::string_view zone)
{
    if (zone == "default")
        return {};
    return std::string(zone == "UTC" ? "utc" : zone);
}

TimeSettings timeOf(const JsonValue &json)
{
    TimeSettings time;
    time.from = std::string(json["time"]["from"].string(time.from));
    time.to = std::string(json["time"]["to"].string(time.to));
    time.timezone = zoneOf(json["timezone"].string());
    time.refresh = textOf(json["refresh"]);
    time.refreshChoices = textsOf(json["timepicker"]["refresh_intervals"]);
    time.nowDelay = textOf(json["timepicker"]["nowDelay"]);
    time.weekStart = textOf(json["weekStart"]);
    time.hidden = json["timepicker"]["hidden"].boolean();
    return time;
}

} // namespace

SourceRef readDataSource(const JsonValue &json)
{
    if (json.isString())
        return {textOf(json) == "default" ? std::string() : textOf(json), {}};
    SourceRef source{textOf(json["uid"]), textOf(json["type"])};
    if (source.uid == "default")
        source.uid.clear();
    if (source.uid == "-100")
        source.uid = "__expr__";
    return source;
}

void readModel(DashboardModel &model)
{
    const JsonValue root = model.document.root();
    model.uid = textOf(root["uid"]);
    model.title = textOf(root["title"]);
    model.description = textOf(root["description"]);
    model.tags = textsOf(root["tags"]);
    model.editable = root["editable"].boolean(true);
    model.graphTooltip = rounded(root["graphTooltip"], 0, 0, 2);
    model.savedSchemaVersion = rounded(root["schemaVersion"], 0, 0, 10'000);
    model.time = timeOf(root);
    for (const JsonValue &variable : root["templating"]["list"].elements()) {
        if (!variable["name"].string().empty())
            model.variables.push_back(variableOf(variable));
    }
    for (const JsonValue &annotation : root["annotations"]["list"].elements())
        model.annotations.push_back(annotationOf(annotation));
    model.links = linksOf(root["links"]);
    for (const JsonValue &panel : root["panels"].elements())
        model.panels.push_back(panelOf(panel));
}

} // namespace mdash
