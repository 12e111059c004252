#pragma once

#include "base/json.h"
#include "panels/panelview.h"

namespace mdash {

/// Writes @p view as server/web/src/api/panelview.ts has it. Members that say nothing are left out.
void writePanelView(JsonWriter &writer, const PanelView &view);

/// A short name for exactly these bytes, the same on every node: an answer with the same etag need not be sent again.
[[nodiscard]] std::string etagOf(std::string_view bytes);

} // namespace mdash
