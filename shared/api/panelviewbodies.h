#pragma once

#include "base/json.h"
#include "panels/panelview.h"

namespace mdash {

/// One function a body of a PanelView; each writes the body's object.
void writeBody(JsonWriter &writer, const view::TimeSeriesBody &body);
void writeBody(JsonWriter &writer, const view::StatsBody &body);
void writeBody(JsonWriter &writer, const view::TableBody &body);
void writeBody(JsonWriter &writer, const view::SlicesBody &body);
void writeBody(JsonWriter &writer, const view::HeatmapBody &body);
void writeBody(JsonWriter &writer, const view::BarsBody &body);
void writeBody(JsonWriter &writer, const view::SpansBody &body);
void writeBody(JsonWriter &writer, const view::LogsBody &body);
void writeBody(JsonWriter &writer, const view::TextBody &body);

/// Parts that several bodies share.
void writeLinks(JsonWriter &writer, std::string_view name, const view::Links &links);
void writeLegend(JsonWriter &writer, const view::Legend &legend, const std::vector<view::LegendItem> *items = nullptr);
void writeUnit(JsonWriter &writer, const view::Unit &unit);
void writeAxis(JsonWriter &writer, const view::Axis &axis);
void writeNumbers(JsonWriter &writer, std::string_view name, const view::Numbers &numbers);

} // namespace mdash
