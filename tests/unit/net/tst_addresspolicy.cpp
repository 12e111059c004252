#include "platform/net/addresspolicy.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

class tst_AddressPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void classOf_data()
    {
        QTest::addColumn<QByteArray>("address");
        QTest::addColumn<int>("kind");
        const auto rows = [](AddressClass kind, std::initializer_list<const char *> addresses) {
            for (const char *address : addresses)
                QTest::newRow(address) << QByteArray(address) << static_cast<int>(kind);
        };
        rows(AddressClass::Public, {"1.1.1.1", "172.15.255.255", "172.32.0.1", "192.169.0.1", "100.63.0.1", "169.253.1.1",
                                    "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"});
        rows(AddressClass::Private, {"127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
                                     "100.64.0.1", "198.18.0.1", "::1", "fd12:3456::1", "fc00::1", "fec0::1", "::ffff:127.0.0.1",
                                     "::ffff:10.1.2.3", "::127.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:c0a8:101::1"});
        rows(AddressClass::Forbidden, {"0.0.0.0", "0.1.2.3", "169.254.169.254", "169.254.0.1", "100.100.100.200", "224.0.0.1",
                                       "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "fe80::1", "febf::1", "ff02::1",
                                       "fd00:ec2::254", "::ffff:169.254.169.254", "::ffff:0.0.0.0", "64:ff9b::a9fe:a9fe",
                                       "2002:a9fe:a9fe::", "::169.254.169.254", "2001::a9fe:a9fe"});
    }
    void classOf()
    {
        QFETCH(QByteArray, address);
        QFETCH(int, kind);
        const auto parsed = IpAddress::parse(address.constData());
        QVERIFY(parsed);
        QCOMPARE(static_cast<int>(mdash::classOf(*parsed)), kind);
    }

    void allowsTarget_refusesPortsOfSystemServices()
    {
        const AddressPolicy policy({});
        for (const int port : {0, 22, 25, 79, 65536})
            QVERIFY(!policy.allowsTarget("example.org", port));
        for (const int port : {80, 443, 9090, 65535})
            QVERIFY(policy.allowsTarget("example.org", port));
    }

    void allowsTarget_keepsToTheAllowList()
    {
        const AddressPolicy policy({.allowList = {"Prometheus.example:9090", "any.example", "mail.example:25"}});
        QVERIFY(policy.allowsTarget("prometheus.EXAMPLE", 9090));
        QVERIFY(policy.allowsTarget("prometheus.example.", 9090));
        QVERIFY(!policy.allowsTarget("prometheus.example", 9091));
        QVERIFY(policy.allowsTarget("any.example", 1234));
        QVERIFY(policy.allowsTarget("mail.example", 25));
        QVERIFY(!policy.allowsTarget("other.example", 443));
    }

    void allowsAddress_privateForDataSourcesOnly()
    {
        const AddressPolicy policy({});
        const auto loopback = *IpAddress::parse("127.0.0.1");
        QVERIFY(policy.allowsAddress(loopback, 9090, EgressPurpose::DataSource, false));
        QVERIFY(!policy.allowsAddress(loopback, 9090, EgressPurpose::Webhook, false));
        QVERIFY(policy.allowsAddress(loopback, 9090, EgressPurpose::Webhook, true));
        QVERIFY(policy.allowsAddress(*IpAddress::parse("1.1.1.1"), 443, EgressPurpose::Webhook, false));
        QVERIFY(!policy.allowsAddress(*IpAddress::parse("169.254.169.254"), 80, EgressPurpose::DataSource, true));
    }

    void allowsAddress_refusesTheNodeItself()
    {
        const AddressPolicy policy({.ownPorts = {3000}});
        QVERIFY(!policy.allowsAddress(*IpAddress::parse("127.0.0.1"), 3000, EgressPurpose::DataSource, true));
        QVERIFY(!policy.allowsAddress(*IpAddress::parse("127.9.9.9"), 3000, EgressPurpose::DataSource, true));
        QVERIFY(policy.allowsAddress(*IpAddress::parse("127.0.0.1"), 3001, EgressPurpose::DataSource, false));
        QVERIFY(policy.allowsAddress(*IpAddress::parse("10.99.98.97"), 3000, EgressPurpose::DataSource, false));
    }
};

QTEST_APPLESS_MAIN(tst_AddressPolicy)
#include "tst_addresspolicy.moc"
