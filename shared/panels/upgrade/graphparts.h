#pragma once

#include "panels/upgrade/fieldconfigtree.h"

namespace mdash {

// Parts of the upgrade of old graphs that are tables of settings more than steps.

/// `{"fill":"dash","dash":[…]}` from dashLength and spaceLength.
[[nodiscard]] JsonTree dashesOf(const JsonTree &settings);
/// Colour name of an old threshold: critical, warning, ok or its own.
[[nodiscard]] std::string thresholdColour(const JsonTree &threshold);
/// `aliasColors`: a colour by series name.
void addAliasColours(const JsonTree &panel, FieldConfigTree &fields);
/// `seriesOverrides`: settings by series name or `/expression/`. Series of the second axis get what it has unlike the first.
void addSeriesOverrides(const JsonTree &panel, const FieldProperties &left, const FieldProperties &right, FieldConfigTree &fields);

} // namespace mdash
