#pragma once

#include "base/json.h"

#include <optional>
#include <string>
#include <vector>

namespace mdash {

/// Members of an object that are left out when they say nothing, so that answers stay small.

inline void writeText(JsonWriter &writer, std::string_view name, const std::string &text)
{
    if (!text.empty())
        writer.member(name, text);
}

inline void writeFlag(JsonWriter &writer, std::string_view name, bool flag)
{
    if (flag)
        writer.member(name, true);
}

template <class Number> void writeNumber(JsonWriter &writer, std::string_view name, const std::optional<Number> &number)
{
    if (number)
        writer.member(name, *number);
}

/// `"name":[…]` with one call of @p write an element.
template <class T, class Write>
void writeArray(JsonWriter &writer, std::string_view name, const std::vector<T> &items, Write &&write)
{
    writer.key(name).beginArray();
    for (const T &item : items)
        write(writer, item);
    writer.endArray();
}

/// As writeArray(), and nothing at all for no elements.
template <class T, class Write>
void writeSome(JsonWriter &writer, std::string_view name, const std::vector<T> &items, Write &&write)
{
    if (!items.empty())
        writeArray(writer, name, items, std::forward<Write>(write));
}

template <class T> void writeValue(JsonWriter &writer, const T &value)
{
    writer.value(value);
}

} // namespace mdash
