#pragma once

#include "base/error.h"
#include "base/secret.h"

#include <QFuture>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mdash {

/// Who an outgoing request is for decides which addresses it may reach (reliability-security §3.4).
enum class EgressPurpose { DataSource, Webhook };

struct EgressRequest
{
    std::string method = "GET";
    std::string url;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    EgressPurpose purpose = EgressPurpose::DataSource;
    std::chrono::milliseconds timeout{30'000};
    std::size_t maxBody = 64u << 20; // after decompression
    std::string basicUser;
    Secret basicPassword;
    bool tlsSkipVerify = false;
    Secret tlsCaCert, tlsClientCert, tlsClientKey; // PEM
    std::string tlsServerName;
    std::shared_ptr<const std::atomic<bool>> isUnwanted{}; // true once nobody waits any more: the transfer ends; may be absent
};

struct EgressResponse
{
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers; // names in lower case
    std::string body;
};

struct EgressOptions
{
    std::vector<std::string> allowList{}; // host or host:port; empty = private and loopback allowed for data sources
    std::vector<int> ownPorts{};          // where this node listens; never reachable on an address of this machine
    std::string userAgent = "Metrics-Dashboard";
    int maxConnectionsPerHost = 32;
};

/// Every outgoing HTTP request of the node, on one thread of its own (libcurl multi): connection reuse, deadlines, size
/// caps, no redirects, and an address check after name resolution with the connection pinned to the checked address.
/// send() may be called from any thread; the future is finished on the egress thread, so continue elsewhere.
/// Errors: BadGateway (cannot connect, refused address, broken answer), Timeout, TooLarge; InvalidInput for a header with a
/// line break or a URL that is none. Whether a port was closed, filtered or not allowed is only in the log.
/// Cancelling the future ends the transfer within 250 ms.
class Egress
{
public:
    explicit Egress(EgressOptions options);
    ~Egress();
    Egress(const Egress &) = delete;
    Egress &operator=(const Egress &) = delete;

    [[nodiscard]] QFuture<Result<EgressResponse>> send(EgressRequest request);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace mdash
