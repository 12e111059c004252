#pragma once

#include "frames/frame.h"

#include <string>
#include <vector>

namespace mdash {

/// The names of all fields as people see them, by frame and field: what a panel or transformation set, else what the
/// data source says, else made of the field's own name, its frame's and its labels. If all series differ in one label
/// only, its value is the name. Equal names within a frame are numbered.
[[nodiscard]] std::vector<std::vector<std::string>> fieldDisplayNames(const Frames &frames);

/// The names in @p frame, seen alone.
[[nodiscard]] std::vector<std::string> fieldDisplayNames(const Frame &frame);

/// `{a="1", b="2"}`; empty for no labels.
[[nodiscard]] std::string labelsText(const Labels &labels);

} // namespace mdash
