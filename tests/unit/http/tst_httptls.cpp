#include "httpfixture.h"

#include <QProcess>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace mdash;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Makes <folder>/<name>.pem and <name>.key for the host name @p name.
bool makeCertificate(const QString &folder, const QString &name)
{
    QProcess openssl;
    openssl.setStandardErrorFile(QProcess::nullDevice());
    openssl.start(u"openssl"_s, {u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-days"_s, u"1"_s, u"-subj"_s,
                                 u"/CN="_s + name, u"-keyout"_s, folder + u"/"_s + name + u".key"_s, u"-out"_s,
                                 folder + u"/"_s + name + u".pem"_s});
    return openssl.waitForFinished(30'000) && openssl.exitCode() == 0;
}

void declare(Router &router)
{
    router.add({Method::Get, "/secure", Access::everyone(), 0, answering([](const Request &request, const Principal &) {
        return Response::text(request.isSecure ? "secure" : "plain");
    })});
    router.add({Method::Get, "/large", Access::everyone(), 0, answering([](const Request &, const Principal &) {
        return Response::text(std::string(3u << 20, 'x'));
    })});
}

struct Client
{
    QSslSocket socket;

    bool open(quint16 port, QSsl::SslProtocol protocol = QSsl::TlsV1_2OrLater)
    {
        socket.setPeerVerifyMode(QSslSocket::VerifyNone); // the certificate is compared by its name
        socket.setProtocol(protocol);
        socket.connectToHostEncrypted(u"127.0.0.1"_s, port);
        return socket.waitForEncrypted(5000);
    }
    QByteArray get(const QByteArray &path, qsizetype atLeast = 1)
    {
        socket.write("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
        QByteArray answer;
        while (answer.size() < atLeast && socket.waitForReadyRead(5000))
            answer += socket.readAll();
        return answer;
    }
    QString certificateName() const { return socket.peerCertificate().subjectInfo(QSslCertificate::CommonName).value(0); }
};

} // namespace

class tst_httptls : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    [[nodiscard]] QString file(const QString &name) const { return m_folder.filePath(name); }
    HttpOptions options(const QString &minimum = u"TLS1.2"_s) const
    {
        HttpOptions options;
        options.useTls = true;
        options.tls = {file(u"in-use.pem"_s), file(u"in-use.key"_s), {}, minimum};
        return options;
    }
    void use(const QString &name)
    {
        for (const QString &kind : {u".pem"_s, u".key"_s}) {
            QFile::remove(file(u"in-use"_s + kind));
            QVERIFY(QFile::copy(file(name + kind), file(u"in-use"_s + kind)));
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(makeCertificate(m_folder.path(), u"first"_s));
        QVERIFY(makeCertificate(m_folder.path(), u"second"_s));
    }
    void init() { use(u"first"_s); }

    void answer_comesEncrypted()
    {
        HttpFixture fixture(declare, options());
        QVERIFY(fixture.isStarted());
        Client client;
        QVERIFY(client.open(fixture.port()));
        for (int turn = 0; turn < 3; ++turn)
            QVERIFY(client.get("/secure").endsWith("secure"));
        QVERIFY(client.get("/large", 3 << 20).endsWith("xxx"));
    }

    void oldVersions_areRefused()
    {
        HttpFixture fixture(declare, options(u"TLS1.3"_s));
        Client old, current;
        QVERIFY(!old.open(fixture.port(), QSsl::TlsV1_2));
        QVERIFY(current.open(fixture.port(), QSsl::TlsV1_3));
    }

    void plainText_getsNothing()
    {
        HttpFixture fixture(declare, options());
        QCOMPARE(fixture.get("/secure").status, 0);
    }

    void reload_servesTheNewCertificateToNewConnections()
    {
        HttpFixture fixture(declare, options());
        Client before, after;
        QVERIFY(before.open(fixture.port()));
        QCOMPARE(before.certificateName(), u"first"_s);

        use(u"second"_s);
        QVERIFY(fixture.server().reloadCertificate());
        QVERIFY(after.open(fixture.port()));
        QCOMPARE(after.certificateName(), u"second"_s);
        QVERIFY(before.get("/secure").endsWith("secure"));
    }

    void reload_keepsTheOldCertificateIfTheNewOneIsBroken()
    {
        HttpFixture fixture(declare, options());
        QFile::remove(file(u"in-use.pem"_s));
        QVERIFY(QFile::copy(file(u"second.pem"_s), file(u"in-use.pem"_s)));

        const auto reloaded = fixture.server().reloadCertificate();
        QVERIFY(!reloaded);
        QVERIFY2(reloaded.error().detail.contains(u"in-use.key"_s), qPrintable(reloaded.error().detail));
        Client client;
        QVERIFY(client.open(fixture.port()));
        QCOMPARE(client.certificateName(), u"first"_s);
    }

    void start_namesTheFileThatIsMissing()
    {
        HttpOptions missing = options();
        missing.tls.certFile = file(u"none.pem"_s);
        missing.address = u"127.0.0.1"_s;
        prometheus::Registry registry;
        HttpMetrics metrics(registry);
        const SystemClock clock;
        HttpServer server(missing, clock, {}, metrics);
        const auto started = server.start();
        QVERIFY(!started);
        QVERIFY2(started.error().detail.contains(u"cert_file"_s) && started.error().detail.contains(u"none.pem"_s),
                 qPrintable(started.error().detail));
    }
};

QTEST_GUILESS_MAIN(tst_httptls)
#include "tst_httptls.moc"
