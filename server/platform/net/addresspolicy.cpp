#include "platform/net/addresspolicy.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <netinet/in.h>

#include <array>
#include <cstring>

namespace mdash {
namespace {

struct Network
{
    std::array<std::uint8_t, 16> bytes;
    int bits;
    AddressClass kind;
};

constexpr std::array networksV4{
    Network{{0}, 8, AddressClass::Forbidden},             // "this" network; Linux takes it for loopback
    Network{{169, 254}, 16, AddressClass::Forbidden},     // link-local, cloud metadata
    Network{{100, 100, 100, 200}, 32, AddressClass::Forbidden}, // cloud metadata
    Network{{224}, 4, AddressClass::Forbidden},           // multicast
    Network{{240}, 4, AddressClass::Forbidden},           // reserved, broadcast
    Network{{10}, 8, AddressClass::Private},
    Network{{127}, 8, AddressClass::Private},
    Network{{172, 16}, 12, AddressClass::Private},
    Network{{192, 168}, 16, AddressClass::Private},
    Network{{100, 64}, 10, AddressClass::Private},        // carrier-grade NAT
    Network{{192, 0, 0}, 24, AddressClass::Private},
    Network{{198, 18}, 15, AddressClass::Private},        // benchmarks
};

constexpr std::array networksV6{
    Network{{}, 128, AddressClass::Forbidden},            // ::
    Network{{0xfe, 0x80}, 10, AddressClass::Forbidden},   // link-local
    Network{{0xff}, 8, AddressClass::Forbidden},          // multicast
    Network{{0xfd, 0x00, 0x0e, 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54}, 128, AddressClass::Forbidden}, // metadata
    Network{{0x20, 0x01, 0, 0}, 32, AddressClass::Forbidden}, // Teredo: hides an IPv4 address behind a relay
    Network{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 128, AddressClass::Private}, // ::1
    Network{{0xfc}, 7, AddressClass::Private},
    Network{{0xfe, 0xc0}, 10, AddressClass::Private},     // old site-local
};

bool isWithin(const IpAddress &address, const Network &network)
{
    for (int bit = 0; bit < network.bits; bit += 8) {
        const auto index = static_cast<std::size_t>(bit / 8);
        const int used = std::min(8, network.bits - bit);
        const auto mask = static_cast<std::uint8_t>(0xff << (8 - used));
        if ((address.bytes[index] & mask) != (network.bytes[index] & mask))
            return false;
    }
    return true;
}

/// Where in an IPv6 address an IPv4 address is hidden; nullopt if it is not of such a form.
std::optional<std::size_t> embeddedV4(const std::array<std::uint8_t, 16> &bytes)
{
    constexpr std::array<std::uint8_t, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    constexpr std::array<std::uint8_t, 12> compatible{};
    constexpr std::array<std::uint8_t, 12> nat64{0x00, 0x64, 0xff, 0x9b};
    const auto startsWith = [&](const auto &prefix) { return std::equal(prefix.begin(), prefix.end(), bytes.begin()); };
    const bool isLow = bytes[12] == 0 && bytes[13] == 0 && bytes[14] == 0; // ::, ::1
    if (startsWith(mapped) || startsWith(nat64) || (startsWith(compatible) && !isLow))
        return 12;
    if (bytes[0] == 0x20 && bytes[1] == 0x02)
        return 2;
    return std::nullopt;
}

IpAddress fromV6(const std::uint8_t *bytes)
{
    IpAddress address{.isV6 = true};
    std::memcpy(address.bytes.data(), bytes, 16);
    const auto hidden = embeddedV4(address.bytes);
    if (!hidden)
        return address;
    IpAddress inner;
    std::memcpy(inner.bytes.data(), bytes + *hidden, 4);
    return inner;
}

std::string normalised(std::string_view host)
{
    if (host.ends_with('.'))
        host.remove_suffix(1);
    std::string lower(host);
    for (char &c : lower) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c + 32);
    }
    return lower;
}

std::set<IpAddress> interfaceAddresses()
{
    std::set<IpAddress> addresses;
    ifaddrs *list = nullptr;
    if (getifaddrs(&list) != 0)
        return addresses;
    for (const ifaddrs *entry = list; entry; entry = entry->ifa_next) {
        if (!entry->ifa_addr)
            continue;
        if (const auto address = IpAddress::from(*entry->ifa_addr))
            addresses.insert(*address);
    }
    freeifaddrs(list);
    return addresses;
}

} // namespace

std::optional<IpAddress> IpAddress::from(const sockaddr &address)
{
    if (address.sa_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &address, sizeof v4);
        IpAddress result;
        std::memcpy(result.bytes.data(), &v4.sin_addr, 4);
        return result;
    }
    if (address.sa_family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, &address, sizeof v6);
        return fromV6(v6.sin6_addr.s6_addr);
    }
    return std::nullopt;
}

std::optional<IpAddress> IpAddress::parse(const char *text)
{
    IpAddress result;
    if (inet_pton(AF_INET, text, result.bytes.data()) == 1)
        return result;
    std::array<std::uint8_t, 16> v6{};
    if (inet_pton(AF_INET6, text, v6.data()) == 1)
        return fromV6(v6.data());
    return std::nullopt;
}

AddressClass classOf(const IpAddress &address)
{
    const auto find = [&](const auto &networks) {
        const auto found = std::find_if(networks.begin(), networks.end(),
                                        [&](const Network &network) { return isWithin(address, network); });
        return found == networks.end() ? AddressClass::Public : found->kind;
    };
    return address.isV6 ? find(networksV6) : find(networksV4);
}

AddressPolicy::AddressPolicy(const EgressOptions &options)
    : m_ownPorts(options.ownPorts.begin(), options.ownPorts.end()), m_ownAddresses(interfaceAddresses())
{
    for (const std::string &entry : options.allowList)
        m_allowList.insert(normalised(entry));
}

bool AddressPolicy::isListed(std::string_view host, int port) const
{
    const std::string name = normalised(host);
    return m_allowList.contains(name) || m_allowList.contains(name + ':' + std::to_string(port));
}

bool AddressPolicy::allowsTarget(std::string_view host, int port) const
{
    constexpr int firstWebPort = 80; // below it: mail, name service, remote shells …
    if (!m_allowList.empty())
        return isListed(host, port);
    return port >= firstWebPort && port <= 65535;
}

bool AddressPolicy::allowsAddress(const IpAddress &address, int port, EgressPurpose purpose, bool isTargetListed) const
{
    const AddressClass kind = classOf(address);
    const bool isLoopback = !address.isV6 && address.bytes[0] == 127;
    if (kind == AddressClass::Forbidden)
        return false;
    if (m_ownPorts.contains(port) && (m_ownAddresses.contains(address) || isLoopback))
        return false;
    return kind == AddressClass::Public || isTargetListed || purpose == EgressPurpose::DataSource;
}

} // namespace mdash
