#include "frames/fieldmatcher.h"
#include "frames/fieldnames.h"
#include "frames/numbertext.h"
#include "frames/transformcontext.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

double numberAt(const Column &column, std::size_t row)
{
    return column.asNumber(row).value_or(none);
}

Column fromNumbers(const std::vector<double> &numbers)
{
    Column column(FieldType::Number);
    column.reserve(numbers.size());
    for (const double number : numbers) {
        if (std::isnan(number))
            column.appendNull();
        else
            column.append(number);
    }
    return column;
}

bool isNumeric(const Field &field)
{
    return field.type() == FieldType::Number || field.type() == FieldType::Boolean;
}

/// Of two values of which one is missing, that one counts as zero; two missing ones give none.
double calculated(double left, std::string_view op, double right, bool withFixed)
{
    if (std::isnan(left) && std::isnan(right))
        return none;
    if (!withFixed) {
        left = std::isnan(left) ? 0 : left;
        right = std::isnan(right) ? 0 : right;
    }
    if (op == "+")
        return left + right;
    if (op == "-")
        return left - right;
    if (op == "*")
        return left * right;
    if (op == "/")
        return left / right;
    if (op == "%")
        return std::fmod(left, right);
    return op == "**" || op == "^" ? std::pow(left, right) : none;
}

double applied(std::string_view op, double value)
{
    if (op == "abs")
        return std::abs(value);
    if (op == "exp")
        return std::exp(value);
    if (op == "ln")
        return std::log(value);
    if (op == "floor")
        return std::floor(value);
    if (op == "ceil")
        return std::ceil(value);
    return op == "round" ? std::floor(value + 0.5) : none;
}

/// One side of a calculation: a fixed number, or fields.
struct Operand
{
    std::string name;
    std::optional<double> fixed;
    std::optional<FieldMatcher> matcher;
};

Operand readOperand(const JsonValue &json, const TransformContext &context)
{
    Operand operand;
    if (json["matcher"].isObject()) {
        std::string error;
        operand.matcher = FieldMatcher::read(json["matcher"], error);
        operand.name = json["matcher"]["options"].string();
    } else {
        operand.name = context.replaced(json.isObject() ? json["fixed"] : json);
    }
    if (json.isNumber() || json["fixed"].isNumber())
        operand.fixed = json.isNumber() ? json.number() : json["fixed"].number();
    double number = 0;
    const auto [end, error] = std::from_chars(operand.name.data(), operand.name.data() + operand.name.size(), number);
    if (!operand.name.empty() && !operand.matcher && error == std::errc{} &&
        end == operand.name.data() + operand.name.size())
        operand.fixed = number;
    if (operand.fixed && operand.name.empty())
        operand.name = plainText(*operand.fixed);
    return operand;
}

/// The fields of @p frame that an operand means.
std::vector<std::size_t> fieldsOf(const Operand &operand, const Frame &frame, const std::vector<std::string> &names)
{
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < frame.fields.size(); ++i) {
        const bool matches = operand.matcher ? operand.matcher->matches(frame, i, names[i])
                                             : names[i] == operand.name || frame.fields[i].name == operand.name;
        if (matches)
            found.push_back(i);
    }
    return found;
}

/// A calculation gives one or several new fields of a frame.
using NewFields = std::vector<Field>;

NewFields binaryFields(const Frame &frame, const std::vector<std::string> &names, const TransformContext &context)
{
    const JsonValue options = context.options["binary"];
    const Operand left = readOperand(options["left"], context);
    const Operand right = readOperand(options["right"], context);
    const std::string op(options["operator"].string("+"));
    const std::vector<std::size_t> lefts = left.fixed ? std::vector<std::size_t>{0} : fieldsOf(left, frame, names);
    const std::vector<std::size_t> rights = right.fixed ? std::vector<std::size_t>{0} : fieldsOf(right, frame, names);
    NewFields fields;
    if (rights.empty())
        return fields;
    const bool several = lefts.size() > 1;
    for (const std::size_t place : lefts) {
        if (several && !isNumeric(frame.fields[place]))
            continue;
        std::vector<double> numbers;
        for (std::size_t row = 0; row < frame.rows(); ++row) {
            const double a = left.fixed ? *left.fixed : numberAt(frame.fields[place].values, row);
            const double b = right.fixed ? *right.fixed : numberAt(frame.fields[rights.front()].values, row);
            numbers.push_back(calculated(a, op, b, left.fixed || right.fixed));
        }
        const std::string leftName = several || left.matcher ? names[place] : left.name;
        fields.push_back(plainField(leftName + ' ' + op + ' ' + (right.matcher ? names[rights.front()] : right.name),
                                    fromNumbers(numbers)));
    }
    return fields;
}

NewFields unaryFields(const Frame &frame, const std::vector<std::string> &names, const TransformContext &context)
{
    const JsonValue options = context.options["unary"];
    const std::string op(options["operator"].string("abs"));
    const Operand operand = readOperand(options["fieldName"].isString() ? options["fieldName"] : options, context);
    NewFields fields;
    for (const std::size_t place : fieldsOf(operand, frame, names)) {
        std::vector<double> numbers;
        for (std::size_t row = 0; row < frame.rows(); ++row)
            numbers.push_back(applied(op, numberAt(frame.fields[place].values, row)));
        fields.push_back(plainField(op + '(' + names[place] + ')', fromNumbers(numbers)));
    }
    return fields;
}

NewFields rowFields(const Frame &frame, const std::vector<std::string> &names, const TransformContext &context)
{
    const JsonValue options = context.options["reduce"];
    const std::string reducer(options["reducer"].string("sum"));
    std::vector<std::string> include;
    for (const JsonValue &name : options["include"].elements())
        include.push_back(context.replaced(name));
    std::vector<const Column *> columns;
    for (std::size_t i = 0; i < frame.fields.size(); ++i) {
        const bool asked = include.empty() || std::ranges::find(include, names[i]) != include.end();
        if (asked && isNumeric(frame.fields[i]))
            columns.push_back(&frame.fields[i].values);
    }
    if (columns.empty())
        return {};
    std::vector<Reduced> values;
    for (std::size_t row = 0; row < frame.rows(); ++row) {
        std::vector<double> numbers;
        for (const Column *column : columns)
            numbers.push_back(numberAt(*column, row));
        values.push_back(reduce(fromNumbers(numbers), reducer));
    }
    return {plainField(reducerTitle(reducer), columnOf(values))};
}

NewFields indexFields(const Frame &frame, const TransformContext &context)
{
    const bool percent = context.options["index"]["asPercentile"].boolean();
    std::vector<double> numbers;
    const double last = std::max(1.0, static_cast<double>(frame.rows()) - 1);
    for (std::size_t row = 0; row < frame.rows(); ++row)
        numbers.push_back(percent ? static_cast<double>(row) / last : static_cast<double>(row));
    return {plainField("Row", Column::numbers(std::move(numbers)))};
}

/// Sums or means of all rows so far, or of a window of rows.
NewFields runningFields(const Frame &frame, const std::vector<std::string> &names, const JsonValue &options,
                        bool windowed)
{
    const std::string_view wanted = options["field"].string();
    const std::string_view reducer = options["reducer"].string("mean");
    const auto place = std::ranges::find(names, wanted);
    if (place == names.end())
        return {};
    const Column &column = frame.fields[static_cast<std::size_t>(place - names.begin())].values;
    const double size = options["windowSize"].number(0.1);
    const std::string_view mode = options["windowSizeMode"].string("percentage");
    const double rows = static_cast<double>(column.size());
    const auto width =
        static_cast<std::size_t>(std::clamp(mode == "fixed" ? size : std::ceil(size * rows), 1.0, std::max(rows, 1.0)));
    std::vector<double> results;
    double sum = 0;
    double count = 0;
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (const double number = numberAt(column, row); !std::isnan(number)) {
            sum += number;
            count += 1;
        }
        if (const double gone = windowed && row >= width ? numberAt(column, row - width) : none; !std::isnan(gone)) {
            sum -= gone;
            count -= 1;
        }
        results.push_back(reducer == "sum" ? sum : count > 0 ? sum / count : none);
    }
    return {plainField((windowed ? "trailing moving " : "cumulative ") + std::string(reducer) + '(' +
                           std::string(wanted) + ')',
                       fromNumbers(results))};
}

NewFields fieldsFor(const Frame &frame, const std::vector<std::string> &names, const TransformContext &context)
{
    const std::string mode = context.text("mode", "reduceRow");
    if (mode == "binary")
        return binaryFields(frame, names, context);
    if (mode == "unary")
        return unaryFields(frame, names, context);
    if (mode == "index")
        return indexFields(frame, context);
    if (mode == "cumulativeFunctions")
        return runningFields(frame, names, context.options["cumulative"], false);
    if (mode == "windowFunctions")
        return runningFields(frame, names, context.options["window"], true);
    return rowFields(frame, names, context);
}

/// Series of several frames are joined first, so that one can be calculated with another.
Result<Frames> onOneTime(Frames frames, const TransformContext &context)
{
    const auto hasTime = [](const Frame &frame) {
        return std::ranges::any_of(frame.fields, [](const Field &field) { return field.type() == FieldType::Time; });
    };
    if (frames.size() < 2 || !std::ranges::all_of(frames, hasTime))
        return frames;
    const JsonValue noOptions;
    return joinByField(std::move(frames), {noOptions, context.replace});
}

} // namespace

Result<Frames> calculateField(Frames frames, const TransformContext &context)
{
    if (context.options["timeSeries"].boolean(true)) {
        auto joined = onOneTime(std::move(frames), context);
        if (!joined)
            return joined;
        frames = *std::move(joined);
    }
    const std::string alias = context.text("alias");
    const auto names = fieldDisplayNames(frames);
    for (std::size_t i = 0; i < frames.size(); ++i) {
        NewFields fields = fieldsFor(frames[i], names[i], context);
        if (fields.empty())
            continue;
        if (!alias.empty() && fields.size() == 1)
            fields.front().name = alias;
        if (context.options["replaceFields"].boolean())
            std::erase_if(frames[i].fields, [](const Field &field) { return field.type() != FieldType::Time; });
        frames[i].fields.insert(frames[i].fields.end(), std::make_move_iterator(fields.begin()),
                                std::make_move_iterator(fields.end()));
    }
    return frames;
}

} // namespace mdash
