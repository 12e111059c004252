#include "platform/http/requestparser.h"

#include "platform/http/takeuntil.h"

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <charconv>
#include <optional>

namespace mdash {

namespace {

namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;

constexpr std::size_t MaxChunkExtension = 256;
constexpr std::size_t MaxChunkHeader = 1024; // with the trailer's beginning; more without an end is an attack
constexpr std::size_t MaxTrailer = 8u << 10;

std::string_view view(beast::string_view text)
{
    return {text.data(), text.size()};
}

Method toMethod(http::verb verb)
{
    switch (verb) {
    case http::verb::get: return Method::Get;
    case http::verb::head: return Method::Head;
    case http::verb::post: return Method::Post;
    case http::verb::put: return Method::Put;
    case http::verb::patch: return Method::Patch;
    case http::verb::delete_: return Method::Delete;
    case http::verb::options: return Method::Options;
    default: return Method::Other;
    }
}

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// True if the comma-separated list @p value has @p token, ignoring case.
bool hasToken(std::string_view value, std::string_view token)
{
    while (!value.empty()) {
        std::string_view one = takeUntil(value, ',');
        while (!one.empty() && (one.front() == ' ' || one.front() == '\t'))
            one.remove_prefix(1);
        while (!one.empty() && (one.back() == ' ' || one.back() == '\t'))
            one.remove_suffix(1);
        if (beast::iequals({one.data(), one.size()}, {token.data(), token.size()}))
            return true;
    }
    return false;
}

/// False if @p bytes, where Beast waits for the rest of a chunk's header, cannot become one: Beast looks only once the
/// line, or the whole trailer, is there.
bool mayBecomeChunkHeader(std::string_view bytes)
{
    if (bytes.starts_with("\r\n"))
        bytes.remove_prefix(2); // ends the chunk before
    const std::string_view line = bytes.substr(0, bytes.find('\n'));
    if (line.size() < bytes.size() && !line.ends_with('\r'))
        return false;
    std::size_t digits = 0;
    while (digits < line.size() && isHexDigit(line[digits]))
        ++digits;
    if (digits == line.size())
        return digits <= 16;
    const char next = line[digits];
    return next == '\r' ? digits <= 16 : digits > 0 && digits <= 16 && (next == ';' || next == ' ' || next == '\t');
}

/// Bytes of a host name or address with its port; no user, no path.
bool isHost(std::string_view host)
{
    return std::all_of(host.begin(), host.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-'
            || c == '_' || c == ':' || c == '[' || c == ']' || c == '%' || c == '~';
    });
}

} // namespace

std::string_view RequestParser::Header::field(std::string_view name) const
{
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field &one) {
        return beast::iequals({one.name.data(), one.name.size()}, {name.data(), name.size()});
    });
    return found == fields.end() ? std::string_view() : found->value;
}

/// Beast's tokenizer without its containers: nothing is copied before a route has been found. One per request.
class RequestParser::Beast final : public http::basic_parser<true>
{
public:
    /// @p fields lends its memory.
    Beast(const HttpLimits &limits, std::vector<Field> fields)
    {
        header_limit(static_cast<std::uint32_t>(limits.headerBytes + MaxTrailer));
        body_limit(boost::none); // ours are per route
        m_header.fields = std::move(fields);
        m_header.fields.clear();
    }

    Header m_header;
    bool m_isOverLimit = false;
    std::string *m_body = nullptr;
    std::size_t m_bodyLimit = 0;
    const char *m_bytes = nullptr; // where the bytes of the present call begin

    [[nodiscard]] bool finishHeader();

private:
    void onField(http::field field, std::string_view name, std::string_view value);
    void onTransferEncoding(std::string_view value);
    void onContentLength(std::string_view value);
    std::size_t onBody(std::string_view bytes, error_code &error);
    bool fits(std::uint64_t more, error_code &error);
    void onChunkHeader(std::uint64_t size, std::string_view extension, error_code &error);

    void on_request_impl(http::verb verb, beast::string_view, beast::string_view target, int version,
                         error_code &) override
    {
        m_header.method = toMethod(verb);
        m_header.target = view(target);
        m_header.isHttp11 = m_header.keepsAlive = version == 11;
    }
    void on_response_impl(int, beast::string_view, int, error_code &) override {}
    void on_field_impl(http::field field, beast::string_view name, beast::string_view value, error_code &error) override
    {
        onField(field, view(name), view(value));
        if (m_isBad)
            error = http::error::bad_field;
    }
    void on_header_impl(error_code &) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t> &, error_code &) override {}
    std::size_t on_body_impl(beast::string_view body, error_code &error) override { return onBody(view(body), error); }
    void on_chunk_header_impl(std::uint64_t size, beast::string_view extension, error_code &error) override
    {
        onChunkHeader(size, view(extension), error);
    }
    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view body, error_code &error) override
    {
        return onBody(view(body), error);
    }
    void on_finish_impl(error_code &) override {}

    int m_lengths = 0, m_codings = 0, m_hosts = 0;
    bool m_isBad = false;
    bool m_isHeaderDone = false;
    std::size_t m_trailer = 0;
};

void RequestParser::Beast::onTransferEncoding(std::string_view value)
{
    ++m_codings;
    m_header.isChunked = true;
    if (value.empty()) {
        m_isBad = true;
        return;
    }
    // The value as sent must be "chunked" after at most one space: padding is how front ends are made to overlook it.
    const char *before = value.data() - 1;
    const bool isPlain = *before == ':' || (*before == ' ' && before[-1] == ':');
    if (!isPlain || value.data()[value.size()] != '\r' || !beast::iequals({value.data(), value.size()}, "chunked"))
        m_isBad = true;
}

void RequestParser::Beast::onContentLength(std::string_view value)
{
    ++m_lengths;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), m_header.contentLength);
    const bool isDigits = !value.empty() && value[0] >= '0' && value[0] <= '9' && end == value.data() + value.size();
    if (isDigits && error == std::errc::result_out_of_range)
        m_header.contentLength = std::numeric_limits<quint64>::max();
    else if (!isDigits || error != std::errc())
        m_isBad = true;
}

void RequestParser::Beast::onField(http::field field, std::string_view name, std::string_view value)
{
    if (m_isHeaderDone) { // a trailer; nobody reads those
        m_trailer += name.size() + value.size() + 4;
        m_isBad = m_isBad || m_trailer > MaxTrailer;
        return;
    }
    m_header.fields.push_back({name, value});
    switch (field) {
    case http::field::content_length: onContentLength(value); break;
    case http::field::transfer_encoding: onTransferEncoding(value); break;
    case http::field::host:
        ++m_hosts;
        m_header.host = value;
        m_isBad = m_isBad || !isHost(value);
        break;
    case http::field::connection:
        if (hasToken(value, "close"))
            m_header.keepsAlive = false;
        else if (!m_header.isHttp11 && hasToken(value, "keep-alive"))
            m_header.keepsAlive = true;
        break;
    case http::field::expect: m_header.expectsContinue = beast::iequals({value.data(), value.size()}, "100-continue"); break;
    default: break;
    }
}

bool RequestParser::Beast::finishHeader()
{
    m_isHeaderDone = true;
    eager(true);
    if (m_lengths > 1 || m_codings > 1 || (m_lengths > 0 && m_codings > 0) || m_hosts > 1)
        return false;
    if (m_header.isHttp11 ? m_hosts == 0 : m_codings > 0)
        return false;
    m_header.hasBody = m_header.isChunked || m_header.contentLength > 0;
    return std::all_of(m_header.fields.begin(), m_header.fields.end(), [](const Field &field) {
        return simdjson::validate_utf8(field.value.data(), field.value.size());
    });
}

std::size_t RequestParser::Beast::onBody(std::string_view bytes, error_code &error)
{
    if (!fits(bytes.size(), error))
        return 0;
    m_body->append(bytes);
    return bytes.size();
}

bool RequestParser::Beast::fits(std::uint64_t more, error_code &error)
{
    m_isOverLimit = more > m_bodyLimit - std::min(m_bodyLimit, m_body->size());
    if (m_isOverLimit)
        error = http::error::body_limit;
    return !m_isOverLimit;
}

/// Beast takes any number of leading zeros and any length of extension; the size stands just before @p extension.
void RequestParser::Beast::onChunkHeader(std::uint64_t size, std::string_view extension, error_code &error)
{
    if (!fits(size, error))
        return;
    const char *begin = extension.data();
    while (begin > m_bytes && isHexDigit(begin[-1]))
        --begin;
    if (extension.data() - begin > 16 || extension.size() > MaxChunkExtension)
        error = http::error::bad_chunk;
}

struct RequestParser::Private
{
    const HttpLimits &limits;
    std::optional<Beast> beast;
};

RequestParser::RequestParser(const HttpLimits &limits) : d(new Private{limits, std::nullopt})
{
    d->beast.emplace(limits, std::vector<Field>());
}

RequestParser::~RequestParser() = default;

const RequestParser::Header &RequestParser::header() const
{
    return d->beast->m_header;
}

bool RequestParser::parseHeader(std::string_view bytes)
{
    auto fields = std::move(d->beast->m_header.fields);
    Beast &beast = d->beast.emplace(d->limits, std::move(fields));
    error_code error;
    const std::size_t consumed = beast.put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
    return !error && consumed == bytes.size() && beast.is_header_done() && beast.finishHeader();
}

RequestParser::Body RequestParser::parseBody(std::string_view bytes, std::size_t limit, std::string &body,
                                             std::size_t &consumed)
{
    Beast &beast = *d->beast;
    beast.m_body = &body;
    beast.m_bodyLimit = limit;
    consumed = 0;
    while (!beast.is_done()) {
        const std::string_view rest = bytes.substr(consumed);
        if (rest.empty())
            return Body::NeedMore;
        beast.m_bytes = rest.data();
        error_code error;
        const std::size_t taken = beast.put(boost::asio::const_buffer(rest.data(), rest.size()), error);
        consumed += taken;
        if (error == http::error::need_more) {
            if (rest.size() - taken > MaxChunkHeader + MaxTrailer)
                return Body::Malformed;
            if (taken == 0)
                return mayBecomeChunkHeader(rest) ? Body::NeedMore : Body::Malformed;
        } else if (error) {
            return beast.m_isOverLimit ? Body::TooLarge : Body::Malformed;
        }
    }
    return Body::Complete;
}

} // namespace mdash
