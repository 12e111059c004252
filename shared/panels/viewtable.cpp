#include "panels/viewbuilders.h"
#include "panels/viewmacros.h"
#include "panels/viewvalue.h"

#include "frames/fieldnames.h"
#include "frames/reducers.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mdash {
namespace {

constexpr std::size_t mostRows = 10'000;
constexpr std::size_t mostColumns = 500;

/// A column with what its cells need.
struct Shown
{
    const PanelField *field;
    ValueDisplay display;
    std::string cell;
    bool wholeRow; // its background is that of the row
};

std::string cellKind(const CustomOptions &custom)
{
    const JsonValue options = custom["cellOptions"];
    const std::string_view type = options["type"].string(custom["displayMode"].string("auto"));
    const std::string_view mode = options["mode"].string();
    if (type == "color-background")
        return mode == "basic" ? "color-background-solid" : "color-background";
    if (type == "gauge" || type == "gradient-gauge")
        return mode == "basic" ? "gauge-basic" : mode == "lcd" ? "gauge-lcd" : "gauge-gradient";
    if (type == "basic")
        return "gauge-basic";
    if (type == "lcd-gauge")
        return "gauge-lcd";
    if (type == "json-view")
        return "json";
    return oneOf(type, {"color-text", "color-background-solid", "image"}, "auto");
}

std::string typeName(FieldType type)
{
    return type == FieldType::Time      ? "time"
           : type == FieldType::Number  ? "number"
           : type == FieldType::Boolean ? "boolean"
                                        : "string";
}

view::TableColumn columnOf(const PanelField &field, const std::string &cell)
{
    const CustomOptions &custom = field.options.custom;
    view::TableColumn column;
    column.name = field.name;
    column.type = typeName(field.field.type());
    column.width = numberIn(custom["width"]);
    column.minWidth = numberIn(custom["minWidth"]);
    column.align = oneOf(custom["align"].string(), {"left", "center", "right"}, field.isNumber() ? "right" : "left");
    column.cell = cell;
    column.filterable = custom["filterable"].boolean();
    return column;
}

std::vector<Shown> columnsOf(const PanelFrame &frame, const ViewContext &context)
{
    std::vector<Shown> columns;
    for (const PanelField &field : frame.fields) {
        const CustomOptions &custom = field.options.custom;
        if (custom["hidden"].boolean() || custom["hideFrom.viz"].boolean() || columns.size() == mostColumns)
            continue;
        columns.push_back(
            {&field, ValueDisplay(field, context), cellKind(custom), custom["cellOptions.applyToRow"].boolean()});
    }
    return columns;
}

/// Three-way comparison of two values of one column; what is missing comes last whatever the direction.
int compare(const Column &column, std::size_t a, std::size_t b, bool desc)
{
    const auto absent = [&](std::size_t row) {
        return column.isNull(row) || (column.type() == FieldType::Number && std::isnan(column.numbers()[row]));
    };
    if (absent(a) || absent(b))
        return (absent(a) ? 1 : 0) - (absent(b) ? 1 : 0);
    int order = 0;
    if (column.type() == FieldType::String) {
        order = QString::fromStdString(column.strings()[a])
                    .compare(QString::fromStdString(column.strings()[b]), Qt::CaseInsensitive);
    } else {
        const double left = column.asNumber(a).value_or(0);
        const double right = column.asNumber(b).value_or(0);
        order = left < right ? -1 : left > right ? 1 : 0;
    }
    return desc ? -order : order;
}

/// The rows in the order that `sortBy` asks for.
std::vector<std::size_t> sortedRows(const std::vector<Shown> &columns, std::size_t rows, const ViewInput &input,
                                    view::TableBody &body)
{
    std::vector<std::size_t> order(rows);
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::vector<std::pair<const Column *, bool>> keys;
    for (const JsonValue &json : input.options()["sortBy"].elements()) {
        const std::string name = input.context.replaced(json["displayName"].string());
        const bool desc = json["desc"].boolean();
        const auto found = std::ranges::find_if(columns, [&](const Shown &one) { return one.field->name == name; });
        if (found == columns.end())
            continue;
        if (keys.empty())
            body.sort = view::TableSort{static_cast<std::size_t>(found - columns.begin()), desc};
        keys.emplace_back(&found->field->field.values, desc);
    }
    if (!keys.empty()) {
        std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
            for (const auto &[column, desc] : keys) {
                if (const int way = compare(*column, a, b, desc))
                    return way < 0;
            }
            return false;
        });
    }
    return order;
}

view::Cell cellOf(const Shown &column, const PanelFrame &frame, std::size_t row, const ViewContext &context)
{
    const Column &values = column.field->field.values;
    const ShownValue shown = column.display.show(valueAt(values, row));
    view::Cell cell;
    cell.text = shown.joined();
    if (values.type() != FieldType::String && shown.number)
        cell.value = *shown.number;
    const bool isGauge = column.cell.starts_with("gauge");
    if (column.cell == "color-text" || isGauge)
        cell.colour = shown.colour;
    else if (column.cell.starts_with("color-background") && shown.colour != "transparent")
        cell.background = shown.colour;
    if (isGauge && shown.number)
        cell.ratio = shown.ratio;
    cell.links = linksFor({frame, *column.field, row, std::nullopt}, context);
    return cell;
}

void colourRow(std::vector<view::Cell> &row, const std::vector<Shown> &columns)
{
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (!columns[i].wholeRow || row[i].background.empty())
            continue;
        for (view::Cell &cell : row) {
            if (cell.background.empty())
                cell.background = row[i].background;
        }
        return;
    }
}

bool isListed(const JsonValue &fields, const PanelField &field)
{
    const std::vector<JsonValue> names = fields.elements();
    return names.empty() || std::ranges::any_of(names, [&](const JsonValue &name) {
               return name.string() == field.name || name.string() == field.field.name;
           });
}

void addFooter(const std::vector<Shown> &columns, const JsonValue &footer, view::TableBody &body)
{
    const JsonValue reducers = footer["reducer"];
    const std::string_view reducer = reducers.isString()           ? reducers.string()
                                     : reducers.elements().empty() ? "sum"
                                                                   : reducers.elements().front().string("sum");
    if (!footer["show"].boolean() || columns.empty())
        return;
    const bool countsRows = footer["countRows"].boolean() && reducer == "count";
    for (const Shown &column : columns) {
        view::Cell cell;
        const Column &values = column.field->field.values;
        if (countsRows) {
            if (body.footer.empty())
                cell.text = reducerTitle("count") + ": " + std::to_string(values.size());
        } else if (column.field->isNumber() && isListed(footer["fields"], *column.field)) {
            cell.text = column.display.show(reduce(values, reducer)).joined();
        } else if (body.footer.empty()) {
            cell.text = reducerTitle(reducer);
        }
        body.footer.push_back(std::move(cell));
    }
}

std::string frameName(const PanelFrame &frame)
{
    if (!frame.name.empty())
        return frame.name;
    std::size_t numbers = 0;
    const PanelField *last = nullptr;
    for (const PanelField &field : frame.fields) {
        if (field.isNumber()) {
            ++numbers;
            last = &field;
        }
    }
    if (numbers == 1 && (last->field.labels || !last->field.config.displayNameFromDS.empty()))
        return last->name;
    return frame.refId.empty() ? "Series" : "Series (" + frame.refId + ")";
}

void readOptions(const ViewInput &input, view::TableBody &body)
{
    const JsonValue options = input.options();
    body.showHeader = options["showHeader"].boolean(true);
    body.cellHeight = oneOf(options["cellHeight"].string(), {"sm", "md", "lg"}, "");
    body.pagination = options["footer"]["enablePagination"].boolean() || options["enablePagination"].boolean();
    if (input.frames.size() > 1) {
        for (const PanelFrame &frame : input.frames)
            body.frames.push_back(frameName(frame));
    }
}

const PanelFrame &chosenFrame(const ViewInput &input)
{
    const double asked = input.options()["frameIndex"].number(0);
    const bool inside = asked >= 0 && asked < static_cast<double>(input.frames.size());
    return input.frames[inside ? static_cast<std::size_t>(asked) : 0];
}

} // namespace

void buildTable(const ViewInput &input, PanelView &view)
{
    const auto hasRows = [](const PanelFrame &frame) { return frame.rows() > 0; };
    if (std::ranges::none_of(input.frames, hasRows)) {
        view.state = view::PanelState::NoData;
        return;
    }
    const PanelFrame &frame = chosenFrame(input);
    view::TableBody body;
    readOptions(input, body);
    const std::vector<Shown> columns = columnsOf(frame, input.context);
    for (const Shown &column : columns)
        body.columns.push_back(columnOf(*column.field, column.cell));
    const std::vector<std::size_t> order = sortedRows(columns, frame.rows(), input, body);
    body.total = order.size();
    for (std::size_t i = 0; i < std::min(order.size(), mostRows); ++i) {
        std::vector<view::Cell> row;
        row.reserve(columns.size());
        for (const Shown &column : columns)
            row.push_back(cellOf(column, frame, order[i], input.context));
        colourRow(row, columns);
        body.rows.push_back(std::move(row));
    }
    if (order.size() > mostRows)
        view.notices.push_back({"warning", "The first " + std::to_string(mostRows) + " of " +
                                               std::to_string(order.size()) + " rows are shown."});
    addFooter(columns, input.options()["footer"], body);
    view.count = body.rows.size();
    if (body.rows.empty())
        view.state = view::PanelState::NoData;
    view.body = std::move(body);
}

} // namespace mdash
