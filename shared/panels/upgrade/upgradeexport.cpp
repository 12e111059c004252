#include "panels/reference.h"
#include "panels/upgrade/dashboardupgrades.h"

#include <map>

namespace mdash {
namespace {

struct Inputs
{
    std::map<std::string, std::string, std::less<>> constants; // by name
    std::map<std::string, std::string, std::less<>> sources;   // plug-in type by name
};

/// `${NAME}` with any characters in the name, since inputs are named after data sources.
std::string_view inputNameAt(std::string_view text, std::size_t at)
{
    const auto close = text.find('}', at);
    return close == std::string_view::npos ? std::string_view() : text.substr(at + 2, close - at - 2);
}

std::string withConstants(std::string_view text, const Inputs &inputs)
{
    std::string out;
    std::size_t copied = 0;
    for (auto at = text.find("${"); at != std::string_view::npos; at = text.find("${", at + 1)) {
        const std::string_view name = inputNameAt(text, at);
        const auto found = inputs.constants.find(name);
        if (found == inputs.constants.end() || at < copied)
            continue;
        out.append(text.substr(copied, at - copied)).append(found->second);
        copied = at + name.size() + 3;
    }
    return out.append(text.substr(copied));
}

/// The plug-in type if @p text is just `${DS_X}` of a data source input.
const std::string *sourceType(std::string_view text, const Inputs &inputs)
{
    if (!text.starts_with("${") || !text.ends_with("}"))
        return nullptr;
    const auto found = inputs.sources.find(text.substr(2, text.size() - 3));
    return found == inputs.sources.end() ? nullptr : &found->second;
}

void replaceInputs(JsonTree &value, const Inputs &inputs)
{
    if (value.isArray()) {
        for (JsonTree &element : value.writableElements())
            replaceInputs(element, inputs);
    } else if (value.isObject()) {
        for (auto &[key, member] : value.writableMembers()) {
            const std::string *type = sourceType(member.text(), inputs);
            if (type && key == "datasource")
                member = JsonTree::object({{"type", *type}});
            else if (type)
                member = JsonTree("");
            else
                replaceInputs(member, inputs);
        }
    } else if (value.isString() && value.text().find("${") != std::string_view::npos) {
        value = JsonTree(withConstants(value.text(), inputs));
    }
}

bool isVariable(const JsonTree &dashboard, std::string_view name)
{
    const auto &list = dashboard["templating"]["list"].elements();
    return std::any_of(list.begin(), list.end(), [name](const JsonTree &variable) { return variable["name"].text() == name; });
}

} // namespace

void resolveInputs(JsonTree &dashboard)
{
    Inputs inputs;
    for (const JsonTree &input : dashboard["__inputs"].elements()) {
        const std::string name(input["name"].text());
        if (name.empty() || isVariable(dashboard, name))
            continue;
        if (input["type"].text() == "datasource")
            inputs.sources.emplace(name, input["pluginId"].text());
        else
            inputs.constants.emplace(name, input["value"].text());
    }
    if (!inputs.sources.empty() || !inputs.constants.empty())
        replaceInputs(dashboard, inputs);
    for (const std::string_view key : {"__inputs", "__requires"})
        dashboard.remove(key);
}

void resolveElements(JsonTree &dashboard)
{
    std::map<std::string, JsonTree, std::less<>> models;
    const JsonTree elements = dashboard.take("__elements");
    const auto add = [&models](const JsonTree &element) {
        if (element["model"].isObject())
            models.emplace(element["uid"].text(), element["model"]);
    };
    for (const auto &[uid, element] : elements.members())
        add(element);
    for (const JsonTree &element : elements.elements())
        add(element);
    if (models.empty())
        return;
    forEachPanel(dashboard, [&models](JsonTree &panel) {
        const auto found = models.find(panel["libraryPanel"]["uid"].text());
        if (found == models.end())
            return;
        for (const auto &[key, value] : found->second.members()) {
            const bool ofPlace = key == "gridPos" || key == "id" || key == "libraryPanel";
            if (!ofPlace)
                panel.setDefault(key, value);
        }
    });
}

} // namespace mdash
