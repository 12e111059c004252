#include "platform/http/responsehead.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>

namespace mdash {

namespace {

constexpr std::string_view DefaultPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                                           "connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'none'; "
                                           "form-action 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

void appendNumber(std::string &out, std::size_t number)
{
    std::array<char, 20> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), end);
}

void appendLine(std::string &out, std::string_view name, std::string_view value)
{
    out.append(name).append(": ").append(value).append("\r\n");
}

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

bool hasHeader(const Response &response, std::string_view name)
{
    return std::any_of(response.headers.begin(), response.headers.end(),
                       [&](const auto &header) { return equalsIgnoringCase(header.first, name); });
}

/// A line break in a value would let whoever chose the value write headers of their own.
bool isSafeValue(std::string_view value)
{
    return value.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

std::string contentSecurityPolicy(const HttpOptions &options)
{
    std::string policy(options.contentSecurityPolicy.empty() ? DefaultPolicy : options.contentSecurityPolicy);
    if (policy.find("frame-ancestors") == std::string::npos && !options.allowEmbedding)
        policy += "; frame-ancestors 'none'";
    return policy;
}

} // namespace

std::string_view reasonPhrase(int status)
{
    switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 206: return "Partial Content";
    case 207: return "Multi-Status";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 307: return "Temporary Redirect";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    default: return "Status";
    }
}

void appendHttpDate(std::string &out, qint64 unixSeconds)
{
    // Not strftime: names of days and months must not follow the locale.
    static constexpr std::array<std::string_view, 7> Days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array<std::string_view, 12> Months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto seconds = static_cast<std::time_t>(unixSeconds);
    std::tm utc{};
    gmtime_r(&seconds, &utc);
    const auto two = [&](int number) { out += {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)}; };
    out.append(Days[static_cast<std::size_t>(utc.tm_wday)]).append(", ");
    two(utc.tm_mday);
    out.append(" ").append(Months[static_cast<std::size_t>(utc.tm_mon)]).append(" ");
    appendNumber(out, static_cast<std::size_t>(utc.tm_year + 1900));
    out += ' ';
    two(utc.tm_hour);
    out += ':';
    two(utc.tm_min);
    out += ':';
    two(utc.tm_sec);
    out.append(" GMT");
}

ResponseHead::ResponseHead(const HttpOptions &options)
    : m_always(securityLines(options)), m_noStore("Cache-Control: no-store\r\nPragma: no-cache\r\nExpires: -1\r\n"),
      m_custom(options.customHeaders)
{
    if (options.sendContentSecurityPolicy)
        appendLine(m_page, "Content-Security-Policy", contentSecurityPolicy(options));
    appendLine(m_page, "Referrer-Policy", "same-origin");
    std::erase_if(m_custom, [](const auto &header) {
        return header.first.empty() || !isSafeValue(header.first) || !isSafeValue(header.second);
    });
    for (const auto &[name, value] : m_custom)
        appendLine(m_customLines, name, value);
}

std::string ResponseHead::securityLines(const HttpOptions &options) const
{
    std::string lines;
    if (!options.nodeName.empty() && isSafeValue(options.nodeName))
        appendLine(lines, "X-Mdash-Node", options.nodeName);
    if (options.sendNosniff)
        appendLine(lines, "X-Content-Type-Options", "nosniff");
    if (!options.allowEmbedding)
        appendLine(lines, "X-Frame-Options", "deny");
    if (options.sendXssProtection)
        appendLine(lines, "X-XSS-Protection", "1; mode=block");
    if (!options.strictTransportSecurity.empty())
        appendLine(lines, "Strict-Transport-Security", options.strictTransportSecurity);
    return lines;
}

void ResponseHead::begin(std::string &out, const Line &line, bool isCacheable, bool isPage) const
{
    out.append("HTTP/1.1 ");
    appendNumber(out, static_cast<std::size_t>(line.status));
    out.append(" ").append(reasonPhrase(line.status)).append("\r\nDate: ").append(line.date).append("\r\n");
    if (!line.contentType.empty())
        appendLine(out, "Content-Type", line.contentType);
    if (line.framing == Framing::Length) {
        out.append("Content-Length: ");
        appendNumber(out, line.length);
        out.append("\r\n");
    } else if (line.framing == Framing::Chunked) {
        out.append("Transfer-Encoding: chunked\r\n");
    }
    if (!line.keepsAlive)
        out.append("Connection: close\r\n");
    else if (!line.isHttp11)
        out.append("Connection: keep-alive\r\n");
    out.append(m_always);
    if (!isCacheable)
        out.append(m_noStore);
    if (isPage)
        out.append(m_page);
}

void ResponseHead::writeDirect(std::string &out, const Line &line, const DirectAnswer &answer) const
{
    begin(out, line, answer.isCacheable, answer.isPage);
    out.append(answer.headers).append(m_customLines).append("\r\n");
}

void ResponseHead::write(std::string &out, const Line &line, const Response &response) const
{
    begin(out, line, hasHeader(response, "Cache-Control"), line.contentType.starts_with("text/html"));
    for (const auto &[name, value] : response.headers) {
        if (isSafeValue(value))
            appendLine(out, name, value);
    }
    for (const auto &[name, value] : m_custom) {
        if (!hasHeader(response, name))
            appendLine(out, name, value);
    }
    out.append("\r\n");
}

} // namespace mdash
