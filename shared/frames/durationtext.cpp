#include "frames/durationtext.h"

#include "frames/numbertext.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <vector>

namespace mdash {
namespace {

constexpr double second = 1000;
constexpr double minute = 60 * second;
constexpr double hour = 60 * minute;
constexpr double day = 24 * hour;

struct Part
{
    double milliseconds;
    std::string_view name;
};

constexpr std::array<Part, 8> parts{{{365 * day, "year"},
                                     {30 * day, "month"},
                                     {7 * day, "week"},
                                     {day, "day"},
                                     {hour, "hour"},
                                     {minute, "minute"},
                                     {second, "second"},
                                     {1, "millisecond"}}};

std::string padded(double whole, std::size_t width)
{
    std::string text = plainText(whole);
    return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

std::string counted(double count, std::string_view name)
{
    return plainText(count) + ' ' + std::string(name) + (count == 1 ? "" : "s");
}

} // namespace

std::string durationWords(double milliseconds, std::optional<int> decimals)
{
    double rest = std::abs(milliseconds);
    if (!std::isfinite(rest))
        return plainText(milliseconds);
    std::size_t left = static_cast<std::size_t>(std::clamp(decimals.value_or(0), 0, 8)) + 1;
    std::string text;
    for (const auto &[length, name] : parts) {
        const double count = std::floor(rest / length);
        if (text.empty() && count == 0)
            continue;
        text += (text.empty() ? "" : ", ") + counted(count, name);
        rest -= count * length;
        if (--left == 0)
            break;
    }
    return text.empty() ? "0 milliseconds" : text;
}

std::string durationColons(double seconds, bool days)
{
    double rest = std::floor(std::abs(seconds));
    if (!std::isfinite(rest))
        return plainText(seconds);
    std::string text;
    if (days && rest >= 86400) {
        const double whole = std::floor(rest / 86400);
        text = plainText(whole) + " d ";
        rest -= whole * 86400;
    }
    const double hours = std::floor(rest / 3600);
    rest -= hours * 3600;
    const double minutes = std::floor(rest / 60);
    return text + padded(hours, 2) + ':' + padded(minutes, 2) + ':' + padded(rest - minutes * 60, 2);
}

std::string clockText(double milliseconds, std::optional<int> decimals)
{
    if (!std::isfinite(milliseconds))
        return plainText(milliseconds);
    double rest = std::floor(std::max(milliseconds, 0.0));
    const double hours = std::floor(rest / hour);
    rest -= hours * hour;
    const double minutes = std::floor(rest / minute);
    rest -= minutes * minute;
    const double seconds = std::floor(rest / second);
    const std::array<std::string, 4> texts{plainText(hours) + "h", padded(minutes, 2) + "m", padded(seconds, 2) + "s",
                                           padded(rest - seconds * second, 3) + "ms"};
    const std::size_t first = hours > 0 ? 0 : minutes > 0 ? 1 : seconds > 0 ? 2 : 3;
    std::size_t left = decimals ? static_cast<std::size_t>(std::clamp(*decimals, 0, 3)) + 1 : 4;
    std::string text;
    for (std::size_t i = first; i < texts.size() && left > 0; ++i, --left)
        text += (text.empty() ? "" : ":") + texts[i];
    return text;
}

std::string relativeText(double milliseconds)
{
    const double size = std::abs(milliseconds);
    if (!std::isfinite(size))
        return plainText(milliseconds);
    const double minutes = std::round(size / minute);
    const double hours = std::round(size / hour);
    const double days = std::round(size / day);
    const double months = std::round(days / 30.4375);
    const double years = std::round(days / 365.25);
    std::string words;
    if (size < 44.5 * second)
        words = "a few seconds";
    else if (minutes <= 1)
        words = "a minute";
    else if (minutes < 45)
        words = counted(minutes, "minute");
    else if (hours <= 1)
        words = "an hour";
    else if (hours < 22)
        words = counted(hours, "hour");
    else if (days <= 1)
        words = "a day";
    else if (days < 26)
        words = counted(days, "day");
    else if (months <= 1)
        words = "a month";
    else if (months < 11)
        words = counted(months, "month");
    else
        words = years <= 1 ? "a year" : counted(years, "year");
    return milliseconds > 0 ? "in " + words : words + " ago";
}

} // namespace mdash
