#include "panels/jsontree.h"

#include <charconv>
#include <cmath>

namespace mdash {
namespace {

const JsonTree nothing;
const JsonTree::Array noElements;
const JsonTree::Object noMembers;

} // namespace

JsonTree::JsonTree(const JsonValue &value)
{
    if (value.isObject()) {
        auto &object = m_value.emplace<Object>();
        const auto members = value.members();
        object.reserve(members.size());
        for (const auto &[key, member] : members)
            object.emplace_back(std::string(key), JsonTree(member));
    } else if (value.isArray()) {
        auto &array = m_value.emplace<Array>();
        const auto elements = value.elements();
        array.reserve(elements.size());
        for (const auto &element : elements)
            array.emplace_back(element);
    } else if (value.isString()) {
        m_value.emplace<std::string>(value.string());
    } else if (value.isBool()) {
        m_value = value.boolean();
    } else if (value.isNumber()) {
        const double number = value.number();
        if (std::trunc(number) == number && std::abs(number) < 9e15)
            m_value = static_cast<std::int64_t>(number);
        else
            m_value = number;
    }
}

JsonTree JsonTree::array(Array elements)
{
    JsonTree tree;
    tree.m_value = std::move(elements);
    return tree;
}

JsonTree JsonTree::object(Object members)
{
    JsonTree tree;
    tree.m_value = std::move(members);
    return tree;
}

std::string_view JsonTree::text(std::string_view fallback) const
{
    const auto *found = std::get_if<std::string>(&m_value);
    return found ? std::string_view(*found) : fallback;
}

std::optional<double> JsonTree::number() const
{
    if (const auto *whole = std::get_if<std::int64_t>(&m_value))
        return static_cast<double>(*whole);
    if (const auto *real = std::get_if<double>(&m_value))
        return *real;
    const auto *digits = std::get_if<std::string>(&m_value);
    if (!digits)
        return std::nullopt;
    std::string_view trimmed = *digits;
    while (!trimmed.empty() && trimmed.front() == ' ')
        trimmed.remove_prefix(1);
    while (!trimmed.empty() && trimmed.back() == ' ')
        trimmed.remove_suffix(1);
    double parsed = 0;
    const auto [end, error] = std::from_chars(trimmed.data(), trimmed.data() + trimmed.size(), parsed);
    if (error != std::errc{} || end != trimmed.data() + trimmed.size() || !std::isfinite(parsed))
        return std::nullopt;
    return parsed;
}

std::int64_t JsonTree::integer(std::int64_t fallback) const
{
    const auto value = number();
    return value && std::abs(*value) < 9e15 ? static_cast<std::int64_t>(*value) : fallback;
}

bool JsonTree::boolean(bool fallback) const
{
    const auto *truth = std::get_if<bool>(&m_value);
    return truth ? *truth : fallback;
}

bool JsonTree::truthy() const
{
    if (isString())
        return !text().empty();
    if (isNumber())
        return number(0) != 0;
    return isBool() ? boolean() : !isNull();
}

const JsonTree::Array &JsonTree::elements() const
{
    const auto *array = std::get_if<Array>(&m_value);
    return array ? *array : noElements;
}

const JsonTree::Object &JsonTree::members() const
{
    const auto *object = std::get_if<Object>(&m_value);
    return object ? *object : noMembers;
}

JsonTree::Array &JsonTree::writableElements()
{
    return isArray() ? std::get<Array>(m_value) : m_value.emplace<Array>();
}

JsonTree::Object &JsonTree::writableMembers()
{
    return isObject() ? std::get<Object>(m_value) : m_value.emplace<Object>();
}

const JsonTree &JsonTree::operator[](std::string_view key) const
{
    const JsonTree *found = &nothing;
    for (const auto &[name, value] : members()) {
        if (name == key)
            found = &value;
    }
    return *found;
}

bool JsonTree::has(std::string_view key) const
{
    return std::any_of(members().begin(), members().end(), [key](const auto &member) { return member.first == key; });
}

JsonTree *JsonTree::find(std::string_view key)
{
    return const_cast<JsonTree *>(has(key) ? &(*this)[key] : nullptr);
}

JsonTree &JsonTree::at(std::string_view key)
{
    if (auto *found = find(key))
        return *found;
    return writableMembers().emplace_back(std::string(key), JsonTree()).second;
}

JsonTree &JsonTree::set(std::string_view key, JsonTree value)
{
    at(key) = std::move(value);
    return *this;
}

JsonTree &JsonTree::setDefault(std::string_view key, JsonTree value)
{
    if ((*this)[key].isNull())
        set(key, std::move(value));
    return *this;
}

void JsonTree::remove(std::string_view key)
{
    if (isObject())
        std::erase_if(std::get<Object>(m_value), [key](const auto &member) { return member.first == key; });
}

JsonTree JsonTree::take(std::string_view key)
{
    JsonTree taken;
    if (auto *found = find(key))
        taken = std::move(*found);
    remove(key);
    return taken;
}

void JsonTree::append(JsonTree value)
{
    writableElements().push_back(std::move(value));
}

void JsonTree::write(JsonWriter &writer) const
{
    if (isObject()) {
        writer.beginObject();
        for (const auto &[key, value] : members()) {
            writer.key(key);
            value.write(writer);
        }
        writer.endObject();
    } else if (isArray()) {
        writer.beginArray();
        for (const auto &element : elements())
            element.write(writer);
        writer.endArray();
    } else if (isString()) {
        writer.value(text());
    } else if (isBool()) {
        writer.value(boolean());
    } else if (const auto *whole = std::get_if<std::int64_t>(&m_value)) {
        writer.value(static_cast<qint64>(*whole));
    } else if (const auto *real = std::get_if<double>(&m_value)) {
        writer.value(*real);
    } else {
        writer.null();
    }
}

std::string JsonTree::json() const
{
    std::string out;
    JsonWriter writer(out);
    write(writer);
    return out;
}

} // namespace mdash
