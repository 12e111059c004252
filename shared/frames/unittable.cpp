#include "frames/unittable.h"

#include "base/json.h"
#include "frames/unitsjson.h"

#include <cmath>
#include <map>
#include <unordered_map>

namespace mdash {
namespace {

struct Tables
{
    std::map<std::string, UnitLadder, std::less<>> ladders;
    std::map<std::string, UnitRung, std::less<>> rungs;
    std::vector<UnitDefinition> units;
    std::unordered_map<std::string_view, std::size_t> byId;
};

UnitLadder readLadder(const JsonValue &json)
{
    UnitLadder ladder;
    ladder.factor = json["factor"].number(1000);
    ladder.lead = json["lead"].string();
    ladder.base = static_cast<std::size_t>(json["base"].integer());
    for (const JsonValue &name : json["names"].elements())
        ladder.names.emplace_back(name.string());
    return ladder;
}

UnitDefinition readUnit(const JsonValue &json, const std::map<std::string, UnitRung, std::less<>> &rungs)
{
    UnitDefinition entry;
    entry.unit.id = json["id"].string();
    entry.unit.kernel = json["kernel"].string();
    entry.unit.prefix = json["prefix"].string();
    entry.unit.suffix = json["suffix"].string();
    entry.unit.scale = json["scale"].number(1);
    entry.group = json["group"].string();
    entry.name = json["name"].string();
    entry.pattern = json["pattern"].string();
    entry.today = json["today"].string();
    for (const JsonValue &word : json["words"].elements())
        entry.words.emplace_back(word.string());
    for (const JsonValue &rung : json["rungs"].elements())
        entry.rungs.push_back(rungs.at(std::string(rung.string())));
    return entry;
}

Tables readTables()
{
    Tables tables;
    const auto document = JsonDocument::parse(unitsJson); // part of the program, checked by tst_valueformat
    if (!document)
        return tables;
    const JsonValue root = document->root();
    for (const auto &[name, ladder] : root["ladders"].members())
        tables.ladders.emplace(name, readLadder(ladder));
    for (const auto &[name, rung] : root["rungs"].members())
        tables.rungs.emplace(
            name, UnitRung{rung["ns"].number(), std::string(rung["one"].string()), std::string(rung["many"].string())});
    for (const JsonValue &unit : root["units"].elements())
        tables.units.push_back(readUnit(unit, tables.rungs));
    for (std::size_t i = 0; i < tables.units.size(); ++i)
        tables.byId.emplace(tables.units[i].unit.id, i);
    return tables;
}

const Tables &tables()
{
    static const Tables read = readTables();
    return read;
}

UnitDefinition withKernel(std::string_view id, std::string_view kernel)
{
    UnitDefinition entry;
    entry.unit.id = id;
    entry.unit.kernel = kernel;
    return entry;
}

/// `si:mF` is a symbol with the SI prefix that stands before it, if one does.
UnitDefinition siDefinition(std::string_view id, std::string_view symbol)
{
    UnitDefinition entry = withKernel(id, "si");
    const UnitLadder &ladder = tables().ladders.at("si");
    for (std::size_t i = 0; i < ladder.names.size(); ++i) {
        const std::string &name = ladder.names[i];
        if (name.empty() || symbol.size() <= name.size() || !symbol.starts_with(name))
            continue;
        entry.unit.scale = std::pow(1000.0, static_cast<double>(i) - static_cast<double>(ladder.base));
        symbol.remove_prefix(name.size());
        break;
    }
    entry.unit.suffix = symbol;
    return entry;
}

UnitDefinition boolDefinition(std::string_view id, std::string_view words)
{
    UnitDefinition entry = withKernel(id, "bool");
    const std::size_t slash = words.find('/');
    entry.words = {std::string(words.substr(0, slash)),
                   slash == std::string_view::npos ? std::string() : std::string(words.substr(slash + 1))};
    return entry;
}

std::optional<UnitDefinition> prefixedDefinition(std::string_view id)
{
    const std::size_t colon = id.find(':');
    if (colon == std::string_view::npos || colon == 0)
        return std::nullopt;
    const std::string_view form = id.substr(0, colon);
    const std::string_view argument = id.substr(colon + 1);
    UnitDefinition entry = withKernel(id, "fixed");
    if (form == "suffix") {
        entry.unit.suffix = ' ' + std::string(argument);
    } else if (form == "prefix") {
        entry.unit.prefix = argument;
    } else if (form == "count") {
        entry.unit.kernel = "count";
        entry.unit.suffix = ' ' + std::string(argument);
    } else if (form == "currency") {
        entry.unit.kernel = "currency";
        entry.unit.prefix = argument;
    } else if (form == "time") {
        entry.unit.kernel = "datetime";
        entry.pattern = argument;
    } else if (form == "si") {
        return siDefinition(id, argument);
    } else if (form == "bool") {
        return boolDefinition(id, argument);
    } else {
        return std::nullopt;
    }
    return entry;
}

} // namespace

UnitDefinition unitDefinition(std::string_view id)
{
    if (id.empty())
        return withKernel("none", "fixed");
    if (const auto found = tables().byId.find(id); found != tables().byId.end())
        return tables().units[found->second];
    if (auto prefixed = prefixedDefinition(id))
        return *std::move(prefixed);
    UnitDefinition entry = withKernel(id, "fixed");
    entry.unit.suffix = ' ' + std::string(id);
    return entry;
}

const std::vector<UnitDefinition> &knownUnits()
{
    return tables().units;
}

const UnitLadder *unitLadder(std::string_view name)
{
    const auto found = tables().ladders.find(name);
    return found == tables().ladders.end() ? nullptr : &found->second;
}

} // namespace mdash
