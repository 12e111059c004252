#pragma once

#include "features/queries/datasourcequery.h"
#include "platform/net/egress.h"

namespace mdash {

// What may pass through the data source proxy (http-api §4.4): pure functions.

using Headers = std::vector<std::pair<std::string, std::string>>;

/// Refuses paths that leave the data source's base (`..`, also encoded) with InvalidInput, and writes that a kind of
/// source does not take through us with Forbidden.
[[nodiscard]] Result<void> checkProxyCall(std::string_view type, std::string_view method, std::string_view encodedPath);

/// The client's headers that go on: what the content is and what is accepted. Never cookies, credentials, where it came
/// from, or what a proxy before us said.
[[nodiscard]] Headers forwardedHeaders(const Headers &fromClient);

/// The source's headers that come back: no cookies, no redirects, nothing about the connection; plus a sandbox policy.
[[nodiscard]] Headers returnedHeaders(const Headers &fromSource);

/// Query parameters that a kind of source wants added, e.g. the database of an InfluxDB. Encoded.
[[nodiscard]] std::string addedParameters(const DataSourceSettings &source);

/// The path below the source's URL for a path below `resources/`: the API root of some kinds is not in their paths.
[[nodiscard]] std::string resourcePath(std::string_view type, std::string_view path);

/// Kinds whose `resources/` calls go to the source as they are.
[[nodiscard]] bool forwardsResources(std::string_view type);

} // namespace mdash
