#include "panels/viewregions.h"

#include "panels/viewcolours.h"

#include <QDateTime>

#include <charconv>

namespace mdash {
namespace {

constexpr std::size_t mostBands = 500;
constexpr int mostDays = 4'000;

struct Region
{
    int fromDay = 0; // 1 Monday … 7 Sunday, 0 every day
    int toDay = 0;
    QTime from{0, 0};
    QTime to{23, 59, 59};
    view::Colour colour;
};

QTime timeOf(std::string_view text, QTime fallback)
{
    int hour = 0;
    int minute = 0;
    const char *end = text.data() + text.size();
    const auto [colon, error] = std::from_chars(text.data(), end, hour);
    if (error != std::errc{} || hour < 0 || hour > 23)
        return fallback;
    if (colon != end && *colon == ':')
        std::from_chars(colon + 1, end, minute);
    return minute >= 0 && minute < 60 ? QTime(hour, minute) : fallback;
}

int dayOf(const JsonValue &json)
{
    const qint64 day = json.integer();
    return day >= 1 && day <= 7 ? static_cast<int>(day) : 0;
}

Region readRegion(const JsonValue &json)
{
    Region region;
    region.fromDay = dayOf(json["fromDayOfWeek"]);
    region.toDay = dayOf(json["toDayOfWeek"]);
    if (region.fromDay == 0 && region.toDay != 0)
        region.fromDay = region.toDay;
    if (region.toDay == 0)
        region.toDay = region.fromDay;
    region.from = timeOf(json["from"].string(), region.from);
    region.to = timeOf(json["to"].string(), region.to);
    const std::string_view mode = json["colorMode"].string("background6");
    region.colour = mode == "custom" ? colourNamed(json["fillColor"].string(json["lineColor"].string("blue")))
                    : mode.starts_with("background") || mode == "gray" ? "#80808020"
                                                                       : colourNamed(mode);
    return region;
}

/// The band of @p region that begins on @p day.
view::TimeRegion bandOn(const Region &region, QDate day, const QTimeZone &zone)
{
    const QDateTime from(day, region.from, zone);
    int days = (region.toDay - region.fromDay + 7) % 7;
    if (days == 0 && region.to < region.from)
        days = region.fromDay == 0 ? 1 : 7;
    const QDateTime to(day.addDays(days), region.to, zone);
    return {from.toMSecsSinceEpoch(), to.toMSecsSinceEpoch(), region.colour};
}

} // namespace

std::vector<view::TimeRegion> timeRegions(const JsonValue &regions, const ViewContext &context)
{
    std::vector<view::TimeRegion> bands;
    const std::int64_t from = context.range.from.time_since_epoch().count();
    const std::int64_t to = context.range.to.time_since_epoch().count();
    for (const JsonValue &json : regions.elements()) {
        const Region region = readRegion(json);
        QDate day = QDateTime::fromMSecsSinceEpoch(from, context.zone).date().addDays(-7);
        for (int i = 0; i < mostDays && bands.size() < mostBands; ++i, day = day.addDays(1)) {
            if (region.fromDay != 0 && day.dayOfWeek() != region.fromDay)
                continue;
            view::TimeRegion band = bandOn(region, day, context.zone);
            if (band.from > to)
                break;
            band.from = std::max(band.from, from);
            band.to = std::min(band.to, to);
            if (band.to > band.from)
                bands.push_back(std::move(band));
        }
    }
    return bands;
}

} // namespace mdash
