#include "base/timestamp.h"

#include <chrono>
#include <cstdio>

namespace mdash {

std::string formatTimestamp(qint64 millis)
{
    using namespace std::chrono;
    if (millis == 0)
        return "0001-01-01T00:00:00Z";
    const sys_seconds time = floor<seconds>(sys_time<milliseconds>(milliseconds(millis)));
    const sys_days day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    char text[40];
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
    return text;
}

} // namespace mdash
