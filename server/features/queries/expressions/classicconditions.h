#pragma once

#include "base/json.h"
#include "features/queries/expressions/mathvalue.h"

#include <map>
#include <set>

namespace mdash {

/// The conditions of a `classic_conditions` expression, as alert rules of the field's older kind have them.
struct ClassicConditions
{
    struct Condition
    {
        std::string refId;
        std::string reducer;
        std::string evaluator; // gt, lt, within_range, outside_range, no_value
        std::vector<double> limits;
        bool isOr = false; // joined to what stands before it
    };
    std::vector<Condition> conditions;
};

/// Fails with InvalidInput that names what is missing or unknown.
[[nodiscard]] Result<ClassicConditions> readClassicConditions(const JsonValue &model);

/// 1 if they hold, 0 if not, no value if there was no data; the series that made it so are in customJson.
[[nodiscard]] ValueSet evaluateClassic(const ClassicConditions &conditions, const std::map<std::string, ValueSet> &inputs);

/// A reducer of classic conditions (`avg`, `diff`, `percent_diff_abs`, …) over the values that are numbers.
[[nodiscard]] Maybe reduceClassic(const std::vector<Maybe> &values, std::string_view reducer);

} // namespace mdash
