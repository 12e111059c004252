#include "api/panelviewbodies.h"

#include "api/jsonmembers.h"

#include <cmath>

namespace mdash {

void writeLinks(JsonWriter &writer, std::string_view name, const view::Links &links)
{
    writeArray(writer, name, links, [](JsonWriter &out, const view::Link &link) {
        out.beginObject().member("text", link.text).member("url", link.url);
        writeFlag(out, "newTab", link.newTab);
        writeText(out, "icon", link.icon);
        writeText(out, "tooltip", link.tooltip);
        out.endObject();
    });
}

void writeUnit(JsonWriter &writer, const view::Unit &unit)
{
    writer.beginObject().member("id", unit.id).member("kernel", unit.kernel);
    writeText(writer, "prefix", unit.prefix);
    writeText(writer, "suffix", unit.suffix);
    writeNumber(writer, "decimals", unit.decimals);
    if (unit.scale != 1)
        writer.member("scale", unit.scale);
    writer.endObject();
}

void writeNumbers(JsonWriter &writer, std::string_view name, const view::Numbers &numbers)
{
    writer.key(name).beginArray();
    for (const double number : numbers) {
        // Whole numbers are frequent and much cheaper to write as such.
        if (const auto whole = static_cast<qint64>(std::abs(number) < 9e15 ? number : 0);
            static_cast<double>(whole) == number)
            writer.value(whole);
        else
            writer.value(number);
    }
    writer.endArray();
}

void writeLegend(JsonWriter &writer, const view::Legend &legend, const std::vector<view::LegendItem> *items)
{
    writer.key("legend").beginObject().member("shown", legend.shown);
    writer.member("placement", legend.placement).member("mode", legend.mode);
    writeArray(writer, "columns", legend.columns, [](JsonWriter &out, const view::Legend::LegendColumn &column) {
        out.beginObject().member("id", column.id).member("title", column.title).endObject();
    });
    writeText(writer, "sortBy", legend.sortBy);
    writeFlag(writer, "sortDesc", legend.sortDesc);
    writeNumber(writer, "width", legend.width);
    if (items) {
        writeArray(writer, "items", *items, [](JsonWriter &out, const view::LegendItem &item) {
            out.beginObject().member("name", item.name).member("colour", item.colour).endObject();
        });
    }
    writer.endObject();
}

static void writeScale(JsonWriter &writer, const view::Scale &scale)
{
    writer.key("scale").beginObject().member("kind", scale.kind);
    if (scale.kind != "linear")
        writer.member("base", scale.base);
    writeNumber(writer, "linear", scale.linear);
    writer.endObject();
}

void writeAxis(JsonWriter &writer, const view::Axis &axis)
{
    writer.beginObject().member("id", axis.id).member("side", axis.side);
    writeText(writer, "label", axis.label);
    writeUnit(writer.key("unit"), axis.unit);
    writeNumber(writer, "min", axis.min);
    writeNumber(writer, "max", axis.max);
    writeNumber(writer, "softMin", axis.softMin);
    writeNumber(writer, "softMax", axis.softMax);
    writeScale(writer, axis.scale);
    writer.member("grid", axis.grid);
    writeNumber(writer, "width", axis.width);
    writeFlag(writer, "centreZero", axis.centreZero);
    writer.endObject();
}

static void writeStatItem(JsonWriter &writer, const view::StatItem &item)
{
    writer.beginObject().member("name", item.name).member("text", item.text);
    writeText(writer, "prefix", item.prefix);
    writeText(writer, "suffix", item.suffix);
    writer.member("number", item.number.value_or(std::nan("")));
    writeNumber(writer, "ratio", item.ratio);
    writeNumber(writer, "min", item.min);
    writeNumber(writer, "max", item.max);
    writer.member("colour", item.colour);
    if (item.spark) {
        writer.key("spark").beginObject();
        writeNumbers(writer, "x", item.spark->x);
        writeNumbers(writer, "values", item.spark->values);
        writer.endObject();
    }
    writeSome(writer, "steps", item.steps, [](JsonWriter &out, const view::GaugeStep &step) {
        out.beginObject().member("at", step.at).member("colour", step.colour);
        writeText(out, "text", step.text);
        out.endObject();
    });
    writeText(writer, "change", item.change);
    if (!item.links.empty())
        writeLinks(writer, "links", item.links);
    writer.endObject();
}

void writeBody(JsonWriter &writer, const view::StatsBody &body)
{
    writer.beginObject().member("kind", body.kind);
    writeArray(writer, "items", body.items, writeStatItem);
    writer.member("orientation", body.orientation).member("textMode", body.textMode);
    writer.member("colourMode", body.colourMode).member("graphMode", body.graphMode).member("justify", body.justify);
    writeText(writer, "displayMode", body.displayMode);
    writeFlag(writer, "showThresholdLabels", body.showThresholdLabels);
    writeFlag(writer, "showThresholdMarkers", body.showThresholdMarkers);
    writeFlag(writer, "showUnfilled", body.showUnfilled);
    writeNumber(writer, "titleSize", body.titleSize);
    writeNumber(writer, "valueSize", body.valueSize);
    writer.endObject();
}

static void writeCell(JsonWriter &writer, const view::Cell &cell)
{
    writer.beginObject();
    writeText(writer, "t", cell.text);
    if (const double *number = std::get_if<double>(&cell.value))
        writer.member("v", *number);
    else if (const std::string *text = std::get_if<std::string>(&cell.value))
        writer.member("v", *text);
    writeText(writer, "c", cell.colour);
    writeText(writer, "b", cell.background);
    writeNumber(writer, "g", cell.ratio);
    if (!cell.spark.empty())
        writeNumbers(writer, "s", cell.spark);
    if (!cell.links.empty())
        writeLinks(writer, "l", cell.links);
    writer.endObject();
}

static void writeColumn(JsonWriter &writer, const view::TableColumn &column)
{
    writer.beginObject().member("name", column.name).member("type", column.type);
    writeNumber(writer, "width", column.width);
    writeNumber(writer, "minWidth", column.minWidth);
    writer.member("align", column.align).member("cell", column.cell);
    writer.member("sortable", column.sortable).member("filterable", column.filterable).endObject();
}

void writeBody(JsonWriter &writer, const view::TableBody &body)
{
    writer.beginObject();
    writeArray(writer, "columns", body.columns, writeColumn);
    writer.key("rows").beginArray();
    for (const std::vector<view::Cell> &row : body.rows) {
        writer.beginArray();
        for (const view::Cell &cell : row)
            writeCell(writer, cell);
        writer.endArray();
    }
    writer.endArray();
    writeSome(writer, "footer", body.footer, writeCell);
    if (body.sort) {
        writer.key("sort").beginObject();
        writer.member("column", body.sort->column).member("desc", body.sort->desc).endObject();
    }
    writer.member("total", body.total).member("showHeader", body.showHeader);
    writeText(writer, "cellHeight", body.cellHeight);
    writeFlag(writer, "pagination", body.pagination);
    writeSome(writer, "frames", body.frames, writeValue<std::string>);
    writer.endObject();
}

void writeBody(JsonWriter &writer, const view::SlicesBody &body)
{
    writer.beginObject();
    writeArray(writer, "items", body.items, [](JsonWriter &out, const view::Slice &slice) {
        out.beginObject().member("name", slice.name).member("number", slice.number).member("text", slice.text);
        out.member("ratio", slice.ratio).member("colour", slice.colour);
        writeSome(out, "legend", slice.legend, writeValue<std::string>);
        out.endObject();
    });
    writer.member("kind", body.kind);
    writeArray(writer, "labels", body.labels, writeValue<std::string>);
    writeLegend(writer, body.legend);
    writer.endObject();
}

void writeBody(JsonWriter &writer, const view::LogsBody &body)
{
    writer.beginObject();
    writeArray(writer, "lines", body.lines, [](JsonWriter &out, const view::LogLine &line) {
        out.beginObject().member("time", static_cast<qint64>(line.time)).member("level", line.level);
        out.member("text", line.text).key("labels").beginObject();
        for (const auto &[name, value] : line.labels)
            out.member(name, value);
        out.endObject();
        writeText(out, "detail", line.detail);
        out.endObject();
    });
    writer.member("showTime", body.showTime).member("showLabels", body.showLabels);
    writer.member("wrap", body.wrap).member("order", body.order).endObject();
}

static void writeTextNode(JsonWriter &writer, const view::TextNode &node)
{
    if (node.tag.empty()) {
        writer.value(node.text);
        return;
    }
    writer.beginObject().member("tag", node.tag);
    if (!node.attributes.empty()) {
        writer.key("attrs").beginObject();
        for (const auto &[name, value] : node.attributes)
            writer.member(name, value);
        writer.endObject();
    }
    writeSome(writer, "children", node.children, writeTextNode);
    writer.endObject();
}

void writeBody(JsonWriter &writer, const view::TextBody &body)
{
    writer.beginObject();
    writeArray(writer, "nodes", body.nodes, writeTextNode);
    writer.member("plain", body.plain).endObject();
}

} // namespace mdash
