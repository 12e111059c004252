#include "features/dashboards/dashboarddifference.h"

#include <map>

namespace mdash {
namespace {

using Leaves = std::map<std::string, std::string>; // path -> JSON text

void collect(const JsonValue &value, const std::string &path, Leaves &leaves)
{
    if (value.isObject() && value.size() > 0) {
        for (const auto &[key, member] : value.members())
            collect(member, path.empty() ? std::string(key) : path + '.' + std::string(key), leaves);
    } else if (value.isArray() && value.size() > 0) {
        std::size_t index = 0;
        for (const JsonValue &element : value.elements())
            collect(element, path + '[' + std::to_string(index++) + ']', leaves);
    } else {
        leaves[path] = value.json();
    }
}

std::string escaped(const std::string &text)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '&': out += "&amp;"; break;
        case '"': out += "&quot;"; break;
        default: out += c;
        }
    }
    return out;
}

} // namespace

std::vector<JsonDifference> differencesOf(const JsonValue &before, const JsonValue &after)
{
    Leaves old, now;
    collect(before, {}, old);
    collect(after, {}, now);
    std::vector<JsonDifference> differences;
    for (const auto &[path, text] : old) {
        const auto other = now.find(path);
        if (other == now.end())
            differences.push_back({path, text, {}});
        else if (other->second != text)
            differences.push_back({path, text, other->second});
    }
    for (const auto &[path, text] : now) {
        if (!old.contains(path))
            differences.push_back({path, {}, text});
    }
    std::sort(differences.begin(), differences.end(), [](const auto &a, const auto &b) { return a.path < b.path; });
    return differences;
}

std::string differencesHtml(const std::vector<JsonDifference> &differences)
{
    std::string html = "<ul class=\"diff\">\n";
    for (const auto &[path, before, after] : differences) {
        html += "<li><code>" + escaped(path) + "</code>";
        if (!before.empty())
            html += " <del>" + escaped(before) + "</del>";
        if (!after.empty())
            html += " <ins>" + escaped(after) + "</ins>";
        html += "</li>\n";
    }
    return html + "</ul>\n";
}

std::string differencesDelta(const std::vector<JsonDifference> &differences)
{
    std::string text;
    JsonWriter json(text);
    json.beginObject();
    for (const auto &[path, before, after] : differences) {
        json.key(path).beginArray();
        json.raw(before.empty() ? "null" : before).raw(after.empty() ? "null" : after).endArray();
    }
    json.endObject();
    return text;
}

} // namespace mdash
