#include "base/utf8.h"
#include "features/queries/csvrow.h"
#include "features/queries/influx/influxanswer.h"

#include <QDateTime>

#include <charconv>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

using Row = std::vector<std::string>;

FieldType typeOf(std::string_view datatype)
{
    if (datatype == "double" || datatype == "long" || datatype == "unsignedLong")
        return FieldType::Number;
    if (datatype == "boolean")
        return FieldType::Boolean;
    return datatype.starts_with("dateTime") ? FieldType::Time : FieldType::String;
}

void append(Column &column, const std::string &cell)
{
    double number = 0;
    if (cell.empty() && column.type() != FieldType::String) {
        column.appendNull();
        return;
    }
    switch (column.type()) {
    case FieldType::String: column.append(cell); return;
    case FieldType::Boolean: column.append(cell == "true"); return;
    case FieldType::Time: {
        const QDateTime time = QDateTime::fromString(fromUtf8(cell), Qt::ISODateWithMs);
        time.isValid() ? column.append(static_cast<std::int64_t>(time.toMSecsSinceEpoch())) : column.appendNull();
        return;
    }
    case FieldType::Number:
        if (std::from_chars(cell.data(), cell.data() + cell.size(), number).ec == std::errc{})
            column.append(number);
        else
            column.appendNull();
        return;
    }
}

/// Columns that are about the answer, not in it.
bool isBookkeeping(const std::string &name)
{
    return name.empty() || name == "result" || name == "table";
}

/// Reads tables one after the other. Annotations hold until the next ones.
class Reader
{
public:
    Reader(std::string_view text, const InfluxTarget &target) : m_text(text), m_target(target) {}

    Result<Frames> read()
    {
        bool needsHeader = true;
        while (!m_text.empty()) {
            Row row = takeCsvRow(m_text);
            if (row.size() == 1 && row.front().empty()) {
                needsHeader = true;
            } else if (row.front().starts_with('#')) {
                annotate(row);
                needsHeader = true;
            } else if (needsHeader) {
                m_names = std::move(row);
                m_table.clear();
                needsHeader = false;
                if (const auto error = indexOf("error"); error < m_names.size() && m_text.find_first_not_of("\r\n") != std::string_view::npos)
                    return fail(ErrorCode::InvalidInput, fromUtf8(takeCsvRow(m_text).at(error)), u"query.upstream"_s);
            } else {
                add(row);
            }
        }
        return std::move(m_frames);
    }

private:
    void annotate(const Row &row)
    {
        if (row.front() == "#datatype")
            m_types = row;
        else if (row.front() == "#group")
            m_groups = row;
        else if (row.front() == "#default")
            m_defaults = row;
    }

    [[nodiscard]] std::size_t indexOf(std::string_view name) const
    {
        return static_cast<std::size_t>(std::find(m_names.begin(), m_names.end(), name) - m_names.begin());
    }
    static const std::string &cell(const Row &row, std::size_t index)
    {
        static const std::string none;
        return index < row.size() ? row[index] : none;
    }
    [[nodiscard]] const std::string &valueAt(const Row &row, std::size_t index) const
    {
        return cell(row, index).empty() ? cell(m_defaults, index) : cell(row, index);
    }

    void add(const Row &row)
    {
        const std::string table = cell(row, indexOf("result")) + '/' + cell(row, indexOf("table"));
        if (table != m_table || m_frames.empty()) {
            m_table = table;
            begin(row);
        }
        for (std::size_t i = 0; i < m_columns.size(); ++i)
            append(m_frames.back().fields[i].values, valueAt(row, m_columns[i]));
    }

    void begin(const Row &row)
    {
        Frame frame{.name = {}, .refId = m_target.refId, .meta = {}, .fields = {}};
        frame.meta.executedQueryString = m_target.text;
        m_columns.clear();
        const std::size_t time = indexOf("_time"), value = indexOf("_value");
        const bool isSeries = time < m_names.size() && value < m_names.size();
        if (isSeries)
            m_columns = {time, value};
        for (std::size_t i = 0; i < m_names.size() && !isSeries; ++i) {
            if (!isBookkeeping(m_names[i]) && m_names[i] != "_start" && m_names[i] != "_stop")
                m_columns.push_back(i);
        }
        for (const std::size_t column : m_columns)
            frame.fields.push_back({.name = m_names[column], .labels = {}, .values = Column(typeOf(cell(m_types, column))), .config = {}});
        if (isSeries)
            nameSeries(frame, row);
        m_frames.push_back(std::move(frame));
    }

    void nameSeries(Frame &frame, const Row &row) const
    {
        frame.fields[0].name = "Time";
        frame.fields[1].labels.emplace();
        for (std::size_t i = 0; i < m_names.size(); ++i) {
            const bool isGroup = cell(m_groups, i) == "true";
            if (m_names[i] == "_measurement")
                frame.name = valueAt(row, i);
            else if (m_names[i] == "_field" && !valueAt(row, i).empty())
                frame.fields[1].name = valueAt(row, i);
            else if (isGroup && !m_names[i].starts_with('_') && !isBookkeeping(m_names[i]))
                frame.fields[1].labels->emplace(m_names[i], valueAt(row, i));
        }
    }

    std::string_view m_text;
    const InfluxTarget &m_target;
    Row m_names, m_types, m_groups, m_defaults;
    std::string m_table;
    std::vector<std::size_t> m_columns;
    Frames m_frames;
};

} // namespace

Result<Frames> parseFluxAnswer(const std::string &body, int status, const InfluxTarget &target)
{
    if (status < 300)
        return Reader(repairedUtf8(body), target).read();
    const auto document = JsonDocument::parse(body);
    const std::string_view words = document ? document->root()["message"].string(document->root()["error"].string()) : std::string_view{};
    if (status == 401 || status == 403)
        return fail(ErrorCode::BadGateway, u"InfluxDB refused our token (HTTP status %1)"_s.arg(status), u"query.upstream"_s);
    if (words.empty())
        return fail(ErrorCode::BadGateway, u"The data source's answer is not that of an InfluxDB (HTTP status %1)"_s.arg(status), u"query.upstream"_s);
    return fail(status < 500 ? ErrorCode::InvalidInput : ErrorCode::BadGateway, fromUtf8(words), u"query.upstream"_s);
}

} // namespace mdash
