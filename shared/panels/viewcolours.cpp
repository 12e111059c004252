#include "panels/viewcolours.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace mdash {
namespace {

using Named = std::pair<std::string_view, std::string_view>;

/// Fills of the named colours, which all themes share: resources/tokens.json, held equal by tst_viewcolours.
constexpr std::array<Named, 30> palette{{{"dark-red", "#910F13"},
                                         {"dark-orange", "#793800"},
                                         {"dark-yellow", "#8C710A"},
                                         {"dark-green", "#005E28"},
                                         {"dark-blue", "#0E4B93"},
                                         {"dark-purple", "#602F8F"},
                                         {"semi-dark-red", "#BA2B28"},
                                         {"semi-dark-orange", "#A24E04"},
                                         {"semi-dark-yellow", "#B39109"},
                                         {"semi-dark-green", "#027E38"},
                                         {"semi-dark-blue", "#2568BB"},
                                         {"semi-dark-purple", "#7F48B7"},
                                         {"red", "#E24942"},
                                         {"orange", "#CD650C"},
                                         {"yellow", "#E2B926"},
                                         {"green", "#2E9E52"},
                                         {"blue", "#4086E1"},
                                         {"purple", "#9E64DC"},
                                         {"light-red", "#FC8175"},
                                         {"light-orange", "#EA925A"},
                                         {"light-yellow", "#F1D26F"},
                                         {"light-green", "#6FC082"},
                                         {"light-blue", "#75ADF8"},
                                         {"light-purple", "#BF92F4"},
                                         {"super-light-red", "#FDC0B8"},
                                         {"super-light-orange", "#F6C5A9"},
                                         {"super-light-yellow", "#F7E7B7"},
                                         {"super-light-green", "#B4DDBC"},
                                         {"super-light-blue", "#B6D3FC"},
                                         {"super-light-purple", "#DBC5FA"}}};

constexpr std::array<Named, 12> words{{{"white", "#ffffff"},
                                       {"black", "#000000"},
                                       {"gray", "#808080"},
                                       {"grey", "#808080"},
                                       {"silver", "#c0c0c0"},
                                       {"lime", "#00ff00"},
                                       {"navy", "#000080"},
                                       {"teal", "#008080"},
                                       {"cyan", "#00ffff"},
                                       {"magenta", "#ff00ff"},
                                       {"pink", "#ffc0cb"},
                                       {"brown", "#a52a2a"}}};

struct Ramp
{
    std::string_view mode;
    std::array<std::string_view, 3> stops; // the last may be empty
};

constexpr std::array<Ramp, 16> ramps{{{"continuous-GrYlRd", {"green", "yellow", "red"}},
                                      {"continuous-RdYlGr", {"red", "yellow", "green"}},
                                      {"continuous-BlYlRd", {"blue", "yellow", "red"}},
                                      {"continuous-YlRd", {"yellow", "red", ""}},
                                      {"continuous-BlPu", {"blue", "purple", ""}},
                                      {"continuous-YlBl", {"yellow", "blue", ""}},
                                      {"continuous-blues", {"super-light-blue", "blue", "dark-blue"}},
                                      {"continuous-reds", {"super-light-red", "red", "dark-red"}},
                                      {"continuous-greens", {"super-light-green", "green", "dark-green"}},
                                      {"continuous-purples", {"super-light-purple", "purple", "dark-purple"}},
                                      {"continuous-viridis", {"dark-purple", "green", "yellow"}},
                                      {"continuous-magma", {"dark-purple", "red", "super-light-yellow"}},
                                      {"continuous-plasma", {"dark-blue", "red", "yellow"}},
                                      {"continuous-inferno", {"dark-purple", "orange", "super-light-yellow"}},
                                      {"continuous-cividis", {"dark-blue", "light-blue", "yellow"}},
                                      {"continuous-oranges", {"super-light-orange", "orange", "dark-orange"}}}};

using Rgb = std::array<double, 3>;

template <std::size_t N> std::string_view lookup(const std::array<Named, N> &table, std::string_view name)
{
    const auto found = std::ranges::find(table, name, &Named::first);
    return found == table.end() ? std::string_view() : found->second;
}

bool isHex(std::string_view text)
{
    return std::ranges::all_of(
        text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); });
}

std::string hexByte(double value)
{
    static constexpr char digits[] = "0123456789abcdef";
    const auto byte = static_cast<unsigned>(std::lround(std::clamp(value, 0.0, 255.0)));
    return {digits[byte >> 4], digits[byte & 15u]};
}

std::string toHex(const Rgb &rgb)
{
    return '#' + hexByte(rgb[0]) + hexByte(rgb[1]) + hexByte(rgb[2]);
}

Rgb rgbOf(std::string_view colour)
{
    const std::string hex = hexOf(colour);
    Rgb rgb{};
    for (std::size_t i = 0; i < 3 && hex.size() == 7; ++i) {
        unsigned byte = 0;
        std::from_chars(hex.data() + 1 + 2 * i, hex.data() + 3 + 2 * i, byte, 16);
        rgb[i] = byte;
    }
    return rgb;
}

Rgb mixed(const Rgb &a, const Rgb &b, double share)
{
    return {a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share};
}

/// `rgb(1, 2, 3)` and `rgba(1, 2, 3, 0.5)`.
std::string fromFunction(std::string_view text)
{
    const std::size_t open = text.find('(');
    std::array<double, 4> parts{0, 0, 0, 1};
    std::size_t count = 0;
    const char *at = text.data() + open + 1;
    const char *end = text.data() + text.size();
    while (at < end && count < parts.size()) {
        const auto [next, error] = std::from_chars(at, end, parts[count]);
        if (error == std::errc{})
            ++count;
        at = error == std::errc{} ? next : at + 1;
    }
    if (count < 3)
        return "text";
    const std::string hex = toHex({parts[0], parts[1], parts[2]});
    return count == 4 && parts[3] < 1 ? hex + hexByte(parts[3] * 255) : hex;
}

} // namespace

view::Colour colourNamed(std::string_view name)
{
    if (name.empty() || name == "text" || name == "transparent")
        return name.empty() ? "text" : std::string(name);
    if (!lookup(palette, name).empty() || name.starts_with("series-"))
        return std::string(name);
    if (name.front() == '#' && isHex(name.substr(1))) {
        if (name.size() == 7 || name.size() == 9)
            return std::string(name);
        if (name.size() == 4)
            return {'#', name[1], name[1], name[2], name[2], name[3], name[3]};
    }
    if (name.starts_with("rgb") && name.find('(') != std::string_view::npos)
        return fromFunction(name);
    const std::string_view word = lookup(words, name);
    return word.empty() ? "text" : std::string(word);
}

view::Colour seriesColour(std::size_t index)
{
    return "series-" + std::to_string(index + 1);
}

view::Colour seriesColourByName(std::string_view name)
{
    constexpr std::size_t colours = 14;
    std::uint32_t hash = 2166136261u; // FNV-1a
    for (const char c : name)
        hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    return seriesColour(hash % colours);
}

view::Colour shadeOf(const view::Colour &base, std::size_t index)
{
    static constexpr std::array<double, 7> steps{0, 0.25, -0.25, 0.5, -0.5, 0.7, -0.65}; // towards white, towards black
    const double step = steps[index % steps.size()];
    const std::string hex = hexOf(base);
    if (hex.empty() || step == 0)
        return base;
    return toHex(mixed(rgbOf(hex), step > 0 ? Rgb{255, 255, 255} : Rgb{0, 0, 0}, std::abs(step)));
}

bool isContinuous(std::string_view mode)
{
    return mode.starts_with("continuous-");
}

view::Colour continuousColour(std::string_view mode, double ratio)
{
    const auto found = std::ranges::find(ramps, mode, &Ramp::mode);
    const Ramp &ramp = found == ramps.end() ? ramps.front() : *found;
    const std::size_t last = ramp.stops[2].empty() ? 1 : 2;
    const double place = (std::isnan(ratio) ? 0 : std::clamp(ratio, 0.0, 1.0)) * static_cast<double>(last);
    const std::size_t below = std::min(static_cast<std::size_t>(place), last - 1);
    return toHex(mixed(rgbOf(ramp.stops[below]), rgbOf(ramp.stops[below + 1]), place - static_cast<double>(below)));
}

std::string hexOf(std::string_view colour)
{
    if (const std::string_view fill = lookup(palette, colour); !fill.empty())
        return std::string(fill);
    if (colour.size() >= 7 && colour.front() == '#')
        return std::string(colour.substr(0, 7));
    return {};
}

} // namespace mdash
