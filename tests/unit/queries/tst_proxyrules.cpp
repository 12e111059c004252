#include "features/queries/datasourcehttp.h"
#include "features/queries/proxyrules.h"
#include "support/jsontext.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

class tst_ProxyRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checkProxyCall_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("call");
        QTest::addColumn<bool>("passes");
        const auto row = [](const char *type, const char *call, bool passes) { QTest::addRow("%s %s", type, call) << QByteArray(type) << QByteArray(call) << passes; };
        row("prometheus", "GET api/v1/admin/tsdb", true);
        row("prometheus", "POST api/v1/query", true);
        row("prometheus", "POST api/v1/query/", true);
        row("prometheus", "POST api/v1/query_range", true);
        row("prometheus", "POST api/v1/admin/tsdb/delete_series", false);
        row("prometheus", "POST api/v1/query/../admin", false);
        row("prometheus", "PUT api/v1/query", false);
        row("prometheus", "DELETE api/v1/series", false);
        row("prometheus", "DELETE api/v1/rules/x", true);
        row("loki", "POST loki/api/v1/push", true);
        row("loki", "DELETE x", false);
        row("elasticsearch", "POST index/_msearch", true);
        row("elasticsearch", "POST index/_delete_by_query", false);
        row("other", "DELETE anything", true);
        row("other", "GET a/../b", false);
        row("other", "GET a/%2e%2e/b", false);
        row("other", "GET a/%2E%2e%2fb", false);
        row("other", "GET a/%252e%252e/b", false);
        row("other", "GET a\\..\\b", false);
        row("other", "GET ..", false);
        row("other", "GET a%00b", false);
        row("other", "GET a..b/c...d", true);
    }
    void checkProxyCall()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, call);
        QFETCH(bool, passes);
        const qsizetype space = call.indexOf(' ');
        QCOMPARE(mdash::checkProxyCall(type.toStdString(), call.left(space).toStdString(), call.mid(space + 1).toStdString()).has_value(), passes);
    }

    void requestTo_joinsAddresses_data()
    {
        QTest::addColumn<QByteArray>("base");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("url");
        QTest::newRow("plain") << "http://h:9090"_ba << "api/v1/query"_ba << "a=1"_ba << "http://h:9090/api/v1/query?a=1"_ba;
        QTest::newRow("slashes") << "http://h/base//"_ba << "/x"_ba << ""_ba << "http://h/base/x"_ba;
        QTest::newRow("own query") << "https://h/base?tenant=1"_ba << "x"_ba << "a=1"_ba << "https://h/base/x?tenant=1&a=1"_ba;
        QTest::newRow("fragment") << "http://h/#top"_ba << "x"_ba << ""_ba << "http://h/x"_ba;
        QTest::newRow("no scheme") << "localhost:9090"_ba << "x"_ba << ""_ba << "http://localhost:9090/x"_ba;
        QTest::newRow("no path") << "http://h"_ba << ""_ba << ""_ba << "http://h"_ba;
    }
    void requestTo_joinsAddresses()
    {
        QFETCH(QByteArray, base);
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, query);
        QFETCH(QByteArray, url);
        DataSourceSettings source;
        source.url = base.toStdString();
        const auto request = requestTo(source, path.toStdString(), query.toStdString());
        QVERIFY(request);
        QCOMPARE(QByteArray::fromStdString(request->url), url);
    }

    void requestTo_takesSettings()
    {
        DataSourceSettings source;
        source.url = "https://h";
        source.jsonData = jsonText("{'timeout':'5','tlsSkipVerify':true,'serverName':'prom.example','tlsAuth':true,'tlsAuthWithCACert':true}");
        source.secureJsonData = {{"tlsCACert", Secret("ca"_ba)}, {"tlsClientCert", Secret("cert"_ba)}, {"tlsClientKey", Secret("key"_ba)}};
        const auto request = requestTo(source, "x");
        QCOMPARE(request->timeout->count(), 5000);
        QVERIFY(request->tlsSkipVerify);
        QCOMPARE(request->tlsServerName, std::string("prom.example"));
        QCOMPARE(request->tlsCaCert.reveal(), "ca"_ba);
        QCOMPARE(request->tlsClientKey.reveal(), "key"_ba);
        source.jsonData = jsonText("{'timeout':100000}");
        QCOMPARE(requestTo(source, "x")->timeout->count(), 300'000);
        QVERIFY(requestTo(source, "x")->tlsCaCert.isEmpty());
    }

    void addedParameters_ofInflux()
    {
        DataSourceSettings source;
        source.type = "influxdb";
        source.database = "my db";
        source.user = "u&x";
        source.secureJsonData = {{"password", Secret("p=1"_ba)}};
        QCOMPARE(addedParameters(source), std::string("db=my%20db&u=u%26x&p=p%3D1"));
        source.type = "prometheus";
        QVERIFY(addedParameters(source).empty());
    }
};

QTEST_APPLESS_MAIN(tst_ProxyRules)
#include "tst_proxyrules.moc"
