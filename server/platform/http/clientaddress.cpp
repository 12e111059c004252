#include "platform/http/clientaddress.h"

#include "base/utf8.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace mdash {

namespace {

using Bytes = std::array<unsigned char, 16>;

/// The address without brackets and port, as proxies write it: "[::1]:443", "10.0.0.1:80", "10.0.0.1".
std::string_view bare(std::string_view text)
{
    text = trimmed(text);
    if (text.starts_with('['))
        return text.substr(1, text.find(']') - 1);
    const std::size_t colon = text.find(':');
    return colon != std::string_view::npos && text.find(':', colon + 1) == std::string_view::npos ? text.substr(0, colon)
                                                                                                  : text;
}

std::optional<Bytes> toBytes(std::string_view address)
{
    const std::string text(address);
    Bytes bytes{};
    if (inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1)
        return bytes;
    bytes = {};
    bytes[10] = bytes[11] = 0xff;
    if (inet_pton(AF_INET, text.c_str(), bytes.data() + 12) == 1)
        return bytes;
    return std::nullopt;
}

} // namespace

std::optional<Network> Network::parse(std::string_view text)
{
    text = trimmed(text);
    const std::size_t slash = std::min(text.find('/'), text.size());
    const auto bytes = toBytes(text.substr(0, slash));
    if (!bytes)
        return std::nullopt;
    Network network;
    network.m_bytes = *bytes;
    if (slash == text.size())
        return network;
    const bool isV4 = text.find(':') == std::string_view::npos;
    int bits = 0;
    const auto [end, error] = std::from_chars(text.data() + slash + 1, text.data() + text.size(), bits);
    if (error != std::errc() || end != text.data() + text.size() || bits < 0 || bits > (isV4 ? 32 : 128))
        return std::nullopt;
    network.m_bits = isV4 ? 96 + bits : bits;
    return network;
}

bool Network::contains(std::string_view address) const
{
    const auto bytes = toBytes(address);
    if (!bytes)
        return false;
    const auto whole = static_cast<std::size_t>(m_bits / 8);
    if (!std::equal(m_bytes.begin(), m_bytes.begin() + static_cast<std::ptrdiff_t>(whole), bytes->begin()))
        return false;
    const int rest = m_bits % 8;
    return rest == 0 || ((m_bytes[whole] ^ (*bytes)[whole]) >> (8 - rest)) == 0;
}

TrustedProxies::TrustedProxies(const std::vector<std::string> &networks)
{
    for (const std::string &text : networks) {
        if (const auto network = Network::parse(text))
            m_networks.push_back(*network);
    }
}

bool TrustedProxies::contains(std::string_view address) const
{
    return std::any_of(m_networks.begin(), m_networks.end(),
                       [&](const Network &network) { return network.contains(address); });
}

std::string TrustedProxies::clientOf(std::string_view peer, std::string_view forwardedFor) const
{
    std::string_view client = peer;
    while (!forwardedFor.empty() && contains(client)) {
        const std::size_t comma = forwardedFor.rfind(',');
        const std::string_view next = bare(comma == std::string_view::npos ? forwardedFor : forwardedFor.substr(comma + 1));
        if (!toBytes(next))
            break; // "unknown" or nonsense: what the proxy itself saw is the best there is
        client = next;
        forwardedFor = comma == std::string_view::npos ? std::string_view() : forwardedFor.substr(0, comma);
    }
    return std::string(client);
}

} // namespace mdash
