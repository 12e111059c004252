#include "api/jsonmembers.h"
#include "api/panelviewbodies.h"

namespace mdash {
namespace {

void writeTimes(JsonWriter &writer, const view::Times &times)
{
    writer.key("x").beginObject();
    if (const auto *even = std::get_if<view::EvenTimes>(&times)) {
        writer.member("start", static_cast<qint64>(even->start)).member("step", static_cast<qint64>(even->step));
        writer.member("count", even->count);
    } else {
        writer.key("t").beginArray();
        for (const std::int64_t time : std::get<std::vector<std::int64_t>>(times))
            writer.value(static_cast<qint64>(time));
        writer.endArray();
    }
    writer.endObject();
}

void writeRange(JsonWriter &writer, const view::Range &range)
{
    writer.key("range").beginObject();
    writer.member("from", static_cast<qint64>(range.from)).member("to", static_cast<qint64>(range.to)).endObject();
}

void writeHidden(JsonWriter &writer, const view::Hidden &hidden)
{
    if (hidden == view::Hidden{})
        return;
    writer.key("hidden").beginObject();
    writeFlag(writer, "legend", hidden.legend);
    writeFlag(writer, "tooltip", hidden.tooltip);
    writeFlag(writer, "viz", hidden.viz);
    writer.endObject();
}

void writeStyle(JsonWriter &writer, const view::Series &series)
{
    writer.member("draw", series.draw).member("width", series.width);
    if (!series.dash.empty())
        writeNumbers(writer, "dash", series.dash);
    writer.member("fill", series.fill);
    writeText(writer, "gradient", series.gradient);
    writer.member("interpolation", series.interpolation).member("points", series.points);
    writeNumber(writer, "pointSize", series.pointSize);
    if (const bool *bridged = std::get_if<bool>(&series.spanNulls))
        writeFlag(writer, "spanNulls", *bridged);
    else
        writer.member("spanNulls", std::get<double>(series.spanNulls));
    if (series.stack) {
        writer.key("stack").beginObject();
        writer.member("group", series.stack->group).member("mode", series.stack->mode).endObject();
    }
    writeFlag(writer, "negate", series.negate);
    writeText(writer, "fillBelowTo", series.fillBelowTo);
    writeHidden(writer, series.hidden);
}

void writeSeries(JsonWriter &writer, const view::Series &series)
{
    writer.beginObject().member("name", series.name).member("colour", series.colour).member("axis", series.axis);
    writeUnit(writer.key("unit"), series.unit);
    writeNumbers(writer, "values", series.values);
    writeStyle(writer, series);
    writeArray(writer, "legend", series.legend, writeValue<std::string>);
    if (!series.legendNumbers.empty())
        writeNumbers(writer, "legendNumbers", series.legendNumbers);
    if (!series.links.empty())
        writeLinks(writer, "links", series.links);
    writer.endObject();
}

void writeThreshold(JsonWriter &writer, const view::ThresholdBand &band)
{
    writer.beginObject().key("value");
    if (band.value)
        writer.value(*band.value);
    else
        writer.null();
    writeNumber(writer, "to", band.to);
    writer.member("colour", band.colour).member("axis", band.axis).member("mode", band.mode);
    writeFlag(writer, "dashed", band.dashed);
    writer.endObject();
}

void writeBuckets(JsonWriter &writer, std::string_view name, const std::vector<view::Bucket> &buckets)
{
    writeArray(writer, name, buckets, [](JsonWriter &out, const view::Bucket &bucket) {
        out.beginObject().member("text", bucket.text).member("from", bucket.from).member("to", bucket.to).endObject();
    });
}

} // namespace

void writeBody(JsonWriter &writer, const view::TimeSeriesBody &body)
{
    writer.beginObject();
    writeTimes(writer, body.x);
    writeRange(writer, body.range);
    writeArray(writer, "series", body.series, writeSeries);
    writeArray(writer, "axes", body.axes, writeAxis);
    writeSome(writer, "thresholds", body.thresholds, writeThreshold);
    writeLegend(writer, body.legend);
    writer.key("tooltip").beginObject();
    writer.member("mode", body.tooltip.mode).member("sort", body.tooltip.sort).endObject();
    writeSome(writer, "timeRegions", body.timeRegions, [](JsonWriter &out, const view::TimeRegion &region) {
        out.beginObject().member("from", static_cast<qint64>(region.from)).member("to", static_cast<qint64>(region.to));
        out.member("colour", region.colour).endObject();
    });
    writer.endObject();
}

void writeBody(JsonWriter &writer, const view::HeatmapBody &body)
{
    writer.beginObject();
    writeBuckets(writer, "x", body.x);
    writeBuckets(writer, "y", body.y);
    writeNumbers(writer, "cells", body.cells);
    writeArray(writer, "colours", body.colours, writeValue<std::string>);
    writer.key("scale").beginObject().member("min", body.scale.min).member("max", body.scale.max);
    writer.member("minText", body.scale.minText).member("maxText", body.scale.maxText);
    writeNumber(writer, "exponent", body.scale.exponent);
    writer.endObject();
    writeUnit(writer.key("unit"), body.unit);
    writer.endObject();
}

void writeBody(JsonWriter &writer, const view::BarsBody &body)
{
    writer.beginObject();
    writeArray(writer, "categories", body.categories, writeValue<std::string>);
    writeArray(writer, "series", body.series, [](JsonWriter &out, const view::BarSeries &series) {
        out.beginObject().member("name", series.name).member("colour", series.colour);
        writeNumbers(out, "values", series.values);
        writeArray(out, "texts", series.texts, writeValue<std::string>);
        writeSome(out, "legend", series.legend, writeValue<std::string>);
        out.endObject();
    });
    writeArray(writer, "axes", body.axes, writeAxis);
    writer.member("orientation", body.orientation).member("stacking", body.stacking);
    writeLegend(writer, body.legend);
    writeNumber(writer, "groupWidth", body.groupWidth);
    writeNumber(writer, "barWidth", body.barWidth);
    if (!body.edges.empty())
        writeNumbers(writer, "edges", body.edges);
    writer.endObject();
}

void writeBody(JsonWriter &writer, const view::SpansBody &body)
{
    writer.beginObject();
    writeRange(writer, body.range);
    writeArray(writer, "rows", body.rows, [](JsonWriter &out, const view::SpanRow &row) {
        out.beginObject().member("name", row.name);
        writeArray(out, "spans", row.spans, [](JsonWriter &inner, const view::Span &span) {
            inner.beginObject().member("from", static_cast<qint64>(span.from));
            inner.member("to", static_cast<qint64>(span.to)).member("text", span.text);
            inner.member("colour", span.colour).endObject();
        });
        out.endObject();
    });
    writeLegend(writer, body.legend, &body.legendItems);
    writer.member("showValue", body.showValue);
    writeNumber(writer, "rowHeight", body.rowHeight);
    writer.endObject();
}

} // namespace mdash
