#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mdash {

/// An IP network such as 10.0.0.0/8 or ::1. IPv4 is kept as IPv4-mapped IPv6, so both compare.
class Network
{
public:
    /// nullopt if @p text is neither an address nor a network.
    [[nodiscard]] static std::optional<Network> parse(std::string_view text);
    [[nodiscard]] bool contains(std::string_view address) const;

private:
    std::array<unsigned char, 16> m_bytes{};
    int m_bits = 128;
};

/// The proxies whose X-Forwarded-… headers count.
class TrustedProxies
{
public:
    TrustedProxies() = default;
    /// Entries that are no network are left out.
    explicit TrustedProxies(const std::vector<std::string> &networks);
    [[nodiscard]] bool contains(std::string_view address) const;
    /// The right-most address of @p forwardedFor that is no trusted proxy; @p peer if there is none, or if the
    /// connection does not come from a trusted proxy.
    [[nodiscard]] std::string clientOf(std::string_view peer, std::string_view forwardedFor) const;

private:
    std::vector<Network> m_networks;
};

} // namespace mdash
