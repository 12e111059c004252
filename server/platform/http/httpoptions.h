#pragma once

#include "base/secret.h"

#include <QString>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace mdash {

/// How much one client may ask of us, and how long it may take. Sizes in bytes.
struct HttpLimits
{
    std::size_t headerBytes = 64u << 10; // request line and all fields
    std::size_t fieldBytes = 16u << 10;  // one line of the header
    int fieldCount = 128;
    std::size_t bodiesInFlight = 256u << 20; // of all requests together
    int connections = 10'000;
    int connectionsPerAddress = 512; // trusted proxies are exempt
    int requestsPerConnection = 10'000;

    std::chrono::milliseconds header{10'000};   // from the first byte, or the connection's opening, to the blank line
    std::chrono::milliseconds idle{75'000};     // between requests
    std::chrono::milliseconds bodyIdle{10'000}; // without a byte
    std::chrono::milliseconds body{30'000};     // all of it; one more second for each 64 KiB that have come
    std::chrono::milliseconds request{120'000}; // from the header's end to the answer's beginning
    std::chrono::milliseconds write{30'000};    // without a byte taken by the client
    std::chrono::milliseconds linger{2'000};    // reading on after a refusal, so that the client can see it
};

struct TlsOptions
{
    QString certFile, keyFile; // PEM
    Secret keyPassword;
    QString minVersion = QStringLiteral("TLS1.2"); // or TLS1.3
};

/// How to listen and what to send with each answer; made from `[server]` and `[security]`.
struct HttpOptions
{
    std::string nodeName; // sent as X-Mdash-Node, for the status line of the browser UI
    QString address;      // empty: all, IPv6 and IPv4
    quint16 port = 3000;  // 0: any free one
    int ioThreads = 0;    // 0: one per core
    bool useTls = false;
    TlsOptions tls;
    HttpLimits limits;

    std::string rootUrl = "http://localhost:3000/"; // ends in '/'
    bool isRootUrlConfigured = false;               // false: cross-site checks compare with Host instead
    bool serveFromSubPath = false;
    std::string domain = "localhost";
    bool enforceDomain = false;
    std::vector<std::string> trustedProxies; // networks: 10.0.0.0/8, ::1
    std::vector<std::string> csrfTrustedOrigins;
    std::vector<std::string> csrfAdditionalHeaders; // lower case
    bool csrfStrict = false;
    bool logRequests = false; // also those that succeed
    bool compress = false; // answers of handlers; files of the browser UI always are

    bool allowEmbedding = false;
    bool sendNosniff = true;
    bool sendXssProtection = true;
    std::string strictTransportSecurity; // value of the header; empty: none
    bool sendContentSecurityPolicy = true;
    std::string contentSecurityPolicy; // empty: our own
    std::vector<std::pair<std::string, std::string>> customHeaders;
};

} // namespace mdash
