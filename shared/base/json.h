#pragma once

#include "base/error.h"

#include <QString>

#include <simdjson.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mdash {

class JsonValue;

struct JsonMember;

/// How much JSON a caller accepts. Text above a limit is refused before it costs memory.
struct JsonLimits
{
    std::size_t bytes = 32u << 20;
    std::size_t depth = 128;
};

/// Parsed JSON, read only. Copies share one immutable tree, so values of it may be read from several threads.
class JsonDocument
{
public:
    /// Fails with InvalidInput that names the limit, or what is wrong with the text (never the text itself).
    /// Of duplicate keys the last one counts. UTF-8 is checked.
    [[nodiscard]] static Result<JsonDocument> parse(std::string_view text, const JsonLimits &limits = {});

    [[nodiscard]] JsonValue root() const;

private:
    explicit JsonDocument(std::shared_ptr<const simdjson::dom::parser> parser, simdjson::dom::element root)
        : m_parser(std::move(parser)), m_root(root)
    {
    }

    std::shared_ptr<const simdjson::dom::parser> m_parser;
    simdjson::dom::element m_root;
};

/// One value of a JsonDocument, which must outlive it. A member that is not there is a value for which exists() is
/// false; every getter then gives its fallback, so reading optional settings needs no tests.
class JsonValue
{
public:
    JsonValue() = default;
    explicit JsonValue(simdjson::dom::element element) : m_element(element), m_exists(true) {}

    [[nodiscard]] bool exists() const { return m_exists; }
    /// True for null and for what is not there.
    [[nodiscard]] bool isNull() const;
    [[nodiscard]] bool isObject() const;
    [[nodiscard]] bool isArray() const;
    [[nodiscard]] bool isString() const;
    [[nodiscard]] bool isNumber() const;
    [[nodiscard]] bool isBool() const;

    /// The member @p key of an object (exact match), or a value that does not exist.
    [[nodiscard]] JsonValue operator[](std::string_view key) const;
    /// As operator[], ignoring ASCII case; an exact match wins. For request bodies, as clients expect.
    [[nodiscard]] JsonValue member(std::string_view key) const;

    [[nodiscard]] std::string_view string(std::string_view fallback = {}) const;
    [[nodiscard]] QString text(const QString &fallback = {}) const;
    /// Numbers only, no strings.
    [[nodiscard]] double number(double fallback = 0) const;
    /// A number without a fraction that fits 64 bits; else the fallback.
    [[nodiscard]] qint64 integer(qint64 fallback = 0) const;
    [[nodiscard]] bool boolean(bool fallback = false) const;

    /// Empty unless this is an array.
    [[nodiscard]] std::vector<JsonValue> elements() const;
    /// In the order of the text; empty unless this is an object.
    [[nodiscard]] std::vector<JsonMember> members() const;
    /// Elements of an array or members of an object.
    [[nodiscard]] std::size_t size() const;
    /// The value as compact JSON; "null" if it does not exist. Numbers come back in shortest exact form.
    [[nodiscard]] std::string json() const;

private:
    simdjson::dom::element m_element;
    bool m_exists = false;
};

struct JsonMember
{
    std::string_view key;
    JsonValue value;
};

/// Writes compact JSON straight into a buffer. Commas come by themselves; what is opened must be closed by the caller.
/// Doubles are written in the shortest form that reads back exactly; NaN and infinities as null.
class JsonWriter
{
public:
    explicit JsonWriter(std::string &out) : m_out(out) {}

    JsonWriter &beginObject();
    JsonWriter &endObject();
    JsonWriter &beginArray();
    JsonWriter &endArray();
    JsonWriter &key(std::string_view name);
    JsonWriter &value(std::string_view text);
    JsonWriter &value(const char *text) { return value(std::string_view(text)); }
    JsonWriter &value(const std::string &text) { return value(std::string_view(text)); }
    JsonWriter &value(QStringView text);
    JsonWriter &value(const QString &text) { return value(QStringView(text)); }
    JsonWriter &value(qint64 number);
    JsonWriter &value(int number) { return value(static_cast<qint64>(number)); }
    JsonWriter &value(std::size_t number) { return value(static_cast<qint64>(number)); }
    JsonWriter &value(double number);
    JsonWriter &value(bool truth);
    JsonWriter &null();
    /// Appends JSON that is already text.
    JsonWriter &raw(std::string_view json);

    template<class T>
    JsonWriter &member(std::string_view name, const T &content)
    {
        key(name);
        return value(content);
    }
    JsonWriter &rawMember(std::string_view name, std::string_view json)
    {
        key(name);
        return raw(json);
    }

private:
    void separate()
    {
        if (m_needsComma)
            m_out += ',';
        m_needsComma = true;
    }

    std::string &m_out;
    bool m_needsComma = false;
};

/// @p json, an object's text, with the top-level members @p replacements (name, JSON text) set: a member that is there
/// is replaced in its place, others are put first. Everything else stays byte for byte, so people's JSON survives.
/// Fails with InvalidInput if @p json is not an object.
[[nodiscard]] Result<std::string>
withTopLevelMembers(std::string_view json, const std::vector<std::pair<std::string, std::string>> &replacements);

/// The same for @p json that was parsed before and is an object.
[[nodiscard]] std::string withMembersOfObject(std::string_view json, const std::vector<std::pair<std::string, std::string>> &replacements);

/// The text of the top-level member @p name of @p json, an object that was parsed before, byte for byte; the last one of
/// duplicates. Empty if it is not there.
[[nodiscard]] std::string_view rawMember(std::string_view json, std::string_view name);

} // namespace mdash
