#include "features/queries/proxyrules.h"

#include "features/queries/datasourcehttp.h"

#include <array>
#include <set>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string decoded(std::string_view text)
{
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && hexValue(text[i + 1]) >= 0 && hexValue(text[i + 2]) >= 0) {
            plain += static_cast<char>(hexValue(text[i + 1]) * 16 + hexValue(text[i + 2]));
            i += 2;
        } else {
            plain += text[i];
        }
    }
    return plain;
}

bool leavesBase(std::string_view path)
{
    std::string part;
    for (std::size_t i = 0; i <= path.size(); ++i) {
        if (i < path.size() && path[i] != '/' && path[i] != '\\') {
            part += path[i];
            continue;
        }
        if (part == ".." || part == ".")
            return true;
        part.clear();
    }
    return false;
}

bool isReadByPost(std::string_view path)
{
    constexpr std::array paths{"api/v1/query", "api/v1/query_range", "api/v1/series", "api/v1/labels", "api/v1/query_exemplars",
                               "api/v1/parse_query", "api/v1/format_query"};
    return std::any_of(paths.begin(), paths.end(), [&](const char *known) { return path == known; });
}

bool isRulesApi(std::string_view path)
{
    return path == "rules" || path.starts_with("rules/") || path.starts_with("config/v1/rules") || path.starts_with("api/v1/rules");
}

Result<void> refuseWrite(std::string_view method, QStringView product)
{
    return fail(ErrorCode::Forbidden, u"non allow-listed %1s not allowed on proxied %2 datasource"_s.arg(
                                          QString::fromLatin1(method.data(), static_cast<qsizetype>(method.size())), product));
}

bool isPrometheusLike(std::string_view type)
{
    return type == "prometheus" || type.find("prometheus") != std::string_view::npos || type.find("victoriametrics-metrics") != std::string_view::npos;
}

} // namespace

Result<void> checkProxyCall(std::string_view type, std::string_view method, std::string_view encodedPath)
{
    std::string path = decoded(encodedPath);
    if (leavesBase(path) || leavesBase(decoded(path)) || path.find('\0') != std::string::npos)
        return fail(ErrorCode::InvalidInput, u"path: expected one without . and .. parts"_s);
    while (path.ends_with('/'))
        path.pop_back();
    const bool isWrite = method == "POST" || method == "PUT" || method == "DELETE" || method == "PATCH";
    if (isPrometheusLike(type) && isWrite && !(method == "POST" && isReadByPost(path)) && !isRulesApi(path))
        return refuseWrite(method, u"Prometheus");
    if (type == "loki" && (method == "DELETE" || method == "PUT" || method == "PATCH"))
        return refuseWrite(method, u"Loki");
    if (type == "elasticsearch" && isWrite && !(method == "POST" && path.ends_with("_msearch")))
        return refuseWrite(method, u"Elasticsearch");
    return {};
}

Headers forwardedHeaders(const Headers &fromClient)
{
    static const std::set<std::string_view> allowed{"accept", "accept-language", "content-type", "if-match", "if-none-match",
                                                    "if-modified-since", "range", "cache-control"};
    Headers kept;
    for (const auto &[name, value] : fromClient) {
        if (allowed.contains(name))
            kept.emplace_back(name, value);
    }
    return kept;
}

Headers returnedHeaders(const Headers &fromSource)
{
    static const std::set<std::string_view> dropped{"set-cookie", "set-cookie2", "connection", "keep-alive", "proxy-authenticate",
                                                    "proxy-authorization", "te", "trailer", "upgrade", "location", "refresh",
                                                    "content-security-policy", "content-security-policy-report-only", "content-type",
                                                    "www-authenticate", "server", "date", "strict-transport-security", "alt-svc",
                                                    "clear-site-data", "x-frame-options", "service-worker-allowed"};
    Headers kept;
    for (const auto &[name, value] : fromSource) {
        if (!dropped.contains(name) && !name.starts_with("access-control-"))
            kept.emplace_back(name, value);
    }
    kept.emplace_back("Content-Security-Policy", "sandbox");
    return kept;
}

std::string addedParameters(const DataSourceSettings &source)
{
    if (source.type != "influxdb")
        return {};
    FormText form;
    if (!source.database.empty())
        form.add("db", source.database);
    const auto password = source.secureJsonData.find("password");
    if (!source.user.empty() && !source.basicAuth) {
        form.add("u", source.user);
        form.add("p", password == source.secureJsonData.end() ? std::string() : password->second.reveal().toStdString());
    }
    return form.text();
}

bool forwardsResources(std::string_view type)
{
    return isPrometheusLike(type) || type == "loki";
}

std::string resourcePath(std::string_view type, std::string_view path)
{
    while (path.starts_with('/'))
        path.remove_prefix(1);
    if (type == "loki" && !path.starts_with("loki/"))
        return "loki/api/v1/" + std::string(path);
    if (path == "version-detect")
        return "api/v1/status/buildinfo";
    return std::string(path);
}

} // namespace mdash
