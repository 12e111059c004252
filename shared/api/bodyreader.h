#pragma once

#include "base/json.h"

#include <optional>

namespace mdash {

/// Reads the members of a request's JSON object. Names match without ASCII case, what is absent or null gives the zero
/// value, and a member of another JSON type (or text with a NUL) makes the whole body bad:
///
///     BodyReader body(document.root());
///     NewTeam team{body.text("name"), body.text("email")};
///     if (auto readable = body.done(); !readable)
///         return tl::unexpected(readable.error());
class BodyReader
{
public:
    /// @p object must outlive the reader.
    explicit BodyReader(JsonValue object) : m_object(object), m_isGood(object.isObject()) {}

    [[nodiscard]] QString text(std::string_view name) { return optionalText(name).value_or(QString()); }
    /// For PATCH: absent is another thing than empty.
    [[nodiscard]] std::optional<QString> optionalText(std::string_view name);
    [[nodiscard]] qint64 integer(std::string_view name) { return optionalInteger(name).value_or(0); }
    [[nodiscard]] std::optional<qint64> optionalInteger(std::string_view name);
    [[nodiscard]] bool boolean(std::string_view name) { return optionalBoolean(name).value_or(false); }
    [[nodiscard]] std::optional<bool> optionalBoolean(std::string_view name);
    /// An object or a value that does not exist.
    [[nodiscard]] JsonValue object(std::string_view name);
    /// The elements of an array; empty if absent.
    [[nodiscard]] std::vector<JsonValue> elements(std::string_view name);

    /// Fails with InvalidInput "bad request data" if anything read so far had the wrong type.
    [[nodiscard]] Result<void> done() const;

private:
    JsonValue m_object;
    bool m_isGood;
};

/// InvalidInput "bad request data": what clients expect for a body of the wrong shape.
[[nodiscard]] tl::unexpected<Error> badRequestData();

} // namespace mdash
