#pragma once

#include "panels/fieldoptions.h"

namespace mdash {

/// Frames in the long shape (times that repeat, texts that tell the series apart, numbers) as one frame a series, with
/// the texts as labels and the options of the panel anew. Empty if no frame is long.
[[nodiscard]] PanelFrames splitLongFrames(const PanelFrames &frames, const JsonValue &fieldConfig,
                                          const ViewContext &context, std::vector<Notice> &notices);

} // namespace mdash
