#include "platform/http/headerscanner.h"

#include <cstring>

namespace mdash {

namespace {

/// A letter of a method, or the empty line that may come before. Tells at once that somebody speaks TLS or another protocol.
bool isRequestStart(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '\r';
}

} // namespace

void HeaderScanner::reset()
{
    m_scanned = m_lineStart = m_skipped = 0;
    m_lines = 0;
}

bool HeaderScanner::isTooLong(std::size_t lineBytes) const
{
    return lineBytes > (m_lines == 0 ? m_limits.headerBytes : m_limits.fieldBytes);
}

/// @p line is whole, with its CR LF.
HeaderScanner::Verdict HeaderScanner::endLine(std::string_view line)
{
    if (line.size() < 2 || line[line.size() - 2] != '\r')
        return Verdict::Malformed;
    m_lineStart += line.size();
    if (line.size() == 2) {
        if (m_lines > 0)
            return Verdict::Complete;
        m_skipped = m_lineStart; // RFC 9112 §2.2: an empty line before the request line is ignored
        return m_skipped > 4 ? Verdict::Malformed : Verdict::NeedMore;
    }
    if (line[0] == ' ' || line[0] == '\t')
        return Verdict::Malformed;
    if (isTooLong(line.size()))
        return Verdict::LineTooLong;
    if (++m_lines > m_limits.fieldCount + 1)
        return Verdict::TooLarge;
    return Verdict::NeedMore;
}

HeaderScanner::Verdict HeaderScanner::scan(std::string_view bytes)
{
    if (m_scanned == 0 && !bytes.empty() && !isRequestStart(bytes[0]))
        return Verdict::Malformed;
    while (m_scanned < bytes.size()) {
        const char *from = bytes.data() + m_scanned;
        const auto *newline = static_cast<const char *>(std::memchr(from, '\n', bytes.size() - m_scanned));
        const std::size_t end = newline ? static_cast<std::size_t>(newline - bytes.data()) + 1 : bytes.size();
        if (std::memchr(from, '\0', end - m_scanned))
            return Verdict::Malformed;
        m_scanned = end;
        if (newline) {
            if (const auto verdict = endLine(bytes.substr(m_lineStart, end - m_lineStart)); verdict != Verdict::NeedMore)
                return verdict == Verdict::LineTooLong && m_lines > 0 ? Verdict::TooLarge : verdict;
        }
        if (m_lineStart > m_limits.headerBytes)
            return Verdict::TooLarge;
    }
    if (isTooLong(bytes.size() - m_lineStart))
        return m_lines > 0 ? Verdict::TooLarge : Verdict::LineTooLong;
    return m_scanned > m_limits.headerBytes ? Verdict::TooLarge : Verdict::NeedMore;
}

} // namespace mdash
