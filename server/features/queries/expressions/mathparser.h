#pragma once

#include "base/error.h"

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace mdash {

/// A node of a parsed math expression.
struct MathNode
{
    enum class Kind { Constant, Variable, Unary, Binary, Function };
    Kind kind = Kind::Constant;
    double number = 0;     // of Constant
    std::string name;      // variable, operator or function
    std::vector<std::unique_ptr<MathNode>> arguments;
};

/// A whole expression such as `abs($A) > 2 && ${B}`; immutable.
struct MathExpression
{
    std::unique_ptr<const MathNode> root;
    std::set<std::string> variables;
};

/// Grammar and precedence of ds-query §9. Fails with InvalidInput that names position and expectation; also for more than
/// 4,096 characters or 64 levels of nesting.
[[nodiscard]] Result<MathExpression> parseMath(std::string_view text);

} // namespace mdash
