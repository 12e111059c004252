#include "base/queryinterval.h"

#include "base/duration.h"

#include <array>

namespace mdash {
namespace {

struct Rounding
{
    qint64 upTo; // ms, inclusive
    qint64 result;
};

constexpr qint64 second = 1'000, minute = 60 * second, hour = 60 * minute, day = 24 * hour;

constexpr std::array roundings{
    Rounding{10, 1}, Rounding{15, 10}, Rounding{35, 20}, Rounding{75, 50}, Rounding{150, 100}, Rounding{350, 200},
    Rounding{750, 500}, Rounding{1'500, second}, Rounding{3'500, 2 * second}, Rounding{7'500, 5 * second},
    Rounding{12'500, 10 * second}, Rounding{17'500, 15 * second}, Rounding{25'000, 20 * second}, Rounding{45'000, 30 * second},
    Rounding{90 * second, minute}, Rounding{210 * second, 2 * minute}, Rounding{450 * second, 5 * minute},
    Rounding{750 * second, 10 * minute}, Rounding{1'050 * second, 15 * minute}, Rounding{1'500 * second, 20 * minute},
    Rounding{45 * minute, 30 * minute}, Rounding{90 * minute, hour}, Rounding{150 * minute, 2 * hour},
    Rounding{270 * minute, 3 * hour}, Rounding{9 * hour, 6 * hour}, Rounding{day, 12 * hour}, Rounding{2 * day, day},
    Rounding{7 * day, day}, Rounding{21 * day, 7 * day}, Rounding{42 * day - 1, 30 * day}};

} // namespace

Millis roundInterval(Millis raw)
{
    for (const Rounding &rounding : roundings) {
        if (raw.count() <= rounding.upTo)
            return Millis(rounding.result);
    }
    return Millis(365 * day);
}

Millis calculateInterval(const TimeRange &range, qint64 maxDataPoints, Millis minimum)
{
    constexpr qint64 fallbackPoints = 1'500;
    const Millis raw(range.length().count() / (maxDataPoints > 0 ? maxDataPoints : fallbackPoints));
    return raw < minimum ? minimum : roundInterval(raw);
}

std::optional<Millis> parseMinInterval(std::string_view text)
{
    while (!text.empty() && (text.front() == '>' || text.front() == '<' || text.front() == ' '))
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    if (text.empty() || text.find('$') != std::string_view::npos)
        return std::nullopt;
    const auto duration = parseDuration(text);
    if (!duration || duration->count() <= 0)
        return std::nullopt;
    return *duration;
}

Millis minimumInterval(const IntervalHints &hints)
{
    if (const auto interval = parseMinInterval(hints.queryInterval))
        return *interval;
    if (hints.queryIntervalMs.count() > 0)
        return hints.queryIntervalMs;
    if (const auto interval = parseMinInterval(hints.dataSourceInterval))
        return *interval;
    return hints.fallback;
}

Millis safeInterval(const TimeRange &range)
{
    constexpr qint64 mostPoints = 11'000;
    return roundInterval(Millis(range.length().count() / mostPoints));
}

Millis rateInterval(Millis step, Millis scrapeInterval)
{
    return std::max(step + scrapeInterval, 4 * scrapeInterval);
}

} // namespace mdash
