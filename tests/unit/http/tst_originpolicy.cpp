#include "platform/http/originpolicy.h"

#include <QTest>

using namespace mdash;

namespace {

OriginPolicy configured()
{
    return {"https://dash.example.org/grafana/", {"https://portal.example.org", "trusted.example.org"}, {"x-portal"}, false};
}

OriginPolicy unconfigured()
{
    OriginPolicy policy = configured();
    policy.rootUrl.clear();
    return policy;
}

OriginPolicy strict()
{
    OriginPolicy policy = configured();
    policy.isStrict = true;
    return policy;
}

} // namespace

Q_DECLARE_METATYPE(mdash::OriginPolicy)

class tst_originpolicy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void originAllowed_followsTheMatrix_data()
    {
        QTest::addColumn<OriginPolicy>("policy");
        QTest::addColumn<QByteArray>("origin");    // "-": no such header
        QTest::addColumn<QByteArray>("fetchSite");
        QTest::addColumn<QByteArray>("other");     // name of one more header
        QTest::addColumn<bool>("isAllowed");
        const auto row = [](const char *name, const OriginPolicy &policy, const char *origin, const char *site,
                            const char *other, bool isAllowed) {
            QTest::newRow(name) << policy << QByteArray(origin) << QByteArray(site) << QByteArray(other) << isAllowed;
        };
        row("own, behind a proxy that ends TLS", configured(), "https://dash.example.org", "-", "-", true);
        row("own, port written", configured(), "https://dash.example.org:443", "-", "-", true);
        row("own, capitals", configured(), "HTTPS://Dash.Example.Org", "-", "-", true);
        row("other scheme", configured(), "http://dash.example.org", "-", "-", false);
        row("other port", configured(), "https://dash.example.org:8443", "-", "-", false);
        row("other host", configured(), "https://evil.example.org", "-", "-", false);
        row("prefix of the host", configured(), "https://dash.example.org.evil.test", "-", "-", false);
        row("user part", configured(), "https://dash.example.org@evil.test", "-", "-", false);
        row("null", configured(), "null", "-", "-", false);
        row("empty", configured(), "", "-", "-", false);
        row("foreign origin wins over friendly metadata", configured(), "https://evil.test", "same-origin", "-", false);
        row("own origin with foreign metadata", configured(), "https://dash.example.org", "cross-site", "-", true);
        row("listed origin", configured(), "https://portal.example.org", "-", "-", true);
        row("listed origin, other scheme", configured(), "http://portal.example.org", "-", "-", false);
        row("listed host, any scheme and port", configured(), "http://trusted.example.org:81", "-", "-", true);
        row("not configured: equal to Host", unconfigured(), "http://node:3000", "-", "-", true);
        row("not configured: any scheme", unconfigured(), "https://node:3000", "-", "-", true);
        row("not configured: other port", unconfigured(), "http://node:3001", "-", "-", false);
        row("not configured: other host", unconfigured(), "http://evil:3000", "-", "-", false);
        row("metadata same-origin", configured(), "-", "same-origin", "-", true);
        row("metadata same-site", configured(), "-", "same-site", "-", false);
        row("metadata cross-site", configured(), "-", "cross-site", "-", false);
        row("metadata none", configured(), "-", "none", "-", false);
        row("neither", configured(), "-", "-", "-", true);
        row("neither, strict", strict(), "-", "-", "-", false);
        row("strict with a script's header", strict(), "-", "-", "x-requested-with", true);
        row("strict with the organisation's header", strict(), "-", "-", "x-grafana-org-id", true);
        row("strict with a listed header", strict(), "-", "-", "x-portal", true);
        row("strict with another header", strict(), "-", "-", "accept", false);
        row("strict with own origin", strict(), "https://dash.example.org", "-", "-", true);
    }
    void originAllowed_followsTheMatrix()
    {
        QFETCH(OriginPolicy, policy);
        QFETCH(QByteArray, origin);
        QFETCH(QByteArray, fetchSite);
        QFETCH(QByteArray, other);
        QFETCH(bool, isAllowed);
        Request request;
        request.headers = {{"host", "node:3000"}};
        if (origin != "-")
            request.headers.emplace_back("origin", origin.toStdString());
        if (fetchSite != "-")
            request.headers.emplace_back("sec-fetch-site", fetchSite.toStdString());
        if (other != "-")
            request.headers.emplace_back(other.toStdString(), "1");

        for (const Method method : {Method::Post, Method::Put, Method::Patch, Method::Delete}) {
            request.method = method;
            QCOMPARE(originAllowed(policy, request), isAllowed);
        }
        for (const Method method : {Method::Get, Method::Head, Method::Options}) {
            request.method = method;
            QVERIFY(originAllowed(policy, request));
        }
    }
};

QTEST_APPLESS_MAIN(tst_originpolicy)
#include "tst_originpolicy.moc"
