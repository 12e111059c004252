#include "panels/querylexer.h"

#include "panels/interpolateformats.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

std::string alternatives(const std::vector<std::string> &values, std::string_view special, std::string_view before)
{
    std::string out = values.size() > 1 ? "(" : "";
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i > 0)
            out += '|';
        out += escaped(values[i], special, before);
    }
    return values.size() > 1 ? out + ")" : out;
}

constexpr std::string_view regexSpecial = "\\^$*+?.()|[]{}";
constexpr std::string_view slashedRegexSpecial = "\\^$*+?.()|[]{}/";

} // namespace

void QueryLexer::advance(std::string_view text)
{
    for (const char c : text) {
        if (m_quote == '#') {
            m_quote = c == '\n' ? '\0' : '#';
        } else if (m_quote == '\0') {
            open(c);
        } else if (m_afterBackslash) {
            m_afterBackslash = false;
        } else if (c == '\\' && m_quote != '`' && m_language != QueryLanguage::Sql) {
            m_afterBackslash = true;
        } else if (c == m_quote) {
            m_quote = '\0';
            m_before.clear();
        }
    }
}

/// @p c stands outside quotes.
void QueryLexer::open(char c)
{
    const bool prometheus = m_language == QueryLanguage::PromQl || m_language == QueryLanguage::LogQl;
    const bool isQuote = c == '\'' || c == '"' || (c == '`' && m_language != QueryLanguage::Sql);
    if (isQuote || (c == '/' && !prometheus && m_language != QueryLanguage::Sql && opensRegex())) {
        m_quote = c;
        m_isRegex = opensRegex();
    } else if (c == '#' && prometheus) {
        m_quote = '#';
    } else if (c != ' ' && c != '\n' && c != '\t' && c != '\r') {
        m_before += c;
        if (m_before.size() > 2)
            m_before.erase(0, 1);
    }
}

bool QueryLexer::opensRegex() const
{
    return m_before == "=~" || m_before == "!~" || m_before == "|~";
}

Result<std::string> QueryLexer::write(const Reference &reference, const ScopeValue &value, const QTimeZone &zone) const
{
    if (value.filters || m_language == QueryLanguage::None)
        return formatValue(reference.name, value, reference.format, zone);
    const bool inside = m_quote != '\0';
    const bool rawTick = m_quote == '`' && std::any_of(value.values.begin(), value.values.end(), [](const std::string &one) {
        return one.find('`') != std::string::npos;
    });
    if (!value.trusted && (!inside || rawTick || reference.format == "raw")) {
        const auto name = QString::fromUtf8(reference.name.data(), static_cast<qsizetype>(reference.name.size()));
        return fail(ErrorCode::Forbidden, u"variable %1: expected one of its options, because the query takes it as it is"_s.arg(name),
                    u"panels.untrustedVariable"_s);
    }
    if (reference.format.empty())
        return inside ? quoted(value) : bare(value);
    std::string written = formatValue(reference.name, value, reference.format, zone);
    const bool mustEscape = inside && !value.verbatim && m_quote != '/' && (!value.trusted || reference.format == "regex");
    return mustEscape ? stringEscaped(written) : written;
}

/// @p value inside quotes: a regular expression if that is asked for or several values must fit, else itself.
std::string QueryLexer::quoted(const ScopeValue &value) const
{
    if (value.verbatim)
        return formatValue({}, value, "pipe", {});
    if (m_language == QueryLanguage::Sql)
        return escaped(formatValue({}, value, "csv", {}), "'", "'");
    if (m_quote == '/')
        return alternatives(value.values, slashedRegexSpecial, "\\");
    const bool asRegex = value.values.size() > 1 || (value.multi && m_isRegex);
    return stringEscaped(asRegex ? alternatives(value.values, regexSpecial, "\\") : formatValue({}, value, "glob", {}));
}

std::string QueryLexer::bare(const ScopeValue &value) const
{
    if (m_language == QueryLanguage::Sql && value.multi && !value.verbatim)
        return formatValue({}, value, "sqlstring", {});
    const bool asRegex = value.values.size() > 1 && !value.verbatim;
    return asRegex ? alternatives(value.values, regexSpecial, "\\") : formatValue({}, value, "pipe", {});
}

std::string QueryLexer::stringEscaped(std::string_view text) const
{
    if (m_quote == '`')
        return std::string(text);
    if (m_language == QueryLanguage::Sql)
        return escaped(text, std::string_view(&m_quote, 1), std::string_view(&m_quote, 1));
    std::string out;
    for (const char c : text) {
        if (c == '\n')
            out += "\\n";
        else if (c == '\\' || c == m_quote)
            out.append({'\\', c});
        else
            out += c;
    }
    return out;
}

} // namespace mdash
