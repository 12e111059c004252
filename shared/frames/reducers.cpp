#include "frames/reducers.h"

#include "frames/numbertext.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <unordered_set>

namespace mdash {
namespace {

/// 95 for `p95`.
std::optional<int> percentOf(std::string_view id)
{
    int percent = 0;
    if (id.size() < 2 || id.size() > 3 || id[0] != 'p')
        return std::nullopt;
    const auto [end, error] = std::from_chars(id.data() + 1, id.data() + id.size(), percent);
    if (error != std::errc{} || end != id.data() + id.size() || percent < 1 || percent > 99)
        return std::nullopt;
    return percent;
}

std::string_view ordinalSuffix(int number)
{
    if (number % 100 >= 11 && number % 100 <= 13)
        return "th";
    const int last = number % 10;
    return last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th";
}

std::string textOf(const Reduced &value)
{
    if (const double *number = std::get_if<double>(&value))
        return plainText(*number);
    if (const std::string *text = std::get_if<std::string>(&value))
        return *text;
    if (const bool *truth = std::get_if<bool>(&value))
        return *truth ? "true" : "false";
    return {};
}

Reduced orNothing(const std::optional<double> &number)
{
    return number ? Reduced(*number) : Reduced();
}

} // namespace

const std::vector<ReducerInfo> &knownReducers()
{
    static const std::vector<ReducerInfo> known{{"lastNotNull", "Last *"},
                                                {"last", "Last"},
                                                {"firstNotNull", "First *"},
                                                {"first", "First"},
                                                {"min", "Min"},
                                                {"max", "Max"},
                                                {"mean", "Mean"},
                                                {"median", "Median"},
                                                {"variance", "Variance"},
                                                {"stdDev", "StdDev"},
                                                {"sum", "Total"},
                                                {"count", "Count"},
                                                {"countAll", "Count all"},
                                                {"range", "Range"},
                                                {"delta", "Delta"},
                                                {"step", "Step"},
                                                {"diff", "Difference"},
                                                {"diffperc", "Difference percent"},
                                                {"logmin", "Min (above zero)"},
                                                {"allIsZero", "All zeros"},
                                                {"allIsNull", "All nulls"},
                                                {"changeCount", "Change count"},
                                                {"distinctCount", "Distinct count"},
                                                {"allValues", "All values"},
                                                {"uniqueValues", "All unique values"}};
    return known;
}

std::string reducerTitle(std::string_view id)
{
    for (const ReducerInfo &known : knownReducers()) {
        if (known.id == id)
            return std::string(known.title);
    }
    if (const auto percent = percentOf(id))
        return std::to_string(*percent) + std::string(ordinalSuffix(*percent)) + " %";
    return std::string(id);
}

bool isReducer(std::string_view id)
{
    return percentOf(id) ||
           std::ranges::any_of(knownReducers(), [&](const ReducerInfo &known) { return known.id == id; });
}

Reduced valueAt(const Column &column, std::size_t row)
{
    if (row >= column.size() || column.isNull(row))
        return {};
    switch (column.type()) {
    case FieldType::Time:
        return static_cast<double>(column.times()[row]);
    case FieldType::Number:
        return column.numbers()[row];
    case FieldType::Boolean:
        return column.booleans()[row] != 0;
    case FieldType::String:
        break;
    }
    return column.strings()[row];
}

Reduced reduce(const Column &column, std::string_view id)
{
    return Reduction(column).value(id);
}

bool Reduction::isNumeric() const
{
    return m_column.type() == FieldType::Number || m_column.type() == FieldType::Time;
}

Reduced Reduction::at(std::size_t row) const
{
    return valueAt(m_column, row);
}

Reduced Reduction::value(std::string_view id)
{
    if (id == "first" || id == "last" || id == "firstNotNull" || id == "lastNotNull")
        return edge(id);
    if (id == "allValues" || id == "uniqueValues")
        return listed(id == "uniqueValues");
    if (id == "countAll")
        return static_cast<double>(m_column.size());
    if (id == "distinctCount")
        return static_cast<double>(distinct());
    count();
    if (id == "count")
        return static_cast<double>(m_totals->count);
    if (id == "changeCount")
        return static_cast<double>(m_totals->changes);
    if (id == "allIsNull")
        return m_totals->missing == m_column.size();
    if (id == "allIsZero")
        return isNumeric() && m_totals->count > 0 && m_totals->allZero;
    if (id == "sum" && isNumeric() && m_totals->count == 0 && m_column.size() > 0)
        return 0.0; // of nothing but nulls
    if (!isNumeric() || m_totals->count == 0)
        return {};
    if (id == "median")
        return orNothing(median());
    if (const auto percent = percentOf(id))
        return orNothing(percentile(*percent));
    return orNothing(fromTotals(id));
}

std::optional<double> Reduction::number(std::string_view id)
{
    const Reduced reduced = value(id);
    if (const double *number = std::get_if<double>(&reduced))
        return *number;
    if (const bool *truth = std::get_if<bool>(&reduced))
        return *truth ? 1.0 : 0.0;
    return std::nullopt;
}

Reduced Reduction::edge(std::string_view id) const
{
    const std::size_t rows = m_column.size();
    const bool fromEnd = id.starts_with("last");
    if (!id.ends_with("NotNull"))
        return rows == 0 ? Reduced() : at(fromEnd ? rows - 1 : 0);
    for (std::size_t i = 0; i < rows; ++i) {
        const std::size_t row = fromEnd ? rows - 1 - i : i;
        if (m_column.isNull(row) || (m_column.type() == FieldType::Number && std::isnan(m_column.numbers()[row])))
            continue;
        return at(row);
    }
    return {};
}

std::optional<double> Reduction::fromTotals(std::string_view id) const
{
    const Totals &totals = *m_totals;
    if (id == "sum")
        return totals.sum;
    if (id == "mean")
        return totals.sum / static_cast<double>(totals.count);
    if (id == "min")
        return totals.min;
    if (id == "max")
        return totals.max;
    if (id == "range")
        return totals.max - totals.min;
    if (id == "diff")
        return totals.last - totals.first;
    if (id == "diffperc")
        return totals.first == 0 ? std::nullopt : std::optional((totals.last - totals.first) / totals.first * 100);
    if (id == "delta")
        return totals.delta;
    if (id == "step")
        return totals.count > 1 ? std::optional(totals.step) : std::nullopt;
    if (id == "logmin")
        return totals.hasLogmin ? std::optional(totals.logmin) : std::nullopt;
    if (id == "variance")
        return totals.squares / static_cast<double>(totals.count);
    if (id == "stdDev")
        return std::sqrt(totals.squares / static_cast<double>(totals.count));
    return std::nullopt;
}

void Reduction::count()
{
    if (m_totals)
        return;
    m_totals.emplace();
    if (isNumeric())
        countNumbers();
    else
        countTexts();
}

void Reduction::add(double number)
{
    Totals &totals = *m_totals;
    const double before = totals.last;
    ++totals.count;
    totals.last = number;
    totals.sum += number;
    const double distance = number - totals.mean; // Welford's sums, exact enough for long columns of large numbers
    totals.mean += distance / static_cast<double>(totals.count);
    totals.squares += distance * (number - totals.mean);
    totals.allZero = totals.allZero && number == 0;
    if (number > 0 && (!totals.hasLogmin || number < totals.logmin)) {
        totals.logmin = number;
        totals.hasLogmin = true;
    }
    if (totals.count == 1) {
        totals.first = totals.min = totals.max = number;
        return;
    }
    totals.min = std::min(totals.min, number);
    totals.max = std::max(totals.max, number);
    totals.changes += number != before ? 1 : 0;
    const double step = number - before;
    totals.step = totals.count == 2 ? step : std::min(totals.step, step);
    if (step < 0) // a counter that started again
        totals.rising = false;
    else {
        totals.delta += totals.rising ? step : number;
        totals.rising = true;
    }
}

void Reduction::countNumbers()
{
    const std::size_t rows = m_column.size();
    const bool isTime = m_column.type() == FieldType::Time;
    for (std::size_t row = 0; row < rows; ++row) {
        if (m_column.isNull(row)) {
            ++m_totals->missing;
            continue;
        }
        const double number = isTime ? static_cast<double>(m_column.times()[row]) : m_column.numbers()[row];
        if (!std::isnan(number))
            add(number);
    }
    if (!m_totals->rising && m_totals->count > 0) // it fell with the last value: what it counted since is that value
        m_totals->delta += m_totals->last;
}

void Reduction::countTexts()
{
    Reduced before;
    for (std::size_t row = 0; row < m_column.size(); ++row) {
        if (m_column.isNull(row)) {
            ++m_totals->missing;
            continue;
        }
        Reduced present = at(row);
        m_totals->changes += m_totals->count > 0 && present != before ? 1 : 0;
        ++m_totals->count;
        before = std::move(present);
    }
}

static std::vector<double> sortedNumbers(const Column &column)
{
    std::vector<double> sorted;
    for (std::size_t row = 0; row < column.size(); ++row) {
        const auto number = column.asNumber(row);
        if (number && !std::isnan(*number))
            sorted.push_back(*number);
    }
    std::ranges::sort(sorted);
    return sorted;
}

std::optional<double> Reduction::percentile(double percent)
{
    if (m_sorted.empty())
        m_sorted = sortedNumbers(m_column);
    const double place = std::floor(static_cast<double>(m_sorted.size() - 1) * percent / 100 + 0.5);
    return m_sorted[static_cast<std::size_t>(place)];
}

std::optional<double> Reduction::median()
{
    if (m_sorted.empty())
        m_sorted = sortedNumbers(m_column);
    const std::size_t middle = m_sorted.size() / 2;
    return m_sorted.size() % 2 ? m_sorted[middle] : (m_sorted[middle - 1] + m_sorted[middle]) / 2;
}

std::size_t Reduction::distinct() const
{
    std::unordered_set<std::string_view> texts;
    std::unordered_set<double> numbers;
    for (std::size_t row = 0; row < m_column.size(); ++row) {
        if (m_column.isNull(row))
            continue;
        if (m_column.type() == FieldType::String)
            texts.insert(m_column.strings()[row]);
        else if (const auto number = m_column.asNumber(row); number && !std::isnan(*number))
            numbers.insert(*number);
    }
    return texts.size() + numbers.size();
}

std::string Reduction::listed(bool unique) const
{
    constexpr std::size_t longest = 64 * 1024; // a cell of a table, not a data store
    std::set<std::string> seen;
    std::string text;
    for (std::size_t row = 0; row < m_column.size() && text.size() < longest; ++row) {
        std::string one = textOf(at(row));
        if (unique && !seen.insert(one).second)
            continue;
        text += (row > 0 ? ", " : "") + one;
    }
    return text;
}

} // namespace mdash
