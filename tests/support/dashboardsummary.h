#pragma once

#include "panels/dashboardmodel.h"

namespace mdash {

inline std::string summaryOf(const SourceRef &source)
{
    return source.uid + (source.type.empty() ? "" : "(" + source.type + ")");
}

inline std::string oneLine(std::string text)
{
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

inline void summarise(const PanelModel &panel, const std::string &indent, std::string &out)
{
    const GridPos &grid = panel.grid;
    out += indent + std::to_string(panel.id) + " " + panel.type + (panel.type == panel.sourceType || panel.isRow() ? "" : "<" + panel.sourceType);
    out += " " + std::to_string(grid.x) + "," + std::to_string(grid.y) + " " + std::to_string(grid.w) + "x" + std::to_string(grid.h);
    out += " '" + oneLine(panel.title) + "'";
    if (panel.collapsed)
        out += " collapsed";
    if (!panel.repeat.empty())
        out += " repeat=" + panel.repeat + (panel.repeatsVertically ? "/v" : "/" + std::to_string(panel.maxPerRow));
    if (panel.datasource.isSet() && !panel.isRow())
        out += " from " + summaryOf(panel.datasource);
    if (!panel.targets.empty() && !panel.isRow()) {
        out += " [";
        for (const Target &target : panel.targets)
            out += (target.hidden ? "-" : "") + target.refId + (target.datasource == panel.datasource ? "" : "@" + summaryOf(target.datasource)) + " ";
        out.back() = ']';
    }
    const JsonValue defaults = panel.fieldConfig["defaults"];
    if (const std::string_view unit = defaults["unit"].string(); !unit.empty())
        out += " unit=" + std::string(unit);
    if (defaults["mappings"].size() > 0)
        out += " mappings=" + std::to_string(defaults["mappings"].size());
    if (defaults["thresholds"]["steps"].size() > 1)
        out += " steps=" + std::to_string(defaults["thresholds"]["steps"].size());
    if (panel.fieldConfig["overrides"].size() > 0)
        out += " overrides=" + std::to_string(panel.fieldConfig["overrides"].size());
    for (const JsonValue &transformation : panel.transformations)
        out += " |" + std::string(transformation["id"].string());
    const JsonValue calcs = panel.options["reduceOptions"]["calcs"].exists() ? panel.options["reduceOptions"]["calcs"] : panel.options["legend"]["calcs"];
    if (calcs.size() > 0)
        out += " calcs=" + calcs.json();
    if (!panel.timeFrom.empty() || !panel.timeShift.empty())
        out += " time=" + panel.timeFrom + "/" + panel.timeShift;
    out += "\n";
    for (const PanelModel &inner : panel.panels)
        summarise(inner, indent + "  ", out);
}

/// What a reader checks after an upgrade, a line a panel: type (and the old one), place, title, sources, main settings.
inline std::string summaryOf(const DashboardModel &model)
{
    std::string out = "'" + model.title + "' schema " + std::to_string(model.savedSchemaVersion) + " " + model.time.from + ".." + model.time.to
        + " refresh='" + model.time.refresh + "' tooltip=" + std::to_string(model.graphTooltip) + "\n";
    for (const VariableModel &variable : model.variables) {
        out += "$" + variable.name + " " + variable.typeName + (variable.multi ? " multi" : "") + (variable.includeAll ? " all" : "");
        if (!variable.allValue.empty())
            out += "=" + variable.allValue;
        out += variable.hide ? " hide=" + std::to_string(variable.hide) : "";
        out += variable.datasource.isSet() ? " from " + summaryOf(variable.datasource) : "";
        out += " sort=" + std::to_string(variable.sort) + (variable.regex.empty() ? "" : " regex=" + variable.regex);
        out += " options=" + std::to_string(variable.options.size()) + " '" + oneLine(variable.query) + "'\n";
    }
    for (const AnnotationModel &annotation : model.annotations)
        out += "! " + annotation.name + (annotation.enabled ? "" : " off") + (annotation.builtIn ? " built in" : "") + " from " + summaryOf(annotation.datasource) + "\n";
    for (const LinkModel &link : model.links)
        out += "> " + link.title + " " + (link.kind == LinkModel::Kind::Url ? link.url : "tags") + "\n";
    for (const PanelModel &panel : model.panels)
        summarise(panel, "", out);
    return out;
}

} // namespace mdash
