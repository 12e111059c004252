#include "platform/http/uri.h"

#include <QTest>

using namespace mdash;
using namespace Qt::Literals::StringLiterals;

class tst_uri : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void canonicalPath_hasOneSpelling_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<QByteArray>("canonical");
        QTest::newRow("root") << QByteArray("/") << QByteArray("/");
        QTest::newRow("plain") << QByteArray("/api/health") << QByteArray("/api/health");
        QTest::newRow("slash at the end") << QByteArray("/api/folders/") << QByteArray("/api/folders");
        QTest::newRow("double slashes") << QByteArray("//api///health") << QByteArray("/api/health");
        QTest::newRow("dot segments") << QByteArray("/api/./x/../health") << QByteArray("/api/health");
        QTest::newRow("encoded dots") << QByteArray("/api/%2e%2E/health") << QByteArray("/health");
        QTest::newRow("encoded letters") << QByteArray("/%61pi/user") << QByteArray("/api/user");
        QTest::newRow("encoded slash stays inside its segment") << QByteArray("/name/a%2Fb") << QByteArray("/name/a\0b", 9);
        QTest::newRow("UTF-8") << QByteArray("/name/%C3%A4") << QByteArray("/name/ä");
        QTest::newRow("space") << QByteArray("/name/a%20b") << QByteArray("/name/a b");
        QTest::newRow("plus is a plus") << QByteArray("/name/a+b") << QByteArray("/name/a+b");
    }
    void canonicalPath_hasOneSpelling()
    {
        QFETCH(QByteArray, raw);
        QFETCH(QByteArray, canonical);

        const auto path = canonicalPath(raw.toStdString());

        QVERIFY(path);
        QCOMPARE(QByteArray::fromStdString(*path), canonical);
    }

    void canonicalPath_refusesWhatIsAmbiguous_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::newRow("relative") << QByteArray("api");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("above the root") << QByteArray("/../etc/passwd");
        QTest::newRow("above the root, encoded") << QByteArray("/api/%2e%2e/%2e%2e/etc");
        QTest::newRow("NUL") << QByteArray("/api/%00");
        QTest::newRow("line feed") << QByteArray("/api/%0a");
        QTest::newRow("half an escape") << QByteArray("/api/%4");
        QTest::newRow("no hex") << QByteArray("/api/%zz");
        QTest::newRow("not UTF-8") << QByteArray("/api/%ff");
        QTest::newRow("overlong slash") << QByteArray("/api/%c0%af");
    }
    void canonicalPath_refusesWhatIsAmbiguous()
    {
        QFETCH(QByteArray, raw);

        const auto path = canonicalPath(raw.toStdString());

        QVERIFY(!path);
        QCOMPARE(path.error().code, ErrorCode::InvalidInput);
    }

    void isPlainPath_isTrueForCanonicalPathsOnly()
    {
        QVERIFY(isPlainPath("/"));
        QVERIFY(isPlainPath("/api/dashboards/uid/x-y_1"));
        for (const char *path : {"/api/", "//api", "/api/./x", "/api/%41", "/a/../b", "/ä", "api", ""})
            QVERIFY2(!isPlainPath(path), path);
    }

    void decodeQueryComponent_keepsWhatIsNoEscape()
    {
        QCOMPARE(decodeQueryComponent("a+b%20c"), std::string("a b c"));
        QCOMPARE(decodeQueryComponent("100%"), std::string("100%"));
        QCOMPARE(decodeQueryComponent("%zz%41"), std::string("%zzA"));
    }

    void isWellFormedQuery_refusesBytesThatAreNoText()
    {
        QVERIFY(isWellFormedQuery("a=%C3%A4&b=100%"));
        QVERIFY(!isWellFormedQuery("a=%ff"));
        QVERIFY(!isWellFormedQuery("a=%00"));
    }

    void splitTarget_knowsOriginAndAbsoluteForm()
    {
        const auto origin = splitTarget("/a/b?c=d?e");
        QVERIFY(origin);
        QCOMPARE(std::string(origin->path), std::string("/a/b"));
        QCOMPARE(std::string(origin->query), std::string("c=d?e"));

        const auto absolute = splitTarget("http://example.org:80/x?y");
        QVERIFY(absolute);
        QCOMPARE(std::string(absolute->authority), std::string("example.org:80"));
        QCOMPARE(std::string(absolute->path), std::string("/x"));

        QVERIFY(splitTarget("http://example.org"));
        for (const char *target : {"*", "example.org:443", "http://", "/a#b", "", "ftp://x/"})
            QVERIFY2(!splitTarget(target), target);
    }

    void percentEncode_survivesDecoding()
    {
        const std::string text = "/d/uid?a=b&c=ä \"';";
        QCOMPARE(percentDecode(percentEncode(text)).value_or(""), text);
    }
};

QTEST_APPLESS_MAIN(tst_uri)
#include "tst_uri.moc"
