#include "panels/querytext.h"

#include <algorithm>
#include <array>

namespace mdash {
namespace {

/// Members of a query that are text of its language, for all languages; of an influxdb query any member may be.
bool holdsQueryText(std::string_view key)
{
    static constexpr std::array<std::string_view, 6> keys = {"expr", "query", "rawSql", "queryText", "expression", ""};
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

bool isFlux(std::string_view text)
{
    return text.find("|>") != std::string_view::npos;
}

class Interpolation
{
public:
    Interpolation(const Scope &scope, QueryLanguage language) : m_scope(scope), m_language(language) {}

    /// Writes @p value, found under @p key, with its variables replaced.
    void write(JsonWriter &writer, const JsonValue &value, std::string_view key)
    {
        if (value.isObject()) {
            writer.beginObject();
            for (const auto &[name, member] : value.members()) {
                writer.key(name);
                write(writer, member, name);
            }
            writer.endObject();
        } else if (value.isArray()) {
            writer.beginArray();
            for (const JsonValue &element : value.elements())
                write(writer, element, key);
            writer.endArray();
        } else if (value.isString()) {
            writer.value(replaced(value.string(), key));
        } else {
            writer.raw(value.json());
        }
    }

    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }

private:
    std::string replaced(std::string_view text, std::string_view key)
    {
        if (text.find('$') == std::string_view::npos && text.find("[[") == std::string_view::npos)
            return std::string(text);
        // Influx's query builder keeps conditions as values of tags: a regular expression has its slashes there too.
        const bool inBuilder = m_language == QueryLanguage::InfluxQl && key == "value";
        if (inBuilder || m_language == QueryLanguage::None || !holdsQueryText(key))
            return interpolate(text, m_scope, inBuilder ? "regex" : "glob");
        const QueryLanguage language = m_language == QueryLanguage::InfluxQl && isFlux(text) ? QueryLanguage::Flux : m_language;
        auto written = interpolateQuery(text, m_scope, language);
        if (!written && !m_error)
            m_error = written.error();
        return written ? std::move(*written) : std::string();
    }

    const Scope &m_scope;
    QueryLanguage m_language;
    std::optional<Error> m_error;
};

void collectNames(const JsonValue &value, std::vector<std::string> &names)
{
    for (const auto &member : value.members())
        collectNames(member.value, names);
    for (const JsonValue &element : value.elements())
        collectNames(element, names);
    for (std::string &name : referencedNames(value.string())) {
        if (std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(std::move(name));
    }
}

} // namespace

Result<std::string> interpolateJson(const JsonValue &json, const Scope &scope, QueryLanguage language, std::span<const std::string_view> without)
{
    std::string out;
    JsonWriter writer(out);
    Interpolation interpolation(scope, language);
    if (json.isObject()) {
        writer.beginObject();
        for (const auto &[name, member] : json.members()) {
            if (std::find(without.begin(), without.end(), name) != without.end())
                continue;
            writer.key(name);
            interpolation.write(writer, member, name);
        }
        writer.endObject();
    } else {
        interpolation.write(writer, json, {});
    }
    if (interpolation.error())
        return tl::unexpected(*interpolation.error());
    return out;
}

Result<std::string> interpolateJson(std::string_view json, const Scope &scope, QueryLanguage language)
{
    const auto document = JsonDocument::parse(json);
    if (!document)
        return tl::unexpected(document.error());
    return interpolateJson(document->root(), scope, language);
}

std::vector<std::string> referencedNamesIn(const JsonValue &json)
{
    std::vector<std::string> names;
    collectNames(json, names);
    return names;
}

} // namespace mdash
