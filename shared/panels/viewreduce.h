#pragma once

#include "frames/reducers.h"
#include "panels/viewbuilders.h"

#include <optional>
#include <string>
#include <vector>

namespace mdash {

/// One value that a panel of single values shows. The pointers are into the input's frames.
struct SingleValue
{
    const PanelFrame *frame = nullptr;
    const PanelField *field = nullptr;
    std::optional<std::size_t> row; // of a value that stands in a row; absent if it is made of all rows
    Reduced value;
    std::string name;
};

/// The values that `options.reduceOptions` asks for: one a field and reducer, or one a row. At most `limit`, or 25
/// rows, and never more than 2,000 fields.
[[nodiscard]] std::vector<SingleValue> singleValues(const ViewInput &input);

} // namespace mdash
