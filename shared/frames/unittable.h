#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mdash {

/// How to format a number, as it travels to a client. Kernels and their tables are those of resources/units.json.
struct Unit
{
    std::string id;
    std::string kernel = "fixed";
    std::string prefix;
    std::string suffix;
    std::optional<int> decimals; // absent: as many as needed
    double scale = 1;            // what it means depends on the kernel, see units.json
    friend bool operator==(const Unit &, const Unit &) = default;
};

/// Names of growing powers of one factor: "", K, M, B, T.
struct UnitLadder
{
    double factor = 1000;
    std::string lead;
    std::size_t base = 0; // the name of factor^0
    std::vector<std::string> names;
};

/// One step of the time kernel.
struct UnitRung
{
    double nanoseconds = 1;
    std::string one;
    std::string many;
};

/// One entry of the table.
struct UnitDefinition
{
    Unit unit;
    std::string group;
    std::string name;
    std::string pattern;            // datetime
    std::string today;              // datetime: pattern for the present day, or empty
    std::vector<std::string> words; // bool: for true and for false
    std::vector<UnitRung> rungs;    // time, smallest first
};

/// The entry for @p id: one of the table, one made from a prefixed form (`suffix:`, `si:`, `time:` …), or for any other
/// text that text as a suffix. An empty id is a plain number.
[[nodiscard]] UnitDefinition unitDefinition(std::string_view id);

/// All entries in the order of the table.
[[nodiscard]] const std::vector<UnitDefinition> &knownUnits();

/// The ladder of that name (short, count, si, binary, psi), or nullptr.
[[nodiscard]] const UnitLadder *unitLadder(std::string_view name);

} // namespace mdash
