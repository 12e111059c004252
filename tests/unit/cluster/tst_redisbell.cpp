#include "platform/cluster/redisbell.h"

#include <QTest>

using namespace mdash;
using namespace Qt::Literals::StringLiterals;

class tst_RedisBell : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void address_isRead_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port"); // 0: refused
        QTest::newRow("host") << u"redis.example"_s << u"redis.example"_s << 6379;
        QTest::newRow("port") << u"10.0.0.1:7000"_s << u"10.0.0.1"_s << 7000;
        QTest::newRow("socket") << u"/run/redis.sock"_s << u"/run/redis.sock"_s << 6379;
        QTest::newRow("url") << u"redis://me:pw@h:7001"_s << u"h"_s << 7001;
        QTest::newRow("tls") << u"rediss://h:7001"_s << QString() << 0;
        QTest::newRow("wrong port") << u"h:seven"_s << QString() << 0;
        QTest::newRow("nothing") << QString() << QString() << 0;
    }
    void address_isRead()
    {
        QFETCH(QString, address);
        QFETCH(QString, host);
        QFETCH(int, port);
        const auto options = parseRedisAddress(address);
        QCOMPARE(options.has_value(), port > 0);
        if (port == 0)
            return;
        QCOMPARE(options->host, host);
        QCOMPARE(options->port, port);
        const auto connection = parseRedisConnection(u"addr=%1,password=p=w"_s.arg(address));
        QCOMPARE(connection->host, host);
        QCOMPARE(connection->password.reveal(), QByteArray("p=w"));
        QVERIFY(!parseRedisConnection(u"addr=%1,ssl=true"_s.arg(address)));
    }
};

QTEST_APPLESS_MAIN(tst_RedisBell)
#include "tst_redisbell.moc"
