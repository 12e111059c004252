#include "base/json.h"

#include <charconv>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

bool equalIgnoringCase(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
        const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
        return lower(x) == lower(y);
    });
}

void appendEscaped(std::string &out, std::string_view text)
{
    static constexpr char hex[] = "0123456789abcdef";
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        out.append(text, begin, i - begin);
        begin = i + 1;
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default: {
            const char escape[] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};
            out.append(escape, sizeof escape);
        }
        }
    }
    out.append(text, begin, std::string_view::npos);
}

/// The end of the string literal that begins at @p at.
std::size_t stringEnd(std::string_view text, std::size_t at)
{
    for (++at; at < text.size() && text[at] != '"'; ++at)
        at += text[at] == '\\' ? 1 : 0;
    return std::min(at + 1, text.size());
}

bool fits64Bits(std::string_view digits, bool isNegative)
{
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc{} && (!isNegative || number <= std::uint64_t(1) << 63);
}

/// @p text with `.0` behind every integer that fits no 64 bits: the parser refuses those, people's dashboards have them.
std::string withWideIntegersAsDoubles(std::string_view text)
{
    std::string out;
    std::size_t copied = 0;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '"') {
            at = stringEnd(text, at);
            continue;
        }
        const std::size_t end = std::min(text.find_first_not_of("-+0123456789.eE", at), text.size());
        const std::string_view token = text.substr(at, end - at);
        const bool isNegative = token.starts_with('-');
        const std::string_view digits = token.substr(isNegative ? 1 : 0);
        if (!digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos && !fits64Bits(digits, isNegative)) {
            out.append(text, copied, end - copied).append(".0");
            copied = end;
        }
        at = std::max(end, at + 1);
    }
    return out.append(text, copied, std::string_view::npos);
}

using Parser = simdjson::dom::parser;

constexpr std::size_t smallText = 2u << 10, mostSpareText = 64u << 10; // bytes

/// Parsers that a thread has done with, for its next texts: one for small ones, one for larger ones. A parser's memory is
/// some twenty times its text, and to clear it costs more than to parse.
struct Spare
{
    std::unique_ptr<Parser> parsers[2];
    static inline thread_local bool isGone = false;
    ~Spare() { isGone = true; }
    std::unique_ptr<Parser> &of(std::size_t bytes) { return parsers[bytes > smallText ? 1 : 0]; }
};
thread_local Spare spare;

void giveBack(Parser *parser)
{
    std::unique_ptr<Parser> done(parser);
    if (!Spare::isGone && done->capacity() <= mostSpareText)
        spare.of(done->capacity()) = std::move(done);
}

std::shared_ptr<Parser> takeParser(std::size_t bytes, const JsonLimits &limits)
{
    std::unique_ptr<Parser> &known = spare.of(bytes);
    if (known && known->max_capacity() == limits.bytes)
        return {known.release(), giveBack};
    return {new Parser(limits.bytes), giveBack};
}

simdjson::error_code makeRoom(Parser &parser, std::size_t bytes, const JsonLimits &limits)
{
    const bool fits = parser.capacity() >= bytes && parser.max_depth() == limits.depth;
    return fits ? simdjson::SUCCESS : parser.allocate(bytes > smallText ? bytes : std::min(smallText, limits.bytes), limits.depth);
}

} // namespace

Result<JsonDocument> JsonDocument::parse(std::string_view text, const JsonLimits &limits)
{
    if (text.size() > limits.bytes)
        return fail(ErrorCode::TooLarge, u"JSON of %1 bytes: at most %2 are accepted"_s.arg(text.size()).arg(limits.bytes));
    auto parser = takeParser(text.size(), limits);
    if (const auto error = makeRoom(*parser, text.size(), limits))
        return fail(ErrorCode::Internal, u"JSON parser: %1"_s.arg(QLatin1StringView(simdjson::error_message(error))));
    simdjson::dom::element root;
    auto error = parser->parse(text.data(), text.size()).get(root);
    if (error == simdjson::NUMBER_ERROR) {
        const std::string repaired = withWideIntegersAsDoubles(text);
        error = makeRoom(*parser, repaired.size(), limits);
        if (!error)
            error = parser->parse(repaired.data(), repaired.size()).get(root);
    }
    if (error)
        return fail(ErrorCode::InvalidInput, u"not valid JSON: %1"_s.arg(QLatin1StringView(simdjson::error_message(error))));
    return JsonDocument(std::move(parser), root);
}

JsonValue JsonDocument::root() const
{
    return JsonValue(m_root);
}

bool JsonValue::isNull() const { return !m_exists || m_element.is_null(); }
bool JsonValue::isObject() const { return m_exists && m_element.is_object(); }
bool JsonValue::isArray() const { return m_exists && m_element.is_array(); }
bool JsonValue::isString() const { return m_exists && m_element.is_string(); }
bool JsonValue::isNumber() const { return m_exists && m_element.is_number(); }
bool JsonValue::isBool() const { return m_exists && m_element.is_bool(); }

JsonValue JsonValue::operator[](std::string_view key) const
{
    JsonValue found;
    simdjson::dom::object object;
    if (!m_exists || m_element.get(object))
        return found;
    for (const auto &[name, element] : object) {
        if (name == key)
            found = JsonValue(element);
    }
    return found;
}

JsonValue JsonValue::member(std::string_view key) const
{
    JsonValue exact = (*this)[key];
    simdjson::dom::object object;
    if (exact.exists() || !m_exists || m_element.get(object))
        return exact;
    for (const auto &[name, element] : object) {
        if (equalIgnoringCase(name, key))
            exact = JsonValue(element);
    }
    return exact;
}

std::string_view JsonValue::string(std::string_view fallback) const
{
    std::string_view text;
    return m_exists && !m_element.get(text) ? text : fallback;
}

QString JsonValue::text(const QString &fallback) const
{
    std::string_view found;
    if (!m_exists || m_element.get(found))
        return fallback;
    return QString::fromUtf8(found.data(), static_cast<qsizetype>(found.size()));
}

double JsonValue::number(double fallback) const
{
    double number = 0;
    return m_exists && !m_element.get(number) ? number : fallback;
}

qint64 JsonValue::integer(qint64 fallback) const
{
    std::int64_t whole = 0;
    if (m_exists && !m_element.get(whole))
        return whole;
    double number = 0;
    if (m_exists && !m_element.get(number) && std::trunc(number) == number && std::abs(number) < 9.2e18)
        return static_cast<qint64>(number);
    return fallback;
}

bool JsonValue::boolean(bool fallback) const
{
    bool truth = false;
    return m_exists && !m_element.get(truth) ? truth : fallback;
}

std::vector<JsonValue> JsonValue::elements() const
{
    std::vector<JsonValue> values;
    simdjson::dom::array array;
    if (!m_exists || m_element.get(array))
        return values;
    values.reserve(array.size());
    for (const auto element : array)
        values.emplace_back(element);
    return values;
}

std::vector<JsonMember> JsonValue::members() const
{
    std::vector<JsonMember> found;
    simdjson::dom::object object;
    if (!m_exists || m_element.get(object))
        return found;
    found.reserve(object.size());
    for (const auto &[name, element] : object)
        found.push_back({name, JsonValue(element)});
    return found;
}

std::size_t JsonValue::size() const
{
    return isArray() ? elements().size() : members().size();
}

std::string JsonValue::json() const
{
    std::string text;
    JsonWriter writer(text);
    if (isNull()) {
        writer.null();
    } else if (isObject()) {
        writer.beginObject();
        for (const auto &[name, value] : members())
            writer.rawMember(name, value.json());
        writer.endObject();
    } else if (isArray()) {
        writer.beginArray();
        for (const auto &value : elements())
            writer.raw(value.json());
        writer.endArray();
    } else if (isString()) {
        writer.value(string());
    } else if (isBool()) {
        writer.value(boolean());
    } else if (m_element.is_uint64()) {
        writer.raw(std::to_string(m_element.get_uint64().value_unsafe()));
    } else if (m_element.is_int64()) {
        writer.value(static_cast<qint64>(m_element.get_int64().value_unsafe()));
    } else {
        writer.value(number());
    }
    return text;
}

JsonWriter &JsonWriter::beginObject()
{
    separate();
    m_out += '{';
    m_needsComma = false;
    return *this;
}

JsonWriter &JsonWriter::endObject()
{
    m_out += '}';
    m_needsComma = true;
    return *this;
}

JsonWriter &JsonWriter::beginArray()
{
    separate();
    m_out += '[';
    m_needsComma = false;
    return *this;
}

JsonWriter &JsonWriter::endArray()
{
    m_out += ']';
    m_needsComma = true;
    return *this;
}

JsonWriter &JsonWriter::key(std::string_view name)
{
    value(name);
    m_out += ':';
    m_needsComma = false;
    return *this;
}

JsonWriter &JsonWriter::value(std::string_view text)
{
    separate();
    m_out += '"';
    appendEscaped(m_out, text);
    m_out += '"';
    return *this;
}

JsonWriter &JsonWriter::value(QStringView text)
{
    separate();
    m_out += '"';
    const std::size_t begin = m_out.size();
    m_out.resize(begin + static_cast<std::size_t>(text.size()));
    char *out = m_out.data() + begin;
    const auto *special = std::find_if(text.utf16(), text.utf16() + text.size(), [&](char16_t c) {
        const bool isPlain = c >= 0x20 && c < 0x80 && c != u'"' && c != u'\\';
        if (isPlain)
            *out++ = static_cast<char>(c);
        return !isPlain;
    });
    m_out.resize(static_cast<std::size_t>(out - m_out.data()));
    if (const qsizetype plain = special - text.utf16(); plain < text.size()) {
        const QByteArray rest = text.mid(plain).toUtf8();
        appendEscaped(m_out, std::string_view(rest.constData(), static_cast<std::size_t>(rest.size())));
    }
    m_out += '"';
    return *this;
}

JsonWriter &JsonWriter::value(qint64 number)
{
    separate();
    char buffer[24];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
    m_out.append(buffer, static_cast<std::size_t>(end - buffer));
    return *this;
}

JsonWriter &JsonWriter::value(double number)
{
    if (!std::isfinite(number))
        return null();
    separate();
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
    m_out.append(buffer, static_cast<std::size_t>(end - buffer));
    return *this;
}

JsonWriter &JsonWriter::value(bool truth)
{
    return raw(truth ? "true" : "false");
}

JsonWriter &JsonWriter::null()
{
    return raw("null");
}

JsonWriter &JsonWriter::raw(std::string_view json)
{
    separate();
    m_out += json;
    return *this;
}

} // namespace mdash
