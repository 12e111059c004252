#pragma once

#include "base/error.h"
#include "panels/interpolate.h"
#include "panels/reference.h"

#include <string>
#include <string_view>

namespace mdash {

/// Knows, while it walks along a query, inside which quotes it is, and writes values as that place needs them.
class QueryLexer
{
public:
    explicit QueryLexer(QueryLanguage language) : m_language(language) {}

    /// Walks along @p text, a part of the query that stands as it is.
    void advance(std::string_view text);
    /// The text for @p value at this place. Fails with Forbidden as interpolateQuery() says.
    [[nodiscard]] Result<std::string> write(const Reference &reference, const ScopeValue &value, const QTimeZone &zone) const;

private:
    void open(char quote);
    [[nodiscard]] bool opensRegex() const;
    [[nodiscard]] std::string quoted(const ScopeValue &value) const;
    [[nodiscard]] std::string bare(const ScopeValue &value) const;
    [[nodiscard]] std::string stringEscaped(std::string_view text) const;

    QueryLanguage m_language;
    char m_quote = '\0'; // the quote that is open: ' " ` or / of a regular expression, # of a comment
    bool m_afterBackslash = false;
    bool m_isRegex = false; // the open string is a regular expression
    std::string m_before; // the last characters before it that are not blanks
};

} // namespace mdash
