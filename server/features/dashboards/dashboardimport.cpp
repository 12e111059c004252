#include "features/dashboards/dashboardimport.h"

#include "panels/upgrade/dashboardupgrades.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

using Values = std::map<std::string, std::string, std::less<>>; // "${NAME}" -> what stands for it

std::string filledIn(std::string_view text, const Values &values)
{
    std::string result(text);
    for (const auto &[reference, value] : values) {
        for (std::size_t at = result.find(reference); at != std::string::npos; at = result.find(reference, at + value.size()))
            result.replace(at, reference.size(), value);
    }
    return result;
}

void write(JsonWriter &json, const JsonValue &value, const Values &values, bool isTop)
{
    if (value.isObject()) {
        json.beginObject();
        for (const auto &[key, member] : value.members()) {
            if (isTop && (key == "__inputs" || key == "__requires"))
                continue;
            json.key(key);
            write(json, member, values, false);
        }
        json.endObject();
    } else if (value.isArray()) {
        json.beginArray();
        for (const JsonValue &element : value.elements())
            write(json, element, values, false);
        json.endArray();
    } else if (value.isString()) {
        json.value(filledIn(value.string(), values));
    } else {
        json.raw(value.json());
    }
}

const ImportInput *inputFor(const std::vector<ImportInput> &inputs, const JsonValue &declared)
{
    const auto fits = [&](const ImportInput &input) {
        return input.name == declared["name"].string()
            || (input.name == "*" && input.type == declared["type"].string() && input.pluginId == declared["pluginId"].string());
    };
    const auto found = std::find_if(inputs.begin(), inputs.end(), fits);
    return found == inputs.end() ? nullptr : &*found;
}

/// An export carries the library panels that it shows: each becomes part of its panel, which works without a library.
Result<std::string> withLibraryPanels(std::string text)
{
    const auto document = JsonDocument::parse(text);
    if (!document)
        return tl::unexpected(document.error());
    if (!document->root()["__elements"].exists())
        return text;
    JsonTree dashboard(document->root());
    resolveElements(dashboard);
    return dashboard.json();
}

} // namespace

Result<std::string> withInputs(const JsonValue &model, const std::vector<ImportInput> &inputs)
{
    Values values;
    for (const JsonValue &declared : model["__inputs"].elements()) {
        const std::string reference = "${" + std::string(declared["name"].string()) + "}";
        const ImportInput *input = inputFor(inputs, declared);
        if (input)
            values[reference] = input->value;
        else if (declared["pluginId"].string() == "__expr__")
            values[reference] = "__expr__";
        else if (declared["type"].string() == "constant" && declared["value"].isString())
            values[reference] = declared["value"].string();
        else
            return fail(ErrorCode::InvalidInput, u"the input \"%1\" has no value"_s.arg(declared["name"].text()));
    }
    std::string text;
    JsonWriter json(text);
    write(json, model, values, true);
    return withLibraryPanels(std::move(text));
}

Result<SavedDashboard> DashboardImport::import(const Principal &caller, const ImportDashboard &command)
{
    auto model = withInputs(command.model, command.inputs)
                     .and_then([](const std::string &text) { return withTopLevelMembers(text, {{"id", "null"}}); });
    if (!model)
        return fail(ErrorCode::Internal, u"Failed to save dashboard: "_s + model.error().detail);
    SaveDashboard save;
    save.model = std::move(*model);
    save.folderUid = command.folderUid;
    save.folderId = command.folderId;
    save.overwrite = command.overwrite;
    return m_dashboards.save(caller, save);
}

} // namespace mdash
