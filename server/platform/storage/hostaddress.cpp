#include "platform/storage/hostaddress.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

QString HostAddress::toString() const
{
    if (isSocket())
        return host;
    return u"%1:%2"_s.arg(host.contains(u':') ? u'[' + host + u']' : host, QString::number(port));
}

HostAddress HostAddress::parse(const QString &text, quint16 defaultPort)
{
    if (text.startsWith(u'/'))
        return {text, defaultPort};
    QString host = text;
    quint16 port = defaultPort;
    const qsizetype colon = text.lastIndexOf(u':');
    const bool plainIpv6 = text.count(u':') > 1 && !text.contains(u']');
    if (colon > text.lastIndexOf(u']') && !plainIpv6) {
        bool isNumber = false;
        const quint16 number = text.mid(colon + 1).toUShort(&isNumber);
        if (isNumber) {
            port = number;
            host = text.left(colon);
        }
    }
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.mid(1, host.size() - 2);
    return {host, port};
}

} // namespace mdash
