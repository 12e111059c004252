#include "base/duration.h"

#include <array>
#include <charconv>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

struct Unit
{
    std::string_view name;
    qint64 millis;
};

constexpr std::array units{Unit{"ms", 1},         Unit{"y", 31'536'000'000}, Unit{"M", 2'592'000'000},
                           Unit{"w", 604'800'000}, Unit{"d", 86'400'000},     Unit{"h", 3'600'000},
                           Unit{"m", 60'000},      Unit{"s", 1'000}};
constexpr double longest = 9e15; // ms; above it a double no longer counts single milliseconds

tl::unexpected<Error> notADuration(std::string_view text)
{
    return fail(ErrorCode::InvalidInput,
                u"\"%1\" is not a duration: expected a number with a unit, such as 30s, 5m or 1h30m"_s.arg(
                    QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()))));
}

const Unit *unitAt(std::string_view text)
{
    for (const Unit &unit : units) {
        if (text.starts_with(unit.name))
            return &unit;
    }
    return nullptr;
}

} // namespace

Result<Millis> parseDuration(std::string_view text)
{
    double total = 0;
    std::string_view rest = text;
    if (rest.empty())
        return notADuration(text);
    while (!rest.empty()) {
        double number = 0;
        if (rest.front() == '-' || rest.front() == '+')
            return notADuration(text);
        const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number, std::chars_format::fixed);
        if (error != std::errc{})
            return notADuration(text);
        const bool isWhole = end == rest.data() + rest.size() && rest.size() == text.size();
        rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
        const Unit *unit = unitAt(rest);
        if (!unit && !isWhole)
            return notADuration(text);
        total += number * (unit ? static_cast<double>(unit->millis) : 1'000.0);
        if (!(total <= longest))
            return notADuration(text);
        rest.remove_prefix(unit ? unit->name.size() : 0);
    }
    return Millis(static_cast<qint64>(total + 0.5));
}

std::string formatDuration(Millis duration)
{
    qint64 rest = duration.count();
    if (rest == 0)
        return "0s";
    std::string text;
    if (rest < 0) {
        text += '-';
        rest = -rest;
    }
    for (const Unit &unit : {Unit{"h", 3'600'000}, Unit{"m", 60'000}, Unit{"s", 1'000}, Unit{"ms", 1}}) {
        if (rest >= unit.millis) {
            text += std::to_string(rest / unit.millis);
            text += unit.name;
            rest %= unit.millis;
        }
    }
    return text;
}

std::string formatInterval(Millis interval)
{
    for (const Unit &unit : {Unit{"y", 31'536'000'000}, Unit{"d", 86'400'000}, Unit{"h", 3'600'000}, Unit{"m", 60'000},
                             Unit{"s", 1'000}}) {
        if (interval.count() >= unit.millis)
            return std::to_string(interval.count() / unit.millis) + std::string(unit.name);
    }
    return std::to_string(std::max<qint64>(1, interval.count())) + "ms";
}

} // namespace mdash
