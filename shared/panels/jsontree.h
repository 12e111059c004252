#pragma once

#include "base/json.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace mdash {

/// JSON that can be changed: what the upgrade steps work on. A plain value; copies are deep.
/// Reading what is not there gives null, as with JsonValue; only set() and the writable accessors create.
class JsonTree
{
public:
    using Array = std::vector<JsonTree>;
    using Object = std::vector<std::pair<std::string, JsonTree>>;

    JsonTree() = default;
    JsonTree(bool truth) : m_value(truth) {}
    JsonTree(int number) : m_value(static_cast<std::int64_t>(number)) {}
    JsonTree(std::int64_t number) : m_value(number) {}
    JsonTree(double number) : m_value(number) {}
    JsonTree(std::string text) : m_value(std::move(text)) {}
    JsonTree(std::string_view text) : m_value(std::string(text)) {}
    JsonTree(const char *text) : m_value(std::string(text)) {}
    explicit JsonTree(const JsonValue &value);
    static JsonTree array(Array elements = {});
    static JsonTree object(Object members = {});

    [[nodiscard]] bool isNull() const { return m_value.index() == 0; }
    [[nodiscard]] bool isBool() const { return m_value.index() == 1; }
    [[nodiscard]] bool isNumber() const { return m_value.index() == 2 || m_value.index() == 3; }
    [[nodiscard]] bool isString() const { return m_value.index() == 4; }
    [[nodiscard]] bool isArray() const { return m_value.index() == 5; }
    [[nodiscard]] bool isObject() const { return m_value.index() == 6; }

    [[nodiscard]] std::string_view text(std::string_view fallback = {}) const;
    /// Numbers, and strings that are one ("12.5"), as old dashboards write them.
    [[nodiscard]] std::optional<double> number() const;
    [[nodiscard]] double number(double fallback) const { return number().value_or(fallback); }
    [[nodiscard]] std::int64_t integer(std::int64_t fallback = 0) const;
    [[nodiscard]] bool boolean(bool fallback = false) const;
    /// As JavaScript would: false for null, false, 0, NaN and "".
    [[nodiscard]] bool truthy() const;

    /// Elements of an array; empty for anything else.
    [[nodiscard]] const Array &elements() const;
    /// Members of an object; empty for anything else.
    [[nodiscard]] const Object &members() const;
    /// Makes this an array or an object if it is not one.
    [[nodiscard]] Array &writableElements();
    [[nodiscard]] Object &writableMembers();

    /// The member @p key, or null.
    [[nodiscard]] const JsonTree &operator[](std::string_view key) const;
    [[nodiscard]] bool has(std::string_view key) const;
    /// The member @p key, made if it is not there; this becomes an object.
    [[nodiscard]] JsonTree &at(std::string_view key);
    /// The member @p key if it is there, else nullptr.
    [[nodiscard]] JsonTree *find(std::string_view key);
    JsonTree &set(std::string_view key, JsonTree value);
    /// set(), unless the member is there and not null.
    JsonTree &setDefault(std::string_view key, JsonTree value);
    void remove(std::string_view key);
    /// Removes the member and gives it, or null.
    JsonTree take(std::string_view key);
    void append(JsonTree value);

    void write(JsonWriter &writer) const;
    [[nodiscard]] std::string json() const;
    friend bool operator==(const JsonTree &, const JsonTree &) = default;

private:
    std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> m_value;
};

} // namespace mdash
