#pragma once

#include "platform/http/httpoptions.h"

#include <string_view>

namespace mdash {

/// Watches the bytes of a request header as they come, before a parser sees them: finds its end, and refuses at once what
/// is too large or is a known way to make two servers read one stream differently (bare LF, folded lines, NUL).
class HeaderScanner
{
public:
    enum class Verdict { NeedMore, Complete, Malformed, LineTooLong, TooLarge };

    explicit HeaderScanner(const HttpLimits &limits) : m_limits(limits) {}

    /// @p bytes is all that came since the request began; looks at what is new only.
    [[nodiscard]] Verdict scan(std::string_view bytes);
    /// Length of the header with its blank line, once Complete. Leading empty lines are part of it, see skipped().
    [[nodiscard]] std::size_t length() const { return m_lineStart; }
    /// How many bytes of empty lines came before the request line.
    [[nodiscard]] std::size_t skipped() const { return m_skipped; }
    void reset();

private:
    [[nodiscard]] Verdict endLine(std::string_view line);
    [[nodiscard]] bool isTooLong(std::size_t lineBytes) const;

    const HttpLimits &m_limits;
    std::size_t m_scanned = 0;
    std::size_t m_lineStart = 0;
    std::size_t m_skipped = 0;
    int m_lines = 0;
};

} // namespace mdash
