#include "platform/http/headerscanner.h"
#include "platform/http/requestparser.h"

#include <QTest>

using namespace mdash;

class tst_requestparser : public QObject
{
    Q_OBJECT

    static HeaderScanner::Verdict scanned(const std::string &bytes, const HttpLimits &limits = {})
    {
        HeaderScanner scanner(limits);
        return scanner.scan(bytes);
    }

private Q_SLOTS:
    void scan_findsTheEndWhereverTheBytesAreCut()
    {
        const std::string header = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
        const HttpLimits limits;
        for (std::size_t cut = 0; cut < header.size(); ++cut) {
            HeaderScanner scanner(limits);
            QCOMPARE(scanner.scan(header.substr(0, cut)), HeaderScanner::Verdict::NeedMore);
            QCOMPARE(scanner.scan(header + "rest"), HeaderScanner::Verdict::Complete);
            QCOMPARE(scanner.length(), header.size());
        }
    }

    void scan_ignoresOneEmptyLineBeforeTheRequest()
    {
        const HttpLimits limits;
        HeaderScanner scanner(limits);
        QCOMPARE(scanner.scan("\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n"), HeaderScanner::Verdict::Complete);
        QCOMPARE(scanner.skipped(), std::size_t{2});
        QCOMPARE(scanned("\r\n\r\n\r\nGET"), HeaderScanner::Verdict::Malformed);
    }

    void scan_refusesWithoutWaitingForTheEnd()
    {
        using Verdict = HeaderScanner::Verdict;
        QCOMPARE(scanned("GET / HTTP/1.1\n"), Verdict::Malformed);
        QCOMPARE(scanned("GET / HTTP/1.1\r\n folded"), Verdict::NeedMore);
        QCOMPARE(scanned("GET / HTTP/1.1\r\nA: b\r\n folded\r\n"), Verdict::Malformed);
        QCOMPARE(scanned(std::string("GET /\0", 6)), Verdict::Malformed);
        QCOMPARE(scanned("GET /" + std::string(64 << 10, 'a')), Verdict::LineTooLong);
        QCOMPARE(scanned("GET / HTTP/1.1\r\nA: " + std::string(16 << 10, 'a')), Verdict::TooLarge);
        std::string many = "GET / HTTP/1.1\r\n";
        for (int i = 0; i < 129; ++i)
            many += "A: b\r\n";
        QCOMPARE(scanned(many), Verdict::TooLarge);
        std::string large = "GET / HTTP/1.1\r\n";
        for (int i = 0; i < 5; ++i)
            large += "A: " + std::string(15 << 10, 'a') + "\r\n";
        QCOMPARE(scanned(large), Verdict::TooLarge);
    }

    void parseHeader_refusesWhatTwoServersReadDifferently_data()
    {
        QTest::addColumn<QByteArray>("lines");
        const auto row = [](const char *name, const char *lines) { QTest::newRow(name) << QByteArray(lines); };
        row("length and chunks", "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n");
        row("chunks and length", "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n");
        row("two lengths", "Content-Length: 4\r\nContent-Length: 4\r\n");
        row("list of lengths", "Content-Length: 4, 4\r\n");
        row("negative length", "Content-Length: -1\r\n");
        row("signed length", "Content-Length: +5\r\n");
        row("exponent", "Content-Length: 1e9\r\n");
        row("hexadecimal length", "Content-Length: 0x10\r\n");
        row("empty length", "Content-Length: \r\n");
        row("two codings", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n");
        row("coding list", "Transfer-Encoding: chunked, identity\r\n");
        row("chunked last of a list", "Transfer-Encoding: gzip, chunked\r\n");
        row("unknown coding", "Transfer-Encoding: xchunked\r\n");
        row("identity", "Transfer-Encoding: identity\r\n");
        row("padded with spaces", "Transfer-Encoding:  chunked\r\n");
        row("padded with a tab", "Transfer-Encoding:\tchunked\r\n");
        row("padded behind", "Transfer-Encoding: chunked \r\n");
        row("vertical tab", "Transfer-Encoding: \x0b" "chunked\r\n");
        row("space before the colon", "Transfer-Encoding : chunked\r\n");
        row("space in a name", "Bad Name: x\r\n");
        row("empty name", ": x\r\n");
        row("no colon", "Nonsense\r\n");
        row("control character in a value", "A: b\x01\r\n");
        row("bare carriage return", "A: b\rC: d\r\n");
        row("value that is not UTF-8", "A: \xff\r\n");
        row("two hosts", "Host: y\r\n");
    }
    void parseHeader_refusesWhatTwoServersReadDifferently()
    {
        QFETCH(QByteArray, lines);
        const HttpLimits limits;
        RequestParser parser(limits);
        QVERIFY(!parser.parseHeader("POST / HTTP/1.1\r\nHost: x\r\n" + lines.toStdString() + "\r\n"));
    }

    void parseHeader_readsLengthsAndConnection()
    {
        const HttpLimits limits;
        RequestParser parser(limits);
        QVERIFY(parser.parseHeader("PUT /a?b HTTP/1.1\r\nHost: x:3000\r\nContent-Length: 8589934592\r\nExpect: 100-Continue\r\n\r\n"));
        QCOMPARE(parser.header().contentLength, quint64{8589934592});
        QVERIFY(parser.header().expectsContinue && parser.header().keepsAlive && parser.header().hasBody);
        QVERIFY(parser.parseHeader("GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\n\r\n"));
        QVERIFY(!parser.header().keepsAlive && !parser.header().hasBody);
        QVERIFY(parser.parseHeader("GET / HTTP/1.0\r\n\r\n"));
        QVERIFY(!parser.header().keepsAlive);
        QVERIFY(parser.parseHeader("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
        QVERIFY(parser.header().keepsAlive);
    }

    void parseHeader_demandsAHostAndAKnownVersion()
    {
        const HttpLimits limits;
        RequestParser parser(limits);
        QVERIFY(!parser.parseHeader("GET / HTTP/1.1\r\n\r\n"));
        QVERIFY(!parser.parseHeader("GET / HTTP/2.0\r\nHost: x\r\n\r\n"));
        QVERIFY(!parser.parseHeader("GET / HTTP/1.1\r\nHost: x/y\r\n\r\n"));
        QVERIFY(!parser.parseHeader("GET  / HTTP/1.1\r\nHost: x\r\n\r\n"));
        QVERIFY(parser.parseHeader("GET / HTTP/1.1\r\nHost: [::1]:3000\r\n\r\n"));
    }

    void parseBody_readsChunksWhereverTheyAreCut()
    {
        const HttpLimits limits;
        const std::string bytes = "4\r\nWiki\r\nA;name=value\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\nNEXT";
        for (std::size_t cut = 1; cut < bytes.size() - 4; ++cut) {
            RequestParser parser(limits);
            QVERIFY(parser.parseHeader("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"));
            std::string body;
            std::size_t consumed = 0, second = 0;
            QCOMPARE(parser.parseBody(std::string_view(bytes).substr(0, cut), 100, body, consumed), RequestParser::Body::NeedMore);
            QCOMPARE(parser.parseBody(std::string_view(bytes).substr(consumed), 100, body, second), RequestParser::Body::Complete);
            QCOMPARE(body, std::string("Wiki0123456789"));
            QCOMPARE(consumed + second, bytes.size() - 4);
        }
    }

    void parseBody_refusesBadChunks_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("isTooLarge");
        const auto row = [](const char *name, const QByteArray &bytes, bool isTooLarge = false) {
            QTest::newRow(name) << bytes << isTooLarge;
        };
        row("largest number", "FFFFFFFFFFFFFFFF\r\n" + QByteArray(200, 'x'), true);
        row("17 digits", "10000000000000000\r\nx");
        row("17 digits of zeros", "00000000000000001\r\nx\r\n");
        row("negative", "-1\r\nx");
        row("0x", "0x10\r\n0123456789abcdef\r\n");
        row("no number", "\r\nx\r\n");
        row("space before", " 1\r\nx\r\n");
        row("bare LF", "1\nx\n0\n\n");
        row("data longer than said", "1\r\nxy\r\n0\r\n\r\n");
        row("long extension", "1;" + QByteArray(1000, 'a') + "\r\nx\r\n");
        row("endless extension", "1;" + QByteArray(20'000, 'a'));
        row("endless trailer", "0\r\n" + QByteArray("A: b\r\n").repeated(4000));
        row("bad trailer", "0\r\nBad Name: x\r\n\r\n");
    }
    void parseBody_refusesBadChunks()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, isTooLarge);
        const HttpLimits limits;
        RequestParser parser(limits);
        QVERIFY(parser.parseHeader("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"));
        std::string body;
        std::size_t consumed = 0;
        const auto verdict = parser.parseBody(bytes.toStdString(), 100, body, consumed);
        QCOMPARE(verdict, isTooLarge ? RequestParser::Body::TooLarge : RequestParser::Body::Malformed);
    }

    void parseBody_countsChunksAgainstTheLimit()
    {
        const HttpLimits limits;
        RequestParser parser(limits);
        QVERIFY(parser.parseHeader("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"));
        std::string body;
        std::size_t consumed = 0;
        const QByteArray chunks = QByteArray("1\r\nx\r\n").repeated(101);
        QCOMPARE(parser.parseBody(chunks.toStdString(), 100, body, consumed), RequestParser::Body::TooLarge);
        QCOMPARE(body.size(), std::size_t{100});
    }
};

QTEST_APPLESS_MAIN(tst_requestparser)
#include "tst_requestparser.moc"
