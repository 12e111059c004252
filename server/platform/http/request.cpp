#include "platform/http/request.h"

#include "platform/http/takeuntil.h"
#include "platform/http/uri.h"

#include <algorithm>
#include <charconv>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

QString toText(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

bool equalsIgnoringCase(std::string_view text, std::string_view lower)
{
    return std::equal(text.begin(), text.end(), lower.begin(), lower.end(),
                      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
}

/// Calls @p visit with the decoded value of each query parameter @p name until it says false.
template<class Visit>
void forEachValue(std::string_view query, std::string_view name, Visit visit)
{
    while (!query.empty()) {
        std::string_view value = takeUntil(query, '&');
        const std::string_view key = takeUntil(value, '=');
        if (key != name && decodeQueryComponent(key) != name)
            continue;
        if (!visit(toText(decodeQueryComponent(value))))
            return;
    }
}

bool isJsonContentType(std::string_view value)
{
    std::string_view type = value.substr(0, value.find(';'));
    while (type.ends_with(' ') || type.ends_with('\t'))
        type.remove_suffix(1);
    return equalsIgnoringCase(type, "application/json") || equalsIgnoringCase(type, "text/json")
        || (type.size() > 5 && equalsIgnoringCase(type.substr(type.size() - 5), "+json"));
}

} // namespace

std::string_view Request::header(std::string_view name) const
{
    const auto found = std::find_if(headers.begin(), headers.end(), [&](const auto &field) { return field.first == name; });
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

bool Request::hasHeader(std::string_view name) const
{
    return std::any_of(headers.begin(), headers.end(), [&](const auto &field) { return field.first == name; });
}

std::string_view Request::cookie(std::string_view name) const
{
    for (const auto &[field, value] : headers) {
        if (field != "cookie")
            continue;
        std::string_view rest = value;
        while (!rest.empty()) {
            std::string_view pair = takeUntil(rest, ';');
            while (pair.starts_with(' '))
                pair.remove_prefix(1);
            if (pair.size() > name.size() && pair[name.size()] == '=' && pair.starts_with(name))
                return pair.substr(name.size() + 1);
        }
    }
    return {};
}

QString Request::param(std::string_view name) const
{
    const auto found = std::find_if(params.begin(), params.end(), [&](const auto &one) { return one.first == name; });
    return found == params.end() ? QString() : toText(found->second);
}

Result<qint64> Request::idParam(std::string_view name) const
{
    const auto found = std::find_if(params.begin(), params.end(), [&](const auto &one) { return one.first == name; });
    qint64 id = 0;
    if (found != params.end()) {
        const std::string &text = found->second;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
        if (error == std::errc() && end == text.data() + text.size() && id > 0)
            return id;
    }
    return fail(ErrorCode::InvalidInput, u"%1 is invalid"_s.arg(toText(name)));
}

std::optional<QString> Request::query(std::string_view name) const
{
    std::optional<QString> first;
    forEachValue(rawQuery, name, [&](QString value) {
        first = std::move(value);
        return false;
    });
    return first;
}

QStringList Request::queryAll(std::string_view name) const
{
    QStringList values;
    forEachValue(rawQuery, name, [&](QString value) {
        values.append(std::move(value));
        return true;
    });
    return values;
}

qint64 Request::queryInteger(std::string_view name, qint64 fallback) const
{
    const auto text = query(name);
    bool isNumber = false;
    const qint64 number = text ? text->toLongLong(&isNumber) : 0;
    return isNumber ? number : fallback;
}

bool Request::queryBoolean(std::string_view name, bool fallback) const
{
    const auto text = query(name);
    if (!text)
        return fallback;
    const QString lower = text->toLower();
    return lower == "true"_L1 || lower == "t"_L1 || lower == "1"_L1;
}

Result<JsonDocument> Request::json() const
{
    if (!isJsonContentType(header("content-type")))
        return fail(ErrorCode::InvalidInput, u"bad request data"_s);
    auto document = JsonDocument::parse(body.empty() ? std::string_view("{}") : std::string_view(body));
    if (!document)
        return fail(ErrorCode::InvalidInput, u"bad request data"_s);
    return document;
}

} // namespace mdash
