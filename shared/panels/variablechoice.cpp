#include "panels/variablechoice.h"

#include <algorithm>

namespace mdash {
namespace {

using Options = std::vector<VariableOption>;

const VariableOption *findOption(const Options &options, std::string_view text)
{
    for (const auto member : {&VariableOption::value, &VariableOption::text}) {
        const auto found = std::find_if(options.begin(), options.end(), [&](const auto &option) { return option.*member == text; });
        if (found != options.end())
            return &*found;
    }
    return nullptr;
}

VariableChoice allOf()
{
    return {{std::string(allChoice)}, {"All"}, true, true};
}

void append(VariableChoice &choice, const VariableOption &option)
{
    if (std::find(choice.values.begin(), choice.values.end(), option.value) != choice.values.end())
        return;
    choice.values.push_back(option.value);
    choice.texts.push_back(option.text);
}

bool asksForAll(const VariableModel &variable, const std::vector<std::string> &values, const Options &options)
{
    return variable.includeAll && std::any_of(values.begin(), values.end(), [&](const std::string &value) {
        return value == allChoice || (value == "All" && !findOption(options, value));
    });
}

/// What a viewer asked for; no values if nothing of it can be.
VariableChoice requestedChoice(const VariableModel &variable, const Options &options, const std::vector<std::string> &requested)
{
    if (asksForAll(variable, requested, options))
        return allOf();
    const bool fixed = variable.kind == VariableKind::DataSource;
    VariableChoice choice;
    for (const std::string &value : requested) {
        const VariableOption *option = findOption(options, value);
        if (!option && (fixed || value == allChoice))
            continue;
        append(choice, option ? *option : VariableOption{value, value});
        choice.trusted = choice.trusted && option;
        if (!variable.multi)
            break;
    }
    return choice;
}

VariableChoice savedChoice(const VariableModel &variable, const Options &options)
{
    if (asksForAll(variable, variable.currentValues, options))
        return allOf();
    VariableChoice choice;
    for (const std::string &value : variable.currentValues) {
        if (const VariableOption *option = findOption(options, value))
            append(choice, *option);
        if (!variable.multi && !choice.values.empty())
            break;
    }
    return choice;
}

/// Of variables whose value is free: text boxes and constants.
VariableChoice freeChoice(const VariableModel &variable, const std::optional<std::vector<std::string>> &requested)
{
    const bool isConstant = variable.kind == VariableKind::Constant;
    if (!isConstant && requested && !requested->empty() && *requested != variable.currentValues)
        return {{requested->front()}, {requested->front()}, false, false};
    const bool fromQuery = isConstant || variable.currentValues.empty();
    const std::string &value = fromQuery ? variable.query : variable.currentValues.front();
    return {{value}, {value}, false, true};
}

} // namespace

VariableChoice choose(const VariableModel &variable, const Options &options, const std::optional<std::vector<std::string>> &requested)
{
    if (variable.kind == VariableKind::TextBox || variable.kind == VariableKind::Constant)
        return freeChoice(variable, requested);
    if (requested && !requested->empty()) {
        VariableChoice choice = requestedChoice(variable, options, *requested);
        if (!choice.values.empty())
            return choice;
    }
    VariableChoice choice = savedChoice(variable, options);
    if (!choice.values.empty())
        return choice;
    if (variable.includeAll)
        return allOf();
    if (options.empty())
        return {{""}, {"None"}, false, true};
    return {{options.front().value}, {options.front().text}, false, true};
}

ScopeValue scopeValueOf(const VariableModel &variable, const VariableChoice &choice, const Options &options)
{
    ScopeValue value{.values = choice.values, .texts = choice.texts};
    value.multi = variable.multi || variable.includeAll;
    value.trusted = choice.trusted;
    value.filters = variable.kind == VariableKind::AdHoc;
    if (!choice.all)
        return value;
    value.all = true;
    value.values.clear();
    if (!variable.allValue.empty()) {
        value.values = {variable.allValue};
        value.verbatim = true;
        return value;
    }
    for (const VariableOption &option : options)
        value.values.push_back(option.value);
    return value;
}

} // namespace mdash
