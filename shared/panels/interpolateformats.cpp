#include "panels/interpolateformats.h"

#include "base/json.h"
#include "base/timeformat.h"

#include <array>
#include <charconv>

namespace mdash {
namespace {

template<class Write>
std::string joined(const std::vector<std::string> &values, std::string_view separator, Write write)
{
    std::string out;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i > 0)
            out += separator;
        out += write(values[i]);
    }
    return out;
}

std::string asIs(const std::string &value)
{
    return value;
}

std::string joined(const std::vector<std::string> &values, std::string_view separator)
{
    return joined(values, separator, asIs);
}

std::string glob(const ScopeValue &value)
{
    return value.values.size() > 1 ? "{" + joined(value.values, ",") + "}" : joined(value.values, ",");
}

/// Percent-encodes UTF-8 bytes that are not letters, digits or in @p kept.
std::string percentEncoded(std::string_view text, std::string_view kept)
{
    static constexpr char hex[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (plain || kept.find(c) != std::string_view::npos)
            out += c;
        else
            out.append({'%', hex[byte >> 4], hex[byte & 15]});
    }
    return out;
}

std::string strictlyEncoded(const std::string &text)
{
    return percentEncoded(text, "-_.~");
}

std::string regexEscaped(const std::string &text)
{
    return escaped(text, "\\^$*+?.()|[]{}/", "\\");
}

std::string regex(const ScopeValue &value)
{
    if (value.verbatim)
        return joined(value.values, "|");
    return value.values.size() == 1 ? regexEscaped(value.values.front())
                                    : "(" + joined(value.values, "|", regexEscaped) + ")";
}

std::string luceneEscaped(const std::string &text)
{
    return escaped(text, "!*+-=<> &|()[]{}^~?:\\/\"", "\\");
}

std::string lucene(const ScopeValue &value)
{
    if (value.values.empty())
        return "__empty__";
    if (value.values.size() == 1)
        return value.verbatim ? value.values.front() : luceneEscaped(value.values.front());
    return "(" + joined(value.values, " OR ", [](const std::string &one) { return "\"" + luceneEscaped(one) + "\""; }) + ")";
}

std::string quoted(const ScopeValue &value, char quote, std::string_view before)
{
    return joined(value.values, ",", [&](const std::string &one) {
        return quote + escaped(one, std::string_view(&quote, 1), before) + quote;
    });
}

std::string json(const ScopeValue &value)
{
    std::string out;
    JsonWriter writer(out);
    if (value.values.size() == 1 && !value.multi) {
        writer.value(value.values.front());
        return out;
    }
    writer.beginArray();
    for (const auto &one : value.values)
        writer.value(one);
    writer.endArray();
    return out;
}

std::string distributed(std::string_view name, const ScopeValue &value)
{
    const std::string separator = "," + std::string(name) + "=";
    return joined(value.values, separator);
}

/// `var-job=api&var-job=web`; @p arguments may name another parameter and a prefix: `customqueryparam:p:x-`.
std::string queryParameters(std::string_view name, const ScopeValue &value, std::string_view format)
{
    std::string parameter = "var-" + std::string(name);
    std::string prefix;
    if (format.starts_with("customqueryparam:")) {
        format.remove_prefix(format.find(':') + 1);
        const auto colon = format.find(':');
        if (const auto given = format.substr(0, colon); !given.empty())
            parameter = given;
        if (colon != std::string_view::npos)
            prefix = format.substr(colon + 1);
    }
    const std::vector<std::string> all = {"$__all"};
    return joined(value.all ? all : value.values, "&", [&](const std::string &one) {
        return strictlyEncoded(parameter) + "=" + strictlyEncoded(prefix + one);
    });
}

std::string texts(const ScopeValue &value)
{
    if (value.all && value.texts.size() <= 1)
        return value.texts.empty() ? "All" : value.texts.front();
    return joined(value.texts.empty() ? value.values : value.texts, " + ");
}

std::string htmlEscaped(const std::string &text)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\'': out += "&#39;"; break;
        default: out += c;
        }
    }
    return out;
}

std::string date(const ScopeValue &value, std::string_view pattern, const QTimeZone &zone)
{
    const std::string text = joined(value.values, ",");
    qint64 millis = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), millis).ec != std::errc{})
        return "NaN";
    const TimePoint time{Millis(millis)};
    if (pattern.empty() || pattern == "iso")
        return formatIsoTime(time);
    if (pattern == "seconds")
        return std::to_string((millis + 500) / 1000);
    return formatTimePattern(time, zone, pattern);
}

} // namespace

std::string escaped(std::string_view text, std::string_view special, std::string_view before)
{
    std::string out;
    out.reserve(text.size() + 8);
    for (const char c : text) {
        if (special.find(c) != std::string_view::npos)
            out += before;
        out += c;
    }
    return out;
}

std::string formatValue(std::string_view name, const ScopeValue &value, std::string_view format, const QTimeZone &zone)
{
    const std::string_view kind = format.substr(0, format.find(':'));
    const std::string_view arguments = kind.size() < format.size() ? format.substr(kind.size() + 1) : std::string_view();
    if (kind == "queryparam" || kind == "customqueryparam")
        return queryParameters(name, value, format);
    if (value.filters)
        return {};
    if (kind == "csv" || kind == "raw")
        return joined(value.values, ",");
    if (kind == "pipe")
        return joined(value.values, "|");
    if (kind == "regex")
        return regex(value);
    if (kind == "lucene")
        return lucene(value);
    if (kind == "singlequote")
        return quoted(value, '\'', "\\");
    if (kind == "doublequote")
        return quoted(value, '"', "\\");
    if (kind == "sqlstring")
        return quoted(value, '\'', "'");
    if (kind == "json")
        return json(value);
    if (kind == "distributed")
        return distributed(name, value);
    if (kind == "percentencode")
        return strictlyEncoded(glob(value));
    if (kind == "uriencode")
        return percentEncoded(glob(value), "-_.!~*'();/?:@&=+$,#");
    if (kind == "html")
        return joined(value.values, ", ", htmlEscaped);
    if (kind == "text")
        return texts(value);
    if (kind == "date")
        return date(value, arguments, zone);
    return glob(value);
}

} // namespace mdash
