#pragma once

#include "platform/net/egress.h"

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

struct sockaddr;

namespace mdash {

/// A network address of either family; IPv4 inside IPv6 (mapped, compatible, NAT64, 6to4) is taken out first, so that
/// one spelling cannot pass where another does not. Bytes in network order.
struct IpAddress
{
    bool isV6 = false;
    std::array<std::uint8_t, 16> bytes{}; // IPv4 uses the first four

    [[nodiscard]] static std::optional<IpAddress> from(const sockaddr &address);
    [[nodiscard]] static std::optional<IpAddress> parse(const char *text);
    friend auto operator<=>(const IpAddress &, const IpAddress &) = default;
};

enum class AddressClass {
    Public,
    Private,  // loopback, site networks, carrier networks, benchmarks
    Forbidden // unspecified, link-local and cloud metadata, multicast, reserved, broadcast
};
[[nodiscard]] AddressClass classOf(const IpAddress &address);

/// Which addresses an outgoing request may reach (reliability-security §3.4). Immutable, thread-safe.
class AddressPolicy
{
public:
    explicit AddressPolicy(const EgressOptions &options);

    /// Is host:port on the allow-list? @p host as the URL has it; case and a trailing dot do not count.
    [[nodiscard]] bool isListed(std::string_view host, int port) const;
    /// What can be said before the name is resolved: an allow-list without this target, a port of a system service.
    [[nodiscard]] bool allowsTarget(std::string_view host, int port) const;
    /// The decision on a resolved address. @p isTargetListed is what isListed() said.
    [[nodiscard]] bool allowsAddress(const IpAddress &address, int port, EgressPurpose purpose, bool isTargetListed) const;

private:
    std::set<std::string, std::less<>> m_allowList; // "host" or "host:port", normalised
    std::set<int> m_ownPorts;
    std::set<IpAddress> m_ownAddresses;
};

} // namespace mdash
