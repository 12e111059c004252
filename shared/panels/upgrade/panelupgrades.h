#pragma once

#include "panels/jsontree.h"

namespace mdash {

/// Brings one panel to the current type and option shapes, in place: the step for its legacy type if it has one, then the
/// steps for every panel. Rows are left alone.
void upgradePanel(JsonTree &panel);

// The steps, one per legacy type. Each takes a panel of that type and leaves `type`, `options` and `fieldConfig` anew.
void upgradeVeryOldGraph(JsonTree &panel); // graph of before schema 13 -> graph
void upgradeGraph(JsonTree &panel);        // graph -> timeseries, bargauge (x axis of series) or histogram
void upgradeSinglestat(JsonTree &panel);   // singlestat -> stat or gauge
void upgradeOldTable(JsonTree &panel);     // table with styles -> table
void upgradeOldHeatmap(JsonTree &panel);   // heatmap with dataFormat -> heatmap
void upgradeOldPie(JsonTree &panel);       // grafana-piechart-panel -> piechart
void upgradeDiscrete(JsonTree &panel);     // natel-discrete-panel -> state-timeline
void upgradePolystat(JsonTree &panel);     // grafana-polystat-panel -> stat
void upgradeOldText(JsonTree &panel);      // text with mode and content beside the options

// The steps for current types whose shape has changed.
void upgradeFieldOptions(JsonTree &panel); // options.fieldOptions, valueOptions of stat, gauge, bar gauge -> fieldConfig
void upgradeMappings(JsonTree &panel);     // value mappings with numeric types -> value, range, special
void upgradeThresholds(JsonTree &panel);   // first step without a value, colour names
void upgradeLegend(JsonTree &panel);       // display mode "hidden" -> showLegend, tooltipOptions -> tooltip
void upgradeTableCells(JsonTree &panel);   // custom.displayMode -> custom.cellOptions
void upgradeTransformations(JsonTree &panel); // old ids

/// Until schema 31 `labelsToFields` gave one merged frame: adds the merge that it needs since.
void mergeAfterLabels(JsonTree &panel);

/// New value mappings from a list of old ones (`type` 1 and 2), or from a panel's `valueMaps` and `rangeMaps`.
[[nodiscard]] JsonTree mappingsFromOld(const JsonTree &old);
[[nodiscard]] JsonTree mappingsFromMaps(const JsonTree &panel);

} // namespace mdash
