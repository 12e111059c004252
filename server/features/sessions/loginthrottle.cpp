#include "features/sessions/loginthrottle.h"

#include <QHostAddress>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr qint64 mostOfPair = 5;
constexpr qint64 mostOfNetwork = 50;
constexpr std::chrono::minutes window{5};
constexpr std::chrono::minutes loginWindow{10}; // after which a login's delay starts anew
constexpr qint64 freeFailures = 5;
constexpr std::chrono::seconds firstDelay{1};
constexpr std::chrono::seconds longestDelay{60};

} // namespace

QByteArray networkOf(const std::string &address)
{
    const QHostAddress host(QString::fromStdString(address));
    if (host.isLoopback())
        return {};
    bool isV4 = false;
    const quint32 v4 = host.toIPv4Address(&isV4);
    if (isV4)
        return QByteArray::number(v4 & 0xffffff00u, 16);
    const Q_IPV6ADDR v6 = host.toIPv6Address();
    return QByteArray(reinterpret_cast<const char *>(v6.c), 8).toHex();
}

QString LoginThrottle::nameOf(const QByteArray &kind, const QByteArray &value) const
{
    return QString::fromLatin1(m_key.sign(kind + '\n' + value).toBase64());
}

LoginThrottle::Names LoginThrottle::namesOf(const QString &login, const std::string &address) const
{
    const QByteArray name = login.trimmed().toLower().toUtf8(), network = networkOf(address);
    return {nameOf("pair", network + '\n' + name), network.isEmpty() ? QString() : nameOf("network", network), nameOf("login", name)};
}

Result<bool> LoginThrottle::admit(const QString &login, const std::string &address)
{
    const Names names = namesOf(login, address);
    std::vector<ThrottleBucket> buckets{{names.pair, mostOfPair, window}, {names.login, 0, loginWindow}};
    if (!names.network.isEmpty())
        buckets.push_back({names.network, mostOfNetwork, window});
    const auto isAdmitted = m_store.admit(buckets);
    if (isAdmitted && !*isAdmitted)
        ++m_counters.loginsThrottled;
    return isAdmitted;
}

Result<void> LoginThrottle::onSuccess(const QString &login, const std::string &address)
{
    ++m_counters.loginsGood;
    const Names names = namesOf(login, address);
    return m_store.succeed({names.pair, names.login}, names.network.isEmpty() ? QStringList() : QStringList{names.network});
}

Result<void> LoginThrottle::onFailure(const QString &login)
{
    ++m_counters.loginsWrong;
    const QString name = namesOf(login, {}).login;
    return m_store.triesOf(name).and_then([&](qint64 tries) -> Result<void> {
        if (tries < freeFailures)
            return {};
        const qint64 doublings = std::min<qint64>(tries - freeFailures, 6);
        return m_store.holdBack(name, std::min<std::chrono::seconds>(firstDelay * (1 << doublings), longestDelay));
    });
}

} // namespace mdash
