#pragma once

#include "panels/panelview.h"

#include <span>
#include <string>
#include <string_view>

namespace mdash {

/// The colour that a dashboard names, as a palette name or `#rrggbb[aa]`: names of the palette stay, `rgb()`, `rgba()`,
/// `#rgb` and the common colour words become hexadecimal, what nobody knows becomes `text`.
[[nodiscard]] view::Colour colourNamed(std::string_view name);

/// The colour of series number @p index, from 0.
[[nodiscard]] view::Colour seriesColour(std::size_t index);
/// A colour that goes with a name, the same on every page.
[[nodiscard]] view::Colour seriesColourByName(std::string_view name);
/// A shade of @p base for series number @p index, from dark to light and round again.
[[nodiscard]] view::Colour shadeOf(const view::Colour &base, std::size_t index);

/// True for the colour modes that go from one colour to another: `continuous-GrYlRd` and so on.
[[nodiscard]] bool isContinuous(std::string_view mode);
/// The colour at @p ratio (0…1, clamped) of a continuous mode; of a mode that nobody knows, of green to red.
[[nodiscard]] view::Colour continuousColour(std::string_view mode, double ratio);

/// `#rrggbb` of a palette name that does not depend on the theme, or of a hexadecimal colour (its alpha is left out);
/// else empty.
[[nodiscard]] std::string hexOf(std::string_view colour);

} // namespace mdash
