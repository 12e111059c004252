#pragma once

#include "frames/frame.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mdash {

/// One value made of many: nothing, a number (times are epoch ms), a text or a truth.
using Reduced = std::variant<std::monostate, double, std::string, bool>;

struct ReducerInfo
{
    std::string_view id;
    std::string_view title; // heads a legend column or a table column
};

/// Every reducer but the percentiles `p1` to `p99`.
[[nodiscard]] const std::vector<ReducerInfo> &knownReducers();
/// The title of @p id; `p95` is "95th %". An unknown id is its own title.
[[nodiscard]] std::string reducerTitle(std::string_view id);
[[nodiscard]] bool isReducer(std::string_view id);

/// Reduces one column by several reducers; what they share is counted once. Nulls and NaN are left out, except by
/// `first`, `last`, `allValues` and `uniqueValues`, which take what stands there. The column must outlive this.
class Reduction
{
public:
    explicit Reduction(const Column &column) : m_column(column) {}

    /// Nothing if the column has no such value, or @p id is unknown, or needs numbers and the column has none.
    [[nodiscard]] Reduced value(std::string_view id);
    /// As value(), as a number; truths are 0 and 1.
    [[nodiscard]] std::optional<double> number(std::string_view id);

private:
    struct Totals
    {
        std::size_t count = 0;   // neither null nor NaN
        std::size_t missing = 0; // null
        std::size_t changes = 0;
        double sum = 0, min = 0, max = 0, logmin = 0, first = 0, last = 0, delta = 0, step = 0, squares = 0, mean = 0;
        bool allZero = true;
        bool hasLogmin = false;
        bool rising = true;
    };
    void count();
    void countNumbers();
    void countTexts();
    void add(double number);
    [[nodiscard]] bool isNumeric() const;
    [[nodiscard]] Reduced at(std::size_t row) const;
    [[nodiscard]] Reduced edge(std::string_view id) const;
    [[nodiscard]] std::optional<double> fromTotals(std::string_view id) const;
    [[nodiscard]] std::optional<double> percentile(double percent);
    [[nodiscard]] std::optional<double> median();
    [[nodiscard]] std::size_t distinct() const;
    [[nodiscard]] std::string listed(bool unique) const;

    const Column &m_column;
    std::optional<Totals> m_totals;
    std::vector<double> m_sorted;
};

/// Reduces @p column once.
[[nodiscard]] Reduced reduce(const Column &column, std::string_view id);

/// The cell of @p column at @p row as one value.
[[nodiscard]] Reduced valueAt(const Column &column, std::size_t row);

} // namespace mdash
