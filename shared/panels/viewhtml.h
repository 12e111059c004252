#pragma once

#include "panels/panelview.h"

#include <string>
#include <string_view>
#include <vector>

namespace mdash {

/// Turns HTML that anybody may have written into a tree of elements and attributes from fixed lists. Scripts, styles,
/// frames and the like vanish with what is in them; other unknown elements vanish and leave their words. Addresses are
/// http, https, mailto or relative; pictures from elsewhere become links, so that looking at a dashboard asks nobody
/// but its own server. Never fails; takes time in proportion to the text, at most 20,000 nodes and 100 levels.
[[nodiscard]] std::vector<view::TextNode> sanitisedHtml(std::string_view html);

/// The words of a tree, for search and for those who cannot see it.
[[nodiscard]] std::string plainWords(const std::vector<view::TextNode> &nodes);

} // namespace mdash
