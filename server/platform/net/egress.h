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
#include <string_view>
#include <utility>
#include <vector>

namespace mdash {

/// Who an outgoing request is for decides which addresses it may reach (reliability-security §3.4).
enum class EgressPurpose { DataSource, Webhook };

/// Takes the body of an answer while it comes. Called on the egress thread, but for who calls Egress::resume().
class EgressSink
{
public:
    virtual ~EgressSink() = default;
    virtual void write(std::string_view bytes) = 0;
    /// True makes the source wait; call Egress::resume() when that has changed.
    [[nodiscard]] virtual bool isFull() const = 0;
    /// True ends the transfer: nobody takes the body any more.
    [[nodiscard]] virtual bool isUnwanted() const = 0;
    /// The last call. @p isWhole is false if the source broke off, was too slow, or sent more than it may.
    virtual void finish(bool isWhole) = 0;
};

struct EgressRequest
{
    std::string method = "GET";
    std::string url;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    EgressPurpose purpose = EgressPurpose::DataSource;
    std::optional<std::chrono::milliseconds> timeout{}; // none: that of EgressOptions
    std::size_t maxBody = 64u << 20; // after decompression
    std::string basicUser;
    Secret basicPassword;
    bool tlsSkipVerify = false;
    Secret tlsCaCert, tlsClientCert, tlsClientKey; // PEM
    std::string tlsServerName;
    std::shared_ptr<const std::atomic<bool>> isUnwanted{}; // true once nobody waits any more: the transfer ends; may be absent
    /// If set, the future is finished when the head has come, and the body goes here. `timeout` is then how long the
    /// source may send nothing.
    std::shared_ptr<EgressSink> sink{};
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
    std::chrono::milliseconds timeout{30'000};
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
    /// A sink has room again. Any thread.
    void resume();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace mdash
