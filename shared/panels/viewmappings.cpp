#include "panels/viewmappings.h"

#include "frames/numbertext.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace mdash {
namespace {

/// A number, or a text that is one: old dashboards have both.
std::optional<double> numberOf(const JsonValue &json)
{
    if (json.isNumber())
        return json.number();
    const std::string_view text = json.string();
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

std::string textOf(const JsonValue &json)
{
    return json.isString() ? std::string(json.string()) : json.isNumber() ? plainText(json.number()) : json.json();
}

ValueMappings::Outcome outcomeOf(const JsonValue &result)
{
    ValueMappings::Outcome outcome;
    if (result["text"].exists() && !result["text"].isNull())
        outcome.text = textOf(result["text"]);
    outcome.colour = result["color"].string();
    return outcome;
}

/// The value as the key of a mapping.
std::string keyOf(const Reduced &value)
{
    if (const double *number = std::get_if<double>(&value))
        return plainText(*number);
    if (const bool *truth = std::get_if<bool>(&value))
        return *truth ? "true" : "false";
    const std::string *text = std::get_if<std::string>(&value);
    return text ? *text : std::string("null");
}

std::optional<double> numericOf(const Reduced &value)
{
    if (const double *number = std::get_if<double>(&value))
        return *number;
    const std::string *text = std::get_if<std::string>(&value);
    double number = 0;
    if (!text || text->empty() ||
        std::from_chars(text->data(), text->data() + text->size(), number).ptr != text->data() + text->size())
        return std::nullopt;
    return number;
}

} // namespace

ValueMappings ValueMappings::read(const JsonValue &mappings)
{
    ValueMappings read;
    for (const JsonValue &json : mappings.elements()) {
        if (auto mapping = json["type"].isNumber() ? readOld(json) : readOne(json))
            read.m_mappings.push_back(*std::move(mapping));
    }
    return read;
}

std::optional<ValueMappings::Mapping> ValueMappings::readOne(const JsonValue &json)
{
    const std::string_view type = json["type"].string();
    const JsonValue options = json["options"];
    Mapping mapping;
    mapping.outcome = outcomeOf(options["result"]);
    if (type == "value") {
        for (const auto &[key, result] : options.members()) {
            mapping.order.emplace_back(key);
            mapping.values.emplace(key, outcomeOf(result));
        }
        std::ranges::stable_sort(mapping.order, {},
                                 [&](const std::string &key) { return options[key]["index"].number(); });
    } else if (type == "range") {
        mapping.kind = Kind::Range;
        mapping.from = numberOf(options["from"]);
        mapping.to = numberOf(options["to"]);
    } else if (type == "regex") {
        mapping.kind = Kind::Pattern;
        if (auto regex = Regex::fromDashboard(options["pattern"].string()))
            mapping.regex = *std::move(regex);
        else
            return std::nullopt;
    } else if (type == "special") {
        const std::string_view match = options["match"].string("null");
        mapping.kind = match == "nan"        ? Kind::Nan
                       : match == "null+nan" ? Kind::NullOrNan
                       : match == "true"     ? Kind::True
                       : match == "false"    ? Kind::False
                       : match == "empty"    ? Kind::Empty
                                             : Kind::Null;
    } else {
        return std::nullopt;
    }
    return mapping;
}

/// `{"type":1,"value":"0","text":"Down"}` and `{"type":2,"from":"0","to":"5","text":"Low"}`.
std::optional<ValueMappings::Mapping> ValueMappings::readOld(const JsonValue &json)
{
    Mapping mapping;
    const Outcome outcome = outcomeOf(json);
    if (json["type"].integer() == 2) {
        mapping.kind = Kind::Range;
        mapping.from = numberOf(json["from"]);
        mapping.to = numberOf(json["to"]);
        mapping.outcome = outcome;
    } else if (textOf(json["value"]) == "null") {
        mapping.kind = Kind::Null;
        mapping.outcome = outcome;
    } else {
        mapping.order = {textOf(json["value"])};
        mapping.values.emplace(mapping.order.front(), outcome);
    }
    return mapping;
}

std::optional<ValueMappings::Outcome> ValueMappings::find(const Reduced &value) const
{
    for (const Mapping &mapping : m_mappings) {
        if (auto outcome = apply(mapping, value))
            return outcome;
    }
    return std::nullopt;
}

std::optional<ValueMappings::Outcome> ValueMappings::apply(const Mapping &mapping, const Reduced &value)
{
    const bool isNull = std::holds_alternative<std::monostate>(value);
    const double *number = std::get_if<double>(&value);
    const bool isNan = number && std::isnan(*number);
    const bool *truth = std::get_if<bool>(&value);
    const std::string *text = std::get_if<std::string>(&value);
    const auto outcomeIf = [&](bool fits) { return fits ? std::optional(mapping.outcome) : std::nullopt; };
    switch (mapping.kind) {
    case Kind::Null:
        return outcomeIf(isNull);
    case Kind::Nan:
        return outcomeIf(isNan);
    case Kind::NullOrNan:
        return outcomeIf(isNull || isNan);
    case Kind::True:
        return outcomeIf(truth && *truth);
    case Kind::False:
        return outcomeIf(truth && !*truth);
    case Kind::Empty:
        return outcomeIf(text && text->empty());
    case Kind::Value: {
        const auto found = isNull ? mapping.values.end() : mapping.values.find(keyOf(value));
        return found == mapping.values.end() ? std::nullopt : std::optional(found->second);
    }
    case Kind::Range: {
        const auto numeric = numericOf(value);
        return outcomeIf(numeric && (!mapping.from || *numeric >= *mapping.from) &&
                         (!mapping.to || *numeric <= *mapping.to));
    }
    case Kind::Pattern:
        break;
    }
    if (!text || !mapping.regex->matches(*text))
        return std::nullopt;
    Outcome outcome = mapping.outcome;
    if (outcome.text)
        outcome.text = mapping.regex->replace(*text, *outcome.text);
    return outcome;
}

std::vector<ValueMappings::Outcome> ValueMappings::outcomes() const
{
    std::vector<Outcome> all;
    for (const Mapping &mapping : m_mappings) {
        if (mapping.kind != Kind::Value)
            all.push_back(mapping.outcome);
        for (const std::string &key : mapping.order) {
            Outcome outcome = mapping.values.at(key);
            if (!outcome.text)
                outcome.text = key;
            all.push_back(std::move(outcome));
        }
    }
    return all;
}

} // namespace mdash
