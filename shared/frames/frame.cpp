#include "frames/frame.h"

#include <charconv>

namespace mdash {
namespace {

template<class T>
std::shared_ptr<Column::Data> makeData(std::vector<T> values)
{
    return std::make_shared<Column::Data>(std::in_place_type<std::vector<T>>, std::move(values));
}

} // namespace

Column::Column(FieldType type)
{
    switch (type) {
    case FieldType::Time: m_data = makeData(std::vector<std::int64_t>{}); break;
    case FieldType::Number: m_data = makeData(std::vector<double>{}); break;
    case FieldType::String: m_data = makeData(std::vector<std::string>{}); break;
    case FieldType::Boolean: m_data = makeData(std::vector<std::uint8_t>{}); break;
    }
}

Column Column::times(std::vector<std::int64_t> millis)
{
    Column column;
    column.m_data = makeData(std::move(millis));
    return column;
}

Column Column::numbers(std::vector<double> values)
{
    Column column;
    column.m_data = makeData(std::move(values));
    return column;
}

Column Column::strings(std::vector<std::string> values)
{
    Column column;
    column.m_data = makeData(std::move(values));
    return column;
}

Column Column::booleans(std::vector<std::uint8_t> values)
{
    Column column;
    column.m_data = makeData(std::move(values));
    return column;
}

FieldType Column::type() const
{
    constexpr FieldType types[] = {FieldType::Time, FieldType::Number, FieldType::String, FieldType::Boolean};
    return types[m_data->index()];
}

std::size_t Column::size() const
{
    return std::visit([](const auto &values) { return values.size(); }, *m_data);
}

Column::Data &Column::writable()
{
    if (m_data.use_count() > 1)
        m_data = std::make_shared<Data>(*m_data);
    return *m_data;
}

std::vector<std::uint8_t> &Column::writableMissing()
{
    if (!m_missing)
        m_missing = std::make_shared<std::vector<std::uint8_t>>();
    else if (m_missing.use_count() > 1)
        m_missing = std::make_shared<std::vector<std::uint8_t>>(*m_missing);
    m_missing->resize(size(), 0);
    return *m_missing;
}

void Column::append(std::int64_t millis) { std::get<0>(writable()).push_back(millis); }
void Column::append(double number) { std::get<1>(writable()).push_back(number); }
void Column::append(std::string text) { std::get<2>(writable()).push_back(std::move(text)); }
void Column::append(bool truth) { std::get<3>(writable()).push_back(truth); }

void Column::appendNull()
{
    std::visit([](auto &values) { values.emplace_back(); }, writable());
    writableMissing().back() = 1;
}

void Column::appendFrom(const Column &other, std::size_t row)
{
    if (other.isNull(row)) {
        appendNull();
        return;
    }
    std::visit(
        [&](auto &values) {
            using Values = std::decay_t<decltype(values)>;
            values.push_back(std::get<Values>(*other.m_data)[row]);
        },
        writable());
}

void Column::reserve(std::size_t rows)
{
    std::visit([&](auto &values) { values.reserve(rows); }, writable());
}

void Column::setNull(std::size_t row)
{
    writableMissing()[row] = 1;
}

void Column::setNumber(std::size_t row, double number)
{
    std::get<1>(writable())[row] = number;
    if (isNull(row))
        writableMissing()[row] = 0;
}

Column Column::selected(const std::vector<std::size_t> &order) const
{
    Column result(type());
    result.reserve(order.size());
    for (const std::size_t row : order)
        result.appendFrom(*this, row);
    return result;
}

std::optional<double> Column::asNumber(std::size_t row) const
{
    if (row >= size() || isNull(row))
        return std::nullopt;
    switch (type()) {
    case FieldType::Time: return static_cast<double>(times()[row]);
    case FieldType::Number: return numbers()[row];
    case FieldType::Boolean: return booleans()[row] ? 1.0 : 0.0;
    case FieldType::String: break;
    }
    const std::string &text = strings()[row];
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

bool operator==(const Column &a, const Column &b)
{
    if (a.m_data->index() != b.m_data->index() || a.size() != b.size())
        return false;
    for (std::size_t row = 0; row < a.size(); ++row) {
        if (a.isNull(row) != b.isNull(row))
            return false;
    }
    if (!a.hasNulls())
        return *a.m_data == *b.m_data;
    return std::visit(
        [&](const auto &values) {
            const auto &others = std::get<std::decay_t<decltype(values)>>(*b.m_data);
            for (std::size_t row = 0; row < values.size(); ++row) {
                if (!a.isNull(row) && values[row] != others[row])
                    return false;
            }
            return true;
        },
        *a.m_data);
}

} // namespace mdash
