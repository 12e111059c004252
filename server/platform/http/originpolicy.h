#pragma once

#include "platform/http/httpoptions.h"
#include "platform/http/request.h"

namespace mdash {

/// What decides whether a request that carries a session cookie comes from our own pages (sessions.md §6).
struct OriginPolicy
{
    std::string rootUrl;     // of `[server] root_url`; empty: not configured, the Host header is compared instead
    std::vector<std::string> trustedOrigins;    // "https://a.example" or a host name
    std::vector<std::string> additionalHeaders; // lower case; a form cannot send them
    bool isStrict = false;

    [[nodiscard]] static OriginPolicy of(const HttpOptions &options);
};

/// True if a cookie-authenticated request may be served: always for GET, HEAD and OPTIONS.
[[nodiscard]] bool originAllowed(const OriginPolicy &policy, const Request &request);

} // namespace mdash
