#include "panels/viewreduce.h"

#include "base/regex.h"
#include "panels/interpolate.h"
#include "panels/viewmacros.h"
#include "panels/viewvalue.h"

#include <algorithm>

namespace mdash {
namespace {

constexpr std::size_t usualLimit = 25;
constexpr std::size_t mostValues = 2'000;

/// Which fields count: numbers, unless `fields` is an expression for their names.
class FieldChoice
{
public:
    explicit FieldChoice(std::string_view fields)
    {
        if (fields.empty())
            return;
        if (auto regex = Regex::fromDashboard(fields))
            m_regex = *std::move(regex);
        m_name = fields;
    }

    [[nodiscard]] bool matches(const PanelField &field) const
    {
        if (m_name.empty())
            return field.isNumber() || field.field.type() == FieldType::Boolean;
        return field.name == m_name || field.field.name == m_name ||
               (m_regex && (m_regex->matches(field.name) || m_regex->matches(field.field.name)));
    }

private:
    std::optional<Regex> m_regex;
    std::string m_name;
};

/// The name of a row: its texts, and the field's own name where a row has several numbers.
std::string rowName(const PanelFrame &frame, const PanelField &field, std::size_t row, const ViewContext &context)
{
    if (!field.options.displayName.empty()) {
        const RowMacros macros{frame, field, row, std::nullopt};
        return replacedForRow(field.options.displayName, macros, context);
    }
    std::string name;
    std::size_t otherNumbers = 0;
    for (const PanelField &other : frame.fields) {
        if (&other == &field)
            continue;
        otherNumbers += other.isNumber() ? 1 : 0;
        if (other.field.type() != FieldType::String)
            continue;
        const std::string text = ValueDisplay(other, context).show(valueAt(other.field.values, row)).text;
        name += (name.empty() || text.empty() ? "" : " ") + text;
    }
    if (otherNumbers > 0 || name.empty())
        name += (name.empty() ? "" : " ") + field.name;
    return name;
}

void addRows(const PanelFrame &frame, const PanelField &field, std::size_t limit, const ViewContext &context,
             std::vector<SingleValue> &values)
{
    for (std::size_t row = 0; row < field.field.values.size() && values.size() < limit; ++row)
        values.push_back({&frame, &field, row, valueAt(field.field.values, row), rowName(frame, field, row, context)});
}

std::vector<std::string> calcsOf(const JsonValue &json)
{
    std::vector<std::string> calcs;
    for (const JsonValue &calc : json.elements()) {
        if (isReducer(calc.string()))
            calcs.emplace_back(calc.string());
    }
    if (calcs.empty())
        calcs.emplace_back("lastNotNull");
    return calcs;
}

} // namespace

std::vector<SingleValue> singleValues(const ViewInput &input)
{
    const JsonValue reduceOptions = input.options()["reduceOptions"];
    const bool rows = reduceOptions["values"].boolean();
    const FieldChoice choice(input.context.replaced(reduceOptions["fields"].string()));
    const std::vector<std::string> calcs = calcsOf(reduceOptions["calcs"]);
    const double asked = reduceOptions["limit"].number(0);
    const std::size_t limit = asked >= 1 ? std::min(static_cast<std::size_t>(std::min(asked, 1e6)), mostValues)
                              : rows     ? usualLimit
                                         : mostValues;
    std::vector<SingleValue> values;
    for (const PanelFrame &frame : input.frames) {
        for (const PanelField &field : frame.fields) {
            if (!choice.matches(field))
                continue;
            if (rows) {
                addRows(frame, field, limit, input.context, values);
                continue;
            }
            Reduction reduction(field.field.values);
            for (const std::string &calc : calcs) {
                if (values.size() < limit)
                    values.push_back({&frame, &field, std::nullopt, reduction.value(calc), field.name});
            }
        }
    }
    return values;
}

} // namespace mdash
