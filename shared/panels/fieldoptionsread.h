#pragma once

#include "panels/fieldoptions.h"

namespace mdash {

/// Sets one property of an override or of the defaults: `unit`, `color`, `custom.lineWidth` …; unknown ones change
/// nothing.
void setFieldOption(FieldOptions &options, std::string_view id, const JsonValue &value);

/// The options that `defaults` of a field configuration say.
[[nodiscard]] FieldOptions readFieldDefaults(const JsonValue &defaults, const FieldDefaults &fallback);

[[nodiscard]] Thresholds readThresholds(const JsonValue &json);

} // namespace mdash
