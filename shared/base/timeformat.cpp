#include "base/timeformat.h"

#include <QDateTime>
#include <QLocale>

#include <array>

namespace mdash {
namespace {

std::string padded(int number, int digits)
{
    std::string text = std::to_string(number);
    if (const auto wanted = static_cast<std::size_t>(digits); text.size() < wanted)
        text.insert(0, wanted - text.size(), '0');
    return text;
}

std::string ordinal(int number)
{
    const bool teen = number % 100 >= 11 && number % 100 <= 13;
    const char *ending = teen ? "th" : number % 10 == 1 ? "st" : number % 10 == 2 ? "nd" : number % 10 == 3 ? "rd" : "th";
    return std::to_string(number) + ending;
}

std::string offset(const QDateTime &time, const char *separator)
{
    const int seconds = time.offsetFromUtc();
    const int minutes = std::abs(seconds) / 60;
    return (seconds < 0 ? "-" : "+") + padded(minutes / 60, 2) + separator + padded(minutes % 60, 2);
}

/// Tokens, longer ones before those they begin with.
constexpr std::array<std::string_view, 27> tokens = {"YYYY", "YY", "MMMM", "MMM", "MM", "M", "DDDD", "DD", "Do",
    "D", "dddd", "ddd", "HH", "H", "hh", "h", "mm", "m", "ss", "s", "SSS", "A", "a", "ZZ", "Z", "X", "x"};

std::string dateToken(const QDate &date, std::string_view token)
{
    const QLocale english = QLocale::c();
    if (token == "YYYY")
        return padded(date.year(), 4);
    if (token == "YY")
        return padded(date.year() % 100, 2);
    if (token == "MMMM")
        return english.monthName(date.month()).toStdString();
    if (token == "MMM")
        return english.monthName(date.month(), QLocale::ShortFormat).toStdString();
    if (token == "MM" || token == "M")
        return padded(date.month(), static_cast<int>(token.size()));
    if (token == "DDDD")
        return padded(date.dayOfYear(), 3);
    if (token == "Do")
        return ordinal(date.day());
    if (token == "DD" || token == "D")
        return padded(date.day(), static_cast<int>(token.size()));
    return english.dayName(date.dayOfWeek(), token == "dddd" ? QLocale::LongFormat : QLocale::ShortFormat).toStdString();
}

std::string clockToken(const QDateTime &local, std::string_view token)
{
    const QTime time = local.time();
    const int digits = static_cast<int>(token.size());
    switch (token.front()) {
    case 'H': return padded(time.hour(), digits);
    case 'h': return padded((time.hour() + 11) % 12 + 1, digits);
    case 'm': return padded(time.minute(), digits);
    case 's': return padded(time.second(), digits);
    case 'S': return padded(time.msec(), 3);
    case 'A': return time.hour() < 12 ? "AM" : "PM";
    case 'a': return time.hour() < 12 ? "am" : "pm";
    case 'Z': return offset(local, digits == 2 ? "" : ":");
    case 'X': return std::to_string(local.toSecsSinceEpoch());
    default: return std::to_string(local.toMSecsSinceEpoch());
    }
}

} // namespace

std::string formatIsoTime(TimePoint time)
{
    const auto utc = QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC);
    return utc.toString(Qt::ISODateWithMs).toStdString();
}

std::string formatTimePattern(TimePoint time, const QTimeZone &zone, std::string_view pattern)
{
    const auto local = QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), zone);
    std::string out;
    while (!pattern.empty()) {
        if (const auto close = pattern.front() == '[' ? pattern.find(']') : std::string_view::npos;
            close != std::string_view::npos) {
            out += pattern.substr(1, close - 1);
            pattern.remove_prefix(close + 1);
            continue;
        }
        const auto token = std::find_if(tokens.begin(), tokens.end(), [&](auto candidate) { return pattern.starts_with(candidate); });
        if (token == tokens.end()) {
            out += pattern.front();
            pattern.remove_prefix(1);
            continue;
        }
        const bool ofDate = token->front() == 'Y' || token->front() == 'M' || token->front() == 'D' || token->front() == 'd';
        out += ofDate ? dateToken(local.date(), *token) : clockToken(local, *token);
        pattern.remove_prefix(token->size());
    }
    return out;
}

} // namespace mdash
