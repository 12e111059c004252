#pragma once

#include "base/clock.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace mdash {

enum class FieldType { Time, Number, String, Boolean };

using Labels = std::map<std::string, std::string>;

/// The values of one field. Copies share the data until one of them is written (copy on write), so stages may copy freely.
/// Times are epoch milliseconds. A number may be NaN or infinite, which is not the same as missing.
class Column
{
public:
    using Data = std::variant<std::vector<std::int64_t>, std::vector<double>, std::vector<std::string>, std::vector<std::uint8_t>>;

    Column() : Column(FieldType::Number) {}
    explicit Column(FieldType type);
    static Column times(std::vector<std::int64_t> millis);
    static Column numbers(std::vector<double> values);
    static Column strings(std::vector<std::string> values);
    static Column booleans(std::vector<std::uint8_t> values);

    [[nodiscard]] FieldType type() const;
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] bool isNull(std::size_t row) const { return m_missing && row < m_missing->size() && (*m_missing)[row]; }
    [[nodiscard]] bool hasNulls() const { return static_cast<bool>(m_missing); }

    /// Typed access to all values; a null row holds an unspecified value. The type must match.
    [[nodiscard]] const std::vector<std::int64_t> &times() const { return std::get<0>(*m_data); }
    [[nodiscard]] const std::vector<double> &numbers() const { return std::get<1>(*m_data); }
    [[nodiscard]] const std::vector<std::string> &strings() const { return std::get<2>(*m_data); }
    [[nodiscard]] const std::vector<std::uint8_t> &booleans() const { return std::get<3>(*m_data); }

    void append(std::int64_t millis);
    void append(double number);
    void append(std::string text);
    void append(bool truth);
    void appendNull();
    /// Appends row @p row of @p other, which has the same type.
    void appendFrom(const Column &other, std::size_t row);
    void reserve(std::size_t rows);
    void setNull(std::size_t row);
    void setNumber(std::size_t row, double number);

    /// The rows in @p order, e.g. for sorting and filtering.
    [[nodiscard]] Column selected(const std::vector<std::size_t> &order) const;
    /// The value as a number: numbers as they are, times as ms, booleans as 0 or 1, strings if they are a number; else nullopt.
    [[nodiscard]] std::optional<double> asNumber(std::size_t row) const;

    friend bool operator==(const Column &a, const Column &b);

private:
    Data &writable();
    std::vector<std::uint8_t> &writableMissing();

    std::shared_ptr<Data> m_data;
    std::shared_ptr<std::vector<std::uint8_t>> m_missing; // 1 = null; absent = no nulls
};

/// What a data source says about a field. The dashboard's own field options are resolved later, in shared/panels.
struct FieldConfig
{
    std::string displayName;       // set by a dashboard or transformation: wins over everything
    std::string displayNameFromDS; // the data source's series name
    std::string unit;
    std::optional<double> decimals;
    std::optional<double> min;
    std::optional<double> max;
    std::optional<double> intervalMs; // distance of points, on time fields
    std::string extraJson;            // further members as an object's text ("{…}"), passed through to API clients; or empty

    friend bool operator==(const FieldConfig &, const FieldConfig &) = default;
};

struct Field
{
    std::string name;
    std::optional<Labels> labels; // engaged but empty is written as {}
    Column values;
    FieldConfig config;

    [[nodiscard]] FieldType type() const { return values.type(); }
    friend bool operator==(const Field &, const Field &) = default;
};

struct Notice
{
    std::string severity; // info, warning, error
    std::string text;
    friend bool operator==(const Notice &, const Notice &) = default;
};

struct FrameMeta
{
    std::string type; // timeseries-multi, timeseries-wide, table, … ; empty = not said
    std::string resultType; // meta.custom.resultType of Prometheus: matrix, vector, scalar, string, exemplar
    std::string executedQueryString;
    std::string preferredVisualisationType;
    std::string customJson; // other members of meta.custom as an object's text; or empty
    std::vector<Notice> notices;
    friend bool operator==(const FrameMeta &, const FrameMeta &) = default;
};

/// Columns of equal length. Source of the shapes: ds-query §2.2.
struct Frame
{
    std::string name;
    std::string refId;
    FrameMeta meta;
    std::vector<Field> fields;

    [[nodiscard]] std::size_t rows() const { return fields.empty() ? 0 : fields.front().values.size(); }
    friend bool operator==(const Frame &, const Frame &) = default;
};

using Frames = std::vector<Frame>;

} // namespace mdash
