#include "frames/numbertext.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace mdash {
namespace {

constexpr int mostDecimals = 20;

std::string notFiniteText(double value)
{
    if (std::isnan(value))
        return "NaN";
    return value > 0 ? "∞" : "-∞";
}

double powerOfTen(int exponent)
{
    static constexpr std::array<double, 23> powers{1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                   1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                   1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    return exponent >= 0 && exponent < 23 ? powers[static_cast<std::size_t>(exponent)] : std::pow(10.0, exponent);
}

/// `1.5e-07` and `1.5e+21` as they come from the library -> `1.5e-7`, `1.5e+21`.
std::string withShortExponent(std::string text)
{
    const std::size_t mark = text.find('e');
    if (mark == std::string::npos)
        return text;
    std::size_t digits = mark + 2;
    while (digits + 1 < text.size() && text[digits] == '0')
        text.erase(digits, 1);
    return text;
}

template <class... Format> std::string toText(double value, Format... format)
{
    std::array<char, 512> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format...).ptr;
    return {buffer.data(), end};
}

/// Beyond 2^53 the shortest digits that read back are written, then zeros.
std::string largeText(double value)
{
    const std::string scientific = toText(value, std::chars_format::scientific);
    const std::size_t mark = scientific.find('e');
    const auto exponent = static_cast<std::size_t>(std::stoi(scientific.substr(mark + 1)));
    std::string digits = scientific.substr(0, mark);
    std::erase(digits, '.');
    digits.resize(exponent + 1 + (value < 0 ? 1 : 0), '0');
    return digits;
}

void trimZeros(std::string &text)
{
    if (text.find('.') == std::string::npos)
        return;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.')
        text.pop_back();
}

} // namespace

int decimalsFor(double value)
{
    if (!std::isfinite(value) || value == 0 || std::trunc(value) == value)
        return 0;
    int decimals = 1 - static_cast<int>(std::floor(std::log10(std::abs(value))));
    const double leading = std::abs(value) * powerOfTen(decimals);
    if (leading > 2.25)
        ++decimals;
    return std::max(decimals, 0);
}

std::string plainText(double value)
{
    if (!std::isfinite(value))
        return notFiniteText(value);
    if (value == 0)
        return "0";
    const double size = std::abs(value);
    if (size >= 1e21 || size < 1e-6)
        return withShortExponent(toText(value, std::chars_format::scientific));
    return size < 9007199254740992.0 ? toText(value, std::chars_format::fixed) : largeText(value);
}

std::string fixedText(double value, std::optional<int> decimals)
{
    if (!std::isfinite(value))
        return notFiniteText(value);
    const int places = decimals ? std::clamp(*decimals, 0, mostDecimals) : decimalsFor(value);
    const double factor = powerOfTen(places);
    const double scaled = value * factor;
    std::string text = plainText(std::isfinite(scaled) ? std::floor(scaled + 0.5) / factor : value);
    if (places == 0 || (text.find('e') != std::string::npos && value != 0))
        return text;
    const std::size_t point = text.find('.');
    if (point == std::string::npos)
        text += '.';
    const std::size_t have = point == std::string::npos ? 0 : text.size() - point - 1;
    text.append(static_cast<std::size_t>(places) > have ? static_cast<std::size_t>(places) - have : 0, '0');
    return text;
}

std::string groupedText(double value, std::optional<int> decimals)
{
    if (!std::isfinite(value))
        return notFiniteText(value);
    std::string digits = fixedText(std::abs(value), decimals.value_or(3));
    if (digits.find('e') != std::string::npos)
        digits = largeText(std::abs(value));
    trimZeros(digits);
    const std::size_t whole = std::min(digits.find('.'), digits.size());
    std::string text = value < 0 && digits != "0" ? "-" : "";
    for (std::size_t i = 0; i < whole; ++i) {
        if (i > 0 && (whole - i) % 3 == 0)
            text += ',';
        text += digits[i];
    }
    return text + digits.substr(whole);
}

std::string scientificText(double value, std::optional<int> decimals)
{
    if (!std::isfinite(value))
        return notFiniteText(value);
    if (decimals)
        return withShortExponent(toText(value, std::chars_format::scientific, std::clamp(*decimals, 0, mostDecimals)));
    return withShortExponent(toText(value, std::chars_format::scientific));
}

std::string hexText(double value, std::optional<int> decimals, std::string_view prefix)
{
    static constexpr char digit[] = "0123456789ABCDEF";
    if (!std::isfinite(value))
        return notFiniteText(value);
    const int places = decimals ? std::clamp(*decimals, 0, mostDecimals) : decimalsFor(value);
    const double factor = powerOfTen(places);
    double size = std::abs(value);
    if (std::isfinite(value * factor))
        size = std::abs(std::floor(value * factor + 0.5) / factor);
    double whole = std::floor(size);
    double fraction = size - whole;
    double smallest = std::max(0.5 * (std::nextafter(size, std::numeric_limits<double>::max()) - size),
                               std::numeric_limits<double>::denorm_min());
    std::string text;
    do {
        text.insert(text.begin(), digit[static_cast<std::size_t>(std::fmod(whole, 16))]);
        whole = std::floor(whole / 16);
    } while (whole > 0);
    if (fraction >= smallest)
        text += '.';
    while (fraction >= smallest && text.size() < 512) {
        fraction *= 16;
        smallest *= 16;
        const double step = std::floor(fraction);
        text += digit[static_cast<std::size_t>(step)];
        fraction -= step;
    }
    return std::string(value < 0 && text != "0" ? "-" : "").append(prefix).append(text);
}

} // namespace mdash
