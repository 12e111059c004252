#include "features/queries/testdata/csvframe.h"

#include "base/utf8.h"
#include "features/queries/csvrow.h"

#include <QDateTime>

#include <charconv>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

using Row = std::vector<std::string>;
constexpr std::size_t mostRows = 100'000;

std::string trimmed(const std::string &text)
{
    const auto first = text.find_first_not_of(" \t");
    return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool isMissing(const std::string &cell)
{
    return cell.empty() || cell == "null";
}

std::optional<double> asNumber(const std::string &cell)
{
    double number = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
    return error == std::errc{} && end == cell.data() + cell.size() ? std::optional(number) : std::nullopt;
}

std::optional<std::int64_t> asTime(const std::string &cell)
{
    if (cell.size() < 10 || cell[4] != '-' || cell[7] != '-')
        return std::nullopt;
    QDateTime time = QDateTime::fromString(fromUtf8(cell).replace(u' ', u'T'), Qt::ISODateWithMs);
    if (!time.isValid())
        return std::nullopt;
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeSpec(Qt::UTC);
    return time.toMSecsSinceEpoch();
}

FieldType typeOf(const std::vector<Row> &rows, std::size_t column)
{
    bool isNumber = true, isBoolean = true, isTime = true, hasValue = false;
    for (const Row &row : rows) {
        if (column >= row.size() || isMissing(row[column]))
            continue;
        const std::string &cell = row[column];
        hasValue = true;
        isNumber = isNumber && asNumber(cell);
        isBoolean = isBoolean && (cell == "true" || cell == "false");
        isTime = isTime && asTime(cell);
    }
    if (!hasValue)
        return FieldType::String;
    return isNumber ? FieldType::Number : isBoolean ? FieldType::Boolean : isTime ? FieldType::Time : FieldType::String;
}

Column columnOf(const std::vector<Row> &rows, std::size_t column)
{
    Column values(typeOf(rows, column));
    values.reserve(rows.size());
    for (const Row &row : rows) {
        if (column >= row.size() || isMissing(row[column])) {
            values.appendNull();
            continue;
        }
        const std::string &cell = row[column];
        switch (values.type()) {
        case FieldType::Time: values.append(asTime(cell).value_or(0)); break;
        case FieldType::Number: values.append(asNumber(cell).value_or(0)); break;
        case FieldType::Boolean: values.append(cell == "true"); break;
        case FieldType::String: values.append(cell); break;
        }
    }
    return values;
}

} // namespace

Result<Frame> frameFromCsv(std::string_view text)
{
    Frame frame;
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return frame;
    const Row header = takeCsvRow(text);
    std::vector<Row> rows;
    while (!text.empty()) {
        Row row = takeCsvRow(text);
        for (std::string &cell : row)
            cell = trimmed(cell);
        if (row.size() == 1 && row.front().empty())
            continue;
        if (row.size() > header.size())
            return fail(ErrorCode::InvalidInput, u"CSV row %1 has %2 cells: expected at most %3, as the first row has"_s
                                                     .arg(rows.size() + 2)
                                                     .arg(row.size())
                                                     .arg(header.size()));
        rows.push_back(std::move(row));
        if (rows.size() > mostRows)
            return fail(ErrorCode::TooLarge, u"The CSV text has more than %1 rows"_s.arg(mostRows));
    }
    for (std::size_t column = 0; column < header.size(); ++column)
        frame.fields.push_back({.name = trimmed(header[column]), .labels = {}, .values = columnOf(rows, column), .config = {}});
    return frame;
}

} // namespace mdash
