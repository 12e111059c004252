#include "platform/http/clientaddress.h"

#include <QTest>

using namespace mdash;

class tst_clientaddress : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void contains_comparesBits()
    {
        const auto network = Network::parse("10.1.0.0/15");
        QVERIFY(network);
        QVERIFY(network->contains("10.0.255.255"));
        QVERIFY(network->contains("10.1.0.1"));
        QVERIFY(!network->contains("10.2.0.0"));
        QVERIFY(network->contains("::ffff:10.1.0.1"));
        QVERIFY(!network->contains("nonsense"));
    }

    void parse_refusesWhatIsNoNetwork()
    {
        QVERIFY(Network::parse("::1"));
        QVERIFY(Network::parse("fd00::/8"));
        for (const char *text : {"", "10.0.0.0/33", "10.0.0/8", "::/129", "host", "10.0.0.0/-1", "10.0.0.0/8x"})
            QVERIFY2(!Network::parse(text), text);
    }

    void clientOf_believesTrustedProxiesOnly_data()
    {
        QTest::addColumn<QByteArray>("peer");
        QTest::addColumn<QByteArray>("forwarded");
        QTest::addColumn<QByteArray>("client");
        const auto row = [](const char *name, const char *peer, const char *forwarded, const char *client) {
            QTest::newRow(name) << QByteArray(peer) << QByteArray(forwarded) << QByteArray(client);
        };
        row("no proxy", "203.0.113.9", "198.51.100.1", "203.0.113.9");
        row("one proxy", "10.0.0.1", "198.51.100.1", "198.51.100.1");
        row("the client's own entry does not count", "10.0.0.1", "1.2.3.4, 198.51.100.1", "198.51.100.1");
        row("two proxies", "10.0.0.1", "198.51.100.1, 10.0.0.2", "198.51.100.1");
        row("only proxies", "10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3");
        row("with ports", "10.0.0.1", "198.51.100.1:4711", "198.51.100.1");
        row("IPv6 with port", "10.0.0.1", "[2001:db8::1]:4711", "2001:db8::1");
        row("nonsense", "10.0.0.1", "unknown", "10.0.0.1");
        row("nothing", "10.0.0.1", "", "10.0.0.1");
    }
    void clientOf_believesTrustedProxiesOnly()
    {
        QFETCH(QByteArray, peer);
        QFETCH(QByteArray, forwarded);
        QFETCH(QByteArray, client);
        const TrustedProxies proxies({"10.0.0.0/8", "nonsense"});

        QCOMPARE(QByteArray::fromStdString(proxies.clientOf(peer.toStdString(), forwarded.toStdString())), client);
    }
};

QTEST_APPLESS_MAIN(tst_clientaddress)
#include "tst_clientaddress.moc"
