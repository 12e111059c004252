#include "frames/transformcontext.h"

#include "frames/numbertext.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

std::string TransformContext::replaced(const JsonValue &json) const
{
    const std::string_view text = json.string();
    return replace ? replace(text) : std::string(text);
}

std::string TransformContext::text(std::string_view name, std::string_view fallback) const
{
    const JsonValue value = options[name];
    return value.isString() ? replaced(value) : std::string(fallback);
}

Result<void> checkSize(std::size_t rows, std::size_t columns)
{
    if (columns > 0 && rows > mostCells / columns)
        return fail(ErrorCode::TooLarge,
                    u"it would give %1 rows of %2 columns; at most %3 cells are possible"_s.arg(rows).arg(columns).arg(
                        mostCells));
    return {};
}

static std::string wordOf(const Reduced &value)
{
    if (const double *number = std::get_if<double>(&value))
        return plainText(*number);
    if (const std::string *text = std::get_if<std::string>(&value))
        return *text;
    if (const bool *truth = std::get_if<bool>(&value))
        return *truth ? "true" : "false";
    return {};
}

Column columnOf(const std::vector<Reduced> &values, FieldType type)
{
    bool anyNumber = false;
    bool anyText = false;
    bool anyTruth = false;
    for (const Reduced &value : values) {
        anyNumber = anyNumber || std::holds_alternative<double>(value);
        anyText = anyText || std::holds_alternative<std::string>(value);
        anyTruth = anyTruth || std::holds_alternative<bool>(value);
    }
    if (anyText || (anyNumber && anyTruth))
        type = FieldType::String;
    else if (anyTruth)
        type = FieldType::Boolean;
    else if (anyNumber && type != FieldType::Time)
        type = FieldType::Number;
    Column column(type);
    column.reserve(values.size());
    for (const Reduced &value : values) {
        if (std::holds_alternative<std::monostate>(value))
            column.appendNull();
        else if (type == FieldType::String)
            column.append(wordOf(value));
        else if (type == FieldType::Boolean)
            column.append(std::get<bool>(value));
        else if (type == FieldType::Time)
            column.append(static_cast<std::int64_t>(std::get<double>(value)));
        else
            column.append(std::get<double>(value));
    }
    return column;
}

std::string keyOf(const Column &column, std::size_t row)
{
    if (row >= column.size() || column.isNull(row))
        return "-";
    switch (column.type()) {
    case FieldType::String:
        return 's' + column.strings()[row];
    case FieldType::Time:
        return 't' + std::to_string(column.times()[row]);
    case FieldType::Boolean:
        return column.booleans()[row] ? "b1" : "b0";
    case FieldType::Number:
        break;
    }
    return 'n' + plainText(column.numbers()[row]);
}

std::string wordOf(const Column &column, std::size_t row)
{
    return wordOf(valueAt(column, row));
}

Frame withRows(const Frame &frame, const std::vector<std::size_t> &order)
{
    Frame result = frame;
    for (Field &field : result.fields)
        field.values = field.values.selected(order);
    return result;
}

Field plainField(std::string name, Column values)
{
    Field field;
    field.name = std::move(name);
    field.values = std::move(values);
    return field;
}

} // namespace mdash
