#include "platform/http/originpolicy.h"

#include <algorithm>

namespace mdash {

namespace {

std::string lower(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

/// "scheme://host:port" of a URL or an Origin, in lower case and with the port always there; empty if it is neither.
std::string originOf(std::string_view url)
{
    const std::string text = lower(url);
    const std::size_t colon = text.find("://");
    if (colon == std::string::npos)
        return {};
    std::string authority = text.substr(colon + 3, text.find_first_of("/?#", colon + 3) - (colon + 3));
    authority.erase(0, authority.find('@') == std::string::npos ? 0 : authority.find('@') + 1);
    if (authority.empty())
        return {};
    const std::size_t port = authority.rfind(':');
    if (port == std::string::npos || authority.find(']', port) != std::string::npos)
        authority += text.starts_with("https") ? ":443" : ":80";
    return text.substr(0, colon + 3) + authority;
}

/// The part after "://".
std::string authorityOf(const std::string &origin)
{
    return origin.substr(std::min(origin.size(), origin.find("://") + 3));
}

bool isTrusted(const OriginPolicy &policy, const std::string &origin)
{
    const std::string authority = authorityOf(origin);
    const std::string host = authority.substr(0, authority.rfind(':'));
    return std::any_of(policy.trustedOrigins.begin(), policy.trustedOrigins.end(), [&](const std::string &entry) {
        return entry.find("://") == std::string::npos ? lower(entry) == host || lower(entry) == authority
                                                      : originOf(entry) == origin;
    });
}

/// True if @p origin names the host and port of the Host header, whose port may be left out for either scheme.
bool isHost(const std::string &origin, std::string_view host)
{
    const std::string scheme = origin.substr(0, origin.find("://"));
    return !host.empty() && originOf(scheme + "://" + std::string(host)) == origin;
}

bool isOwn(const OriginPolicy &policy, const Request &request, std::string_view sent)
{
    const std::string origin = originOf(sent);
    if (origin.empty())
        return false; // "null", or no origin at all
    if (isTrusted(policy, origin))
        return true;
    return policy.rootUrl.empty() ? isHost(origin, request.header("host")) : originOf(policy.rootUrl) == origin;
}

bool hasHeaderThatFormsCannotSend(const OriginPolicy &policy, const Request &request)
{
    return request.hasHeader("x-requested-with") || request.hasHeader("x-grafana-org-id")
        || std::any_of(policy.additionalHeaders.begin(), policy.additionalHeaders.end(),
                       [&](const std::string &name) { return request.hasHeader(name); });
}

} // namespace

OriginPolicy OriginPolicy::of(const HttpOptions &options)
{
    return {options.isRootUrlConfigured ? options.rootUrl : std::string(), options.csrfTrustedOrigins,
            options.csrfAdditionalHeaders, options.csrfStrict};
}

bool originAllowed(const OriginPolicy &policy, const Request &request)
{
    if (request.method == Method::Get || request.method == Method::Head || request.method == Method::Options)
        return true;
    if (request.hasHeader("origin"))
        return isOwn(policy, request, request.header("origin"));
    if (request.hasHeader("sec-fetch-site"))
        return request.header("sec-fetch-site") == "same-origin";
    return !policy.isStrict || hasHeaderThatFormsCannotSend(policy, request);
}

} // namespace mdash
