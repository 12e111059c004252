#include "base/json.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

/// Walks the text of one valid JSON object. Valid JSON only: the callers have parsed it before.
class Cursor
{
public:
    explicit Cursor(std::string_view text) : m_text(text) {}

    [[nodiscard]] std::size_t position() const { return m_at; }
    [[nodiscard]] char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    void advance() { ++m_at; }

    void skipSpace()
    {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\n' || m_text[m_at] == '\r' || m_text[m_at] == '\t'))
            ++m_at;
    }

    void skipString()
    {
        ++m_at;
        for (std::size_t quote = m_text.find('"', m_at); quote != std::string_view::npos; quote = m_text.find('"', quote + 1)) {
            std::size_t slashes = 0;
            while (quote > m_at + slashes && m_text[quote - 1 - slashes] == '\\')
                ++slashes;
            if (slashes % 2 == 0) {
                m_at = quote + 1;
                return;
            }
        }
        m_at = m_text.size();
    }

    void skipValue()
    {
        if (peek() == '"') {
            skipString();
            return;
        }
        int depth = 0;
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (c == '"') {
                skipString();
                continue;
            }
            if (depth == 0 && (c == ',' || c == '}' || c == ' ' || c == '\n' || c == '\r' || c == '\t'))
                return;
            depth += (c == '{' || c == '[') - (c == '}' || c == ']');
            ++m_at;
            if (depth == 0 && (c == '}' || c == ']'))
                return;
        }
    }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
};

} // namespace

Result<std::string> withTopLevelMembers(std::string_view json,
                                        const std::vector<std::pair<std::string, std::string>> &replacements)
{
    const auto document = JsonDocument::parse(json);
    if (!document)
        return tl::unexpected(document.error());
    if (!document->root().isObject())
        return fail(ErrorCode::InvalidInput, u"expected a JSON object"_s);
    return withMembersOfObject(json, replacements);
}

std::string withMembersOfObject(std::string_view json, const std::vector<std::pair<std::string, std::string>> &replacements)
{
    std::vector<bool> placed(replacements.size(), false);
    std::string body;
    body.reserve(json.size() + 64);
    Cursor cursor(json);
    cursor.skipSpace();
    cursor.advance(); // {
    std::size_t copied = cursor.position();
    cursor.skipSpace();
    const bool wasEmpty = cursor.peek() != '"';
    while (cursor.peek() == '"') {
        const std::size_t nameBegin = cursor.position() + 1;
        cursor.skipString();
        const std::string_view name = json.substr(nameBegin, cursor.position() - 1 - nameBegin);
        cursor.skipSpace();
        cursor.advance(); // :
        cursor.skipSpace();
        const std::size_t valueBegin = cursor.position();
        cursor.skipValue();
        for (std::size_t i = 0; i < replacements.size(); ++i) {
            if (replacements[i].first != name)
                continue;
            body.append(json, copied, valueBegin - copied);
            body += replacements[i].second;
            copied = cursor.position();
            placed[i] = true;
        }
        cursor.skipSpace();
        if (cursor.peek() == ',') {
            cursor.advance();
            cursor.skipSpace();
        }
    }
    body.append(json, copied, std::string_view::npos);

    std::string head = "{";
    bool first = true;
    for (std::size_t i = 0; i < replacements.size(); ++i) {
        if (placed[i])
            continue;
        if (!first)
            head += ',';
        first = false;
        JsonWriter(head).value(replacements[i].first);
        head += ':';
        head += replacements[i].second;
    }
    if (!first && !wasEmpty)
        head += ',';
    return head + body;
}

std::string_view rawMember(std::string_view json, std::string_view name)
{
    std::string_view found;
    Cursor cursor(json);
    cursor.skipSpace();
    if (cursor.peek() != '{')
        return found;
    cursor.advance();
    cursor.skipSpace();
    while (cursor.peek() == '"') {
        const std::size_t nameBegin = cursor.position() + 1;
        cursor.skipString();
        const std::string_view key = json.substr(nameBegin, cursor.position() - 1 - nameBegin);
        cursor.skipSpace();
        cursor.advance(); // :
        cursor.skipSpace();
        const std::size_t valueBegin = cursor.position();
        cursor.skipValue();
        if (key == name)
            found = json.substr(valueBegin, cursor.position() - valueBegin);
        cursor.skipSpace();
        if (cursor.peek() == ',') {
            cursor.advance();
            cursor.skipSpace();
        }
    }
    return found;
}

} // namespace mdash
