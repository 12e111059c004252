#include "features/panels/viewrequest.h"

#include <algorithm>
#include <charconv>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

tl::unexpected<Error> wrong(const QString &member, const JsonValue &value, const QString &expected)
{
    return fail(ErrorCode::InvalidInput, u"%1 is %2: expected %3"_s.arg(member, QString::fromStdString(value.json()).left(100), expected));
}

/// A text, or a number as scripts send times.
std::string textOf(const JsonValue &value)
{
    return value.isNumber() ? value.json() : std::string(value.string());
}

Result<WantedPanel> readPanel(const JsonValue &json)
{
    WantedPanel panel;
    panel.id = json["id"].integer();
    if (panel.id <= 0)
        return wrong(u"panels[].id"_s, json["id"], u"the id of a panel"_s);
    if (json["repeatIndex"].isNumber())
        panel.repeatIndex = static_cast<int>(std::clamp<qint64>(json["repeatIndex"].integer(), 0, 10'000));
    panel.width = static_cast<int>(std::clamp(json["width"].number(panel.width), 20.0, 8'000.0));
    panel.height = static_cast<int>(std::clamp(json["height"].number(panel.height), 20.0, 8'000.0));
    panel.etag = json["etag"].string();
    return panel;
}

Result<void> readPanels(const JsonValue &json, ViewRequest &request)
{
    if (json.isNull())
        return {};
    if (!json.isArray())
        return wrong(u"panels"_s, json, u"a list"_s);
    const auto elements = json.elements();
    if (elements.size() > mostPanels)
        return fail(ErrorCode::InvalidInput, u"panels has %1 entries: at most %2 are accepted"_s.arg(elements.size()).arg(mostPanels));
    request.panels.emplace();
    for (const JsonValue &element : elements) {
        auto panel = readPanel(element);
        if (!panel)
            return tl::unexpected(panel.error());
        request.panels->push_back(std::move(*panel));
    }
    return {};
}

void readVariables(const JsonValue &json, ViewRequest &request)
{
    for (const auto &[name, value] : json.members()) {
        auto &values = request.variables[std::string(name)];
        if (value.isString())
            values.emplace_back(value.string());
        for (const JsonValue &element : value.elements())
            values.push_back(textOf(element));
    }
}

} // namespace

Result<ViewRequest> readViewRequest(const JsonValue &json)
{
    if (!json.isObject())
        return wrong(u"The body"_s, json, u"an object"_s);
    ViewRequest request;
    request.from = textOf(json["from"]);
    request.to = textOf(json["to"]);
    request.timezone = json["timezone"].string();
    request.browserZone = json["browserZone"].string();
    if (json["window"].isObject())
        request.window = {std::clamp(json["window"]["width"].number(1'000), 100.0, 20'000.0), std::clamp(json["window"]["height"].number(1'000), 100.0, 20'000.0)};
    readVariables(json["variables"], request);
    if (auto read = readPanels(json["panels"], request); !read)
        return tl::unexpected(read.error());
    for (const auto &[id, open] : json["rows"].members()) {
        qint64 row = 0;
        if (std::from_chars(id.data(), id.data() + id.size(), row).ec == std::errc{})
            request.openRows[row] = open.boolean();
    }
    request.inspect = json["inspect"].boolean();
    request.panelsOnly = json["panelsOnly"].boolean();
    return request;
}

Result<QTimeZone> zoneNamed(std::string_view name)
{
    if (name.empty() || name == "browser" || name == "default" || name == "utc" || name == "UTC")
        return QTimeZone::utc();
    QTimeZone zone(QByteArray(name.data(), static_cast<qsizetype>(name.size())));
    if (!zone.isValid())
        return fail(ErrorCode::InvalidInput, u"timezone is %1: expected a name like Europe/Berlin"_s.arg(QString::fromUtf8(name.data(), static_cast<qsizetype>(std::min<std::size_t>(name.size(), 100)))));
    return zone;
}

} // namespace mdash
