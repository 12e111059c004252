#include "base/timerange.h"

#include "base/duration.h"

#include <QDateTime>

#include <charconv>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

QString quoted(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

tl::unexpected<Error> notATime(std::string_view text)
{
    return fail(ErrorCode::InvalidInput, u"Expected a time like now-6h, got \"%1\""_s.arg(quoted(text)));
}

TimePoint toTimePoint(const QDateTime &when)
{
    return TimePoint(Millis(when.toMSecsSinceEpoch()));
}

QDateTime shifted(const QDateTime &when, qint64 amount, char unit)
{
    switch (unit) {
    case 'y': return when.addYears(static_cast<int>(amount));
    case 'M': return when.addMonths(static_cast<int>(amount));
    case 'w': return when.addDays(amount * 7);
    case 'd': return when.addDays(amount);
    case 'h': return when.addSecs(amount * 3600);
    case 'm': return when.addSecs(amount * 60);
    case 's': return when.addSecs(amount);
    default: return {};
    }
}

QDateTime startOf(const QDateTime &when, char unit)
{
    const QDate date = when.date();
    const QTime time = when.time();
    const auto at = [&](const QDate &day) { return day.startOfDay(when.timeZone()); };
    switch (unit) {
    case 'y': return at(QDate(date.year(), 1, 1));
    case 'M': return at(QDate(date.year(), date.month(), 1));
    case 'w': return at(date.addDays(1 - date.dayOfWeek()));
    case 'd': return at(date);
    case 'h': return when.addMSecs(-(time.msecsSinceStartOfDay() % 3'600'000));
    case 'm': return when.addMSecs(-(time.msecsSinceStartOfDay() % 60'000));
    case 's': return when.addMSecs(-time.msec());
    default: return {};
    }
}

Result<TimePoint> applyMath(std::string_view math, std::string_view whole, QDateTime when, RoundTo round)
{
    constexpr qint64 largestAmount = 1'000'000;
    while (!math.empty()) {
        const char operation = math.front();
        math.remove_prefix(1);
        qint64 amount = 1;
        if (operation == '+' || operation == '-') {
            const auto [end, error] = std::from_chars(math.data(), math.data() + math.size(), amount);
            if (error == std::errc::result_out_of_range || amount < 0 || amount > largestAmount)
                return notATime(whole);
            math.remove_prefix(static_cast<std::size_t>(end - math.data()));
        } else if (operation != '/') {
            return notATime(whole);
        }
        if (math.empty())
            return notATime(whole);
        const char unit = math.front();
        math.remove_prefix(1);
        if (operation == '/') {
            when = startOf(when, unit);
            if (when.isValid() && round == RoundTo::End)
                when = startOf(shifted(when, 1, unit), unit).addMSecs(-1);
        } else {
            when = shifted(when, operation == '-' ? -amount : amount, unit);
        }
        if (!when.isValid())
            return notATime(whole);
    }
    return toTimePoint(when);
}

std::optional<TimePoint> epochMillis(std::string_view text)
{
    qint64 millis = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), millis);
    constexpr qint64 yearTenThousand = 253'402'300'800'000;
    if (error != std::errc{} || end != text.data() + text.size() || std::abs(millis) > yearTenThousand)
        return std::nullopt;
    return TimePoint(Millis(millis));
}

} // namespace

Result<TimePoint> parseTime(std::string_view text, TimePoint now, const QTimeZone &zone, RoundTo round)
{
    if (const auto millis = epochMillis(text))
        return *millis;
    if (text.starts_with("now")) {
        const auto when = QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count(), zone);
        return applyMath(text.substr(3), text, when, round);
    }
    if (text.size() >= 10 && text[4] == '-') {
        QDateTime when = QDateTime::fromString(quoted(text).replace(u' ', u'T'), Qt::ISODateWithMs);
        if (!when.isValid())
            return notATime(text);
        if (when.timeSpec() == Qt::LocalTime)
            when = QDateTime(when.date(), when.time(), zone);
        return toTimePoint(when);
    }
    const auto ago = parseDuration(text);
    if (!ago)
        return notATime(text);
    return now - *ago;
}

Result<TimeRange> parseTimeRange(std::string_view from, std::string_view to, TimePoint now, const QTimeZone &zone)
{
    const auto start = parseTime(from, now, zone, RoundTo::Start);
    if (!start)
        return tl::unexpected(start.error());
    const auto end = parseTime(to, now, zone, RoundTo::End);
    if (!end)
        return tl::unexpected(end.error());
    if (*start > *end)
        return fail(ErrorCode::InvalidInput, u"The range ends (%1) before it begins (%2)"_s.arg(quoted(to), quoted(from)));
    return TimeRange{*start, *end};
}

} // namespace mdash
