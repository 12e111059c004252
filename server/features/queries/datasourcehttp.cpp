#include "features/queries/datasourcehttp.h"

#include "base/utf8.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

/// The longest wait for a data source that its settings may ask for.
constexpr qint64 mostSeconds = 300;

std::string joined(std::string_view base, std::string_view path, std::string_view query)
{
    base = base.substr(0, base.find('#'));
    const auto mark = base.find('?');
    std::string_view baseQuery = mark == std::string_view::npos ? std::string_view{} : base.substr(mark + 1);
    base = base.substr(0, mark);
    while (base.ends_with('/'))
        base.remove_suffix(1);
    while (path.starts_with('/'))
        path.remove_prefix(1);
    std::string url(base);
    if (!path.empty())
        url.append("/").append(path);
    for (const std::string_view part : {baseQuery, query}) {
        if (!part.empty())
            url.append(url.find('?') == std::string::npos ? "?" : "&").append(part);
    }
    return url;
}

Secret secretOf(const DataSourceSettings &source, const std::string &name)
{
    const auto found = source.secureJsonData.find(name);
    return found == source.secureJsonData.end() ? Secret() : found->second;
}

void addOwnHeaders(EgressRequest &request, const DataSourceSettings &source, const JsonValue &json)
{
    constexpr std::string_view prefix = "httpHeaderName";
    for (const auto &[key, value] : json.members()) {
        if (!key.starts_with(prefix) || value.string().empty())
            continue;
        const Secret secret = secretOf(source, "httpHeaderValue" + std::string(key.substr(prefix.size())));
        request.headers.emplace_back(value.string(), secret.reveal().toStdString());
    }
}

void addTls(EgressRequest &request, const DataSourceSettings &source, const JsonValue &json)
{
    request.tlsSkipVerify = json["tlsSkipVerify"].boolean();
    request.tlsServerName = json["serverName"].string();
    if (json["tlsAuthWithCACert"].boolean())
        request.tlsCaCert = secretOf(source, "tlsCACert");
    if (json["tlsAuth"].boolean()) {
        request.tlsClientCert = secretOf(source, "tlsClientCert");
        request.tlsClientKey = secretOf(source, "tlsClientKey");
    }
}

} // namespace

std::string percentEncoded(std::string_view text)
{
    static constexpr char hex[] = "0123456789ABCDEF";
    std::string encoded;
    encoded.reserve(text.size() + text.size() / 4);
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'
                             || c == '.' || c == '~';
        if (isPlain) {
            encoded += c;
        } else {
            const char escape[] = {'%', hex[byte >> 4], hex[byte & 15]};
            encoded.append(escape, sizeof escape);
        }
    }
    return encoded;
}

void FormText::separate()
{
    if (!m_text.empty())
        m_text += '&';
}

FormText &FormText::add(std::string_view name, std::string_view value)
{
    separate();
    m_text += percentEncoded(name);
    m_text += '=';
    m_text += percentEncoded(value);
    return *this;
}

FormText &FormText::addEncoded(std::string_view pairs)
{
    while (pairs.starts_with('&') || pairs.starts_with('?'))
        pairs.remove_prefix(1);
    if (!pairs.empty()) {
        separate();
        m_text += pairs;
    }
    return *this;
}

Result<EgressRequest> requestTo(const DataSourceSettings &source, std::string_view path, std::string_view query)
{
    if (source.url.empty())
        return fail(ErrorCode::InvalidInput,
                    u"Data source \"%1\" has no URL: expected one like http://localhost:9090"_s.arg(fromUtf8(source.name)));
    const auto document = JsonDocument::parse(source.jsonData);
    const JsonValue json = document ? document->root() : JsonValue();
    EgressRequest request;
    const bool hasScheme = source.url.find("://") != std::string::npos;
    request.url = joined(hasScheme ? source.url : "http://" + source.url, path, query);
    if (source.basicAuth) {
        request.basicUser = source.basicAuthUser;
        request.basicPassword = secretOf(source, "basicAuthPassword");
    }
    const JsonValue timeout = json["timeout"];
    const qint64 seconds = timeout.isString() ? timeout.text().toLongLong() : timeout.integer();
    if (seconds > 0)
        request.timeout = std::chrono::seconds(std::min(seconds, mostSeconds));
    addOwnHeaders(request, source, json);
    addTls(request, source, json);
    return request;
}

} // namespace mdash
