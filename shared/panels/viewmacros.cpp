#include "panels/viewmacros.h"

#include "frames/fieldnames.h"
#include "frames/numbertext.h"
#include "panels/interpolate.h"
#include "panels/viewvalue.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace mdash {
namespace {

std::optional<ScopeValue> single(std::string text)
{
    return ScopeValue::single(std::move(text));
}

std::optional<ScopeValue> fieldMacro(const Field &field, const std::string &name, std::string_view path)
{
    static constexpr std::string_view labels = "labels";
    if (path.empty() || path == "displayName")
        return single(name);
    if (path == "name")
        return single(field.name);
    if (path == labels)
        return single(field.labels ? labelsText(*field.labels) : std::string());
    if (!path.starts_with(labels))
        return std::nullopt;
    std::string_view label = path.substr(labels.size());
    if (label.starts_with("."))
        label.remove_prefix(1);
    else if (label.size() > 4 && label.starts_with("[") && label.ends_with("]"))
        label = label.substr(2, label.size() - 4); // ["name"]
    if (!field.labels)
        return single({});
    const auto found = field.labels->find(std::string(label));
    return single(found == field.labels->end() ? std::string() : found->second);
}

/// `fields.NAME.text`, `fields["NAME"]`, `fields[0].numeric`: the field, and which form of its value.
struct FieldPath
{
    const PanelField *field = nullptr;
    std::string_view form;
};

const PanelField *fieldNamed(const PanelFrame &frame, std::string_view name)
{
    for (const PanelField &field : frame.fields) {
        if (field.name == name)
            return &field;
    }
    for (const PanelField &field : frame.fields) {
        if (field.field.name == name)
            return &field;
    }
    return nullptr;
}

const PanelField *fieldInBrackets(const PanelFrame &frame, std::string_view inside)
{
    if (inside.size() >= 2 && (inside.front() == '"' || inside.front() == '\''))
        return fieldNamed(frame, inside.substr(1, inside.size() - 2));
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(inside.data(), inside.data() + inside.size(), index);
    if (error != std::errc{} || end != inside.data() + inside.size() || index >= frame.fields.size())
        return nullptr;
    return &frame.fields[index];
}

FieldPath fieldPathIn(const PanelFrame &frame, std::string_view path)
{
    path.remove_prefix(std::string_view("fields").size());
    FieldPath found;
    if (path.starts_with("[")) {
        const std::size_t close = path.rfind(']');
        if (close == std::string_view::npos)
            return found;
        found.field = fieldInBrackets(frame, path.substr(1, close - 1));
        found.form = path.substr(std::min(close + 2, path.size()));
        return found;
    }
    path.remove_prefix(path.empty() ? 0 : 1);
    found.field = fieldNamed(frame, path);
    if (const std::size_t dot = path.rfind('.'); !found.field && dot != std::string_view::npos) {
        found.field = fieldNamed(frame, path.substr(0, dot));
        found.form = path.substr(dot + 1);
    }
    return found;
}

std::string valueText(const PanelField &field, const Reduced &value, std::string_view form, const ViewContext &context)
{
    if (form == "raw" || form == "numeric") {
        if (const double *number = std::get_if<double>(&value))
            return plainText(*number);
        if (const std::string *text = std::get_if<std::string>(&value))
            return *text;
        if (const bool *truth = std::get_if<bool>(&value))
            return *truth ? "true" : "false";
        return {};
    }
    return ValueDisplay(field, context).show(value).joined();
}

std::optional<ScopeValue> valueMacro(const RowMacros &macros, std::string_view path, const ViewContext &context)
{
    if (path == "time") {
        const PanelField *time = macros.frame.first(FieldType::Time);
        return single(time && macros.row ? valueText(*time, valueAt(time->field.values, *macros.row), "raw", context)
                                         : std::string());
    }
    const Reduced value = macros.calculated ? Reduced(*macros.calculated)
                          : macros.row      ? valueAt(macros.field.field.values, *macros.row)
                                            : reduce(macros.field.field.values, "lastNotNull");
    return single(valueText(macros.field, value, path, context));
}

std::optional<ScopeValue> dataMacro(const RowMacros &macros, std::string_view path, const ViewContext &context)
{
    if (path == "name")
        return single(macros.frame.name);
    if (path == "refId")
        return single(macros.frame.refId);
    if (!path.starts_with("fields"))
        return std::nullopt;
    const auto [field, form] = fieldPathIn(macros.frame, path);
    if (!field)
        return single({});
    const Column &column = field->field.values;
    return single(
        valueText(*field, macros.row ? valueAt(column, *macros.row) : reduce(column, "lastNotNull"), form, context));
}

/// `$__cell_2` and `$__cell` of old tables.
std::optional<ScopeValue> cellMacro(const RowMacros &macros, std::string_view name, const ViewContext &context)
{
    if (name == "__cell")
        return valueMacro(macros, "text", context);
    const PanelField *field = fieldInBrackets(macros.frame, name.substr(std::string_view("__cell_").size()));
    return field && macros.row ? single(valueText(*field, valueAt(field->field.values, *macros.row), "text", context))
                               : std::nullopt;
}

} // namespace

Scope fieldScope(const Scope *outer, const Field &field, const std::string &name, const std::string &frameName)
{
    Scope scope(outer);
    scope.setLookup(
        [&field, &name, &frameName](std::string_view macro, std::string_view path) -> std::optional<ScopeValue> {
            if (macro == "__field")
                return fieldMacro(field, name, path);
            if (macro == "__series" && path == "name")
                return single(name);
            if (macro == "__data" && path == "name")
                return single(frameName);
            return std::nullopt;
        });
    return scope;
}

std::optional<std::string> safeUrl(std::string_view url)
{
    std::string clean;
    for (const char c : url) {
        if (static_cast<unsigned char>(c) >= 0x20)
            clean += c;
    }
    const std::size_t first = clean.find_first_not_of(' ');
    clean = first == std::string::npos ? std::string() : clean.substr(first);
    const std::size_t colon = clean.find_first_of(":/?#");
    if (clean.empty())
        return std::nullopt;
    if (colon == std::string::npos || clean[colon] != ':')
        return clean; // relative
    std::string scheme = clean.substr(0, colon);
    std::ranges::transform(scheme, scheme.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return scheme == "http" || scheme == "https" || scheme == "mailto" ? std::optional(clean) : std::nullopt;
}

static Scope rowScope(const RowMacros &macros, const ViewContext &context)
{
    Scope scope(context.scope);
    scope.setLookup([&](std::string_view macro, std::string_view path) -> std::optional<ScopeValue> {
        if (macro == "__value")
            return valueMacro(macros, path, context);
        if (macro == "__data")
            return dataMacro(macros, path, context);
        if (macro == "__field")
            return fieldMacro(macros.field.field, macros.field.name, path);
        if (macro == "__series" && path == "name")
            return single(macros.field.name);
        if (macro.starts_with("__cell"))
            return cellMacro(macros, macro, context);
        return std::nullopt;
    });
    return scope;
}

std::string replacedForRow(std::string_view text, const RowMacros &macros, const ViewContext &context)
{
    return interpolate(text, rowScope(macros, context), "text");
}

view::Links linksFor(const RowMacros &macros, const ViewContext &context)
{
    view::Links links;
    if (macros.field.options.links.empty())
        return links;
    const Scope scope = rowScope(macros, context);
    for (const LinkTemplate &link : macros.field.options.links) {
        const auto url = safeUrl(interpolate(link.url, scope, "uriencode"));
        if (!url)
            continue;
        view::Link shown;
        shown.url = *url;
        shown.text = interpolate(link.title, scope, "text");
        shown.newTab = link.newTab;
        links.push_back(std::move(shown));
    }
    return links;
}

} // namespace mdash
