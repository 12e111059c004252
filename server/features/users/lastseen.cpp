#include "features/users/lastseen.h"

#include "base/timeformat.h"

namespace mdash {
namespace {

constexpr std::chrono::minutes year{525'600};
constexpr std::chrono::minutes month{43'800};

} // namespace

std::string ageText(Millis age)
{
    using namespace std::chrono;
    static constexpr std::pair<minutes, const char *> units[] = {
        {year, "year"}, {month, "month"}, {days{1}, "day"}, {hours{1}, "hour"}, {minutes{1}, "minute"},
    };
    for (const auto &[unit, name] : units) {
        const auto count = age / unit;
        if (count >= 1)
            return std::to_string(count) + ' ' + name + (count == 1 ? "" : "s");
    }
    return "< 1 minute";
}

void writeLastSeen(JsonWriter &json, std::optional<qint64> seenAt, TimePoint now)
{
    const TimePoint seen = seenAt ? TimePoint(Millis(*seenAt)) : now - 10 * year;
    json.member("lastSeenAt", formatIsoTime(seen)).member("lastSeenAtAge", ageText(now - seen));
}

} // namespace mdash
