#pragma once

#include "base/error.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mdash {

/// A matcher of a selector: label, operator (= != =~ !~), text.
struct LabelMatcher
{
    std::string label;
    std::string operation;
    std::string value;
};

/// A node of a parsed query over the self metrics: the part of PromQL that dashboards of key figures need.
struct SelfQueryNode
{
    enum class Kind {
        Number,    // number
        Selector,  // name, matchers; windowMs > 0 for name{…}[5m]
        Function,  // name(argument)
        Aggregate, // name, by or without labels, argument
        Binary     // name is the operator
    };
    Kind kind = Kind::Number;
    double number = 0;
    std::string name;
    std::vector<LabelMatcher> matchers;
    long long windowMs = 0;
    std::vector<std::string> labels; // of Aggregate
    bool isWithout = false;          // `without (labels)`
    std::vector<std::unique_ptr<SelfQueryNode>> arguments;
};

/// Reads selectors (`name{a="b",c=~"d.*"}`, windows), `rate increase irate delta avg_over_time min_over_time max_over_time
/// sum_over_time count_over_time last_over_time`, `abs ceil floor round`, `sum avg max min count` by or without labels, and
/// arithmetic and comparisons. Fails with InvalidInput that names position and expectation; also for more than 4,096
/// characters or 32 levels of nesting.
[[nodiscard]] Result<std::unique_ptr<SelfQueryNode>> parseSelfQuery(std::string_view text);

[[nodiscard]] bool isWindowFunction(std::string_view name);

/// The longest window of @p node, in ms.
[[nodiscard]] long long longestWindow(const SelfQueryNode &node);

} // namespace mdash
