#pragma once

#include "base/json.h"
#include "frames/frame.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace mdash {

/// Replaces the variables in a text of a transformation's options.
using Replace = std::function<std::string(std::string_view text)>;

/// Runs the steps of a panel, `[{"id":"organize","options":{…},"disabled":…,"filter":…}, …]`, one after the other. A
/// step that nobody knows, or that cannot do its work, leaves the data as it is and adds to @p notices. At most 50
/// steps and 10^6 cells.
[[nodiscard]] Frames transformed(Frames frames, const std::vector<JsonValue> &steps, const Replace &replace,
                                 std::vector<Notice> &notices);

/// The ids of all transformations, for what the server claims to support.
[[nodiscard]] std::vector<std::string_view> knownTransformations();

} // namespace mdash
