#include "runtime/certificatewatch.h"

#include <QTemporaryDir>
#include <QTest>

using namespace mdash;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class tst_certificatewatch : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_reloads = 0;

    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    void write(const QString &name, const QByteArray &text) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    [[nodiscard]] ServerOptions options(Millis interval) const
    {
        ServerOptions server;
        server.certFile = path(u"cert.pem"_s);
        server.certKey = path(u"key.pem"_s);
        server.certsWatchInterval = interval;
        return server;
    }
    [[nodiscard]] auto counting(bool works = true)
    {
        return [this, works]() -> Result<void> {
            ++m_reloads;
            return works ? Result<void>() : fail(ErrorCode::InvalidInput, u"[server] cert_file: it is torn"_s);
        };
    }

private Q_SLOTS:
    void init()
    {
        m_reloads = 0;
        write(u"cert.pem"_s, "one");
        write(u"key.pem"_s, "one");
    }

    void look_readsAgainOnlyWhatHasChanged()
    {
        CertificateWatch watch(options(0s), counting());
        watch.look();
        QCOMPARE(m_reloads, 0);
        write(u"key.pem"_s, "two");
        watch.look();
        watch.look();
        QCOMPARE(m_reloads, 1);
        write(u"key.pem"_s, "two"); // a new date is no change
        watch.look();
        QCOMPARE(m_reloads, 1);
    }

    void look_saysOnceThatTheOldOneStays()
    {
        CertificateWatch watch(options(0s), counting(false));
        write(u"cert.pem"_s, "torn");
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"the old one stays in use: \\[server\\] cert_file: it is torn"_s));
        watch.look();
        watch.look();
        QCOMPARE(m_reloads, 1);
    }

    void look_followsALinkThatIsTurned()
    {
        write(u"older.pem"_s, "older");
        QVERIFY(QFile::remove(path(u"cert.pem"_s)) && QFile::link(path(u"key.pem"_s), path(u"cert.pem"_s)));
        CertificateWatch watch(options(0s), counting());
        QVERIFY(QFile::remove(path(u"cert.pem"_s)) && QFile::link(path(u"older.pem"_s), path(u"cert.pem"_s)));
        watch.look();
        QCOMPARE(m_reloads, 1);
        QVERIFY(QFile::remove(path(u"cert.pem"_s)));
    }

    void timer_looksByItself()
    {
        CertificateWatch watch(options(10ms), counting());
        write(u"cert.pem"_s, "two");
        QTRY_COMPARE(m_reloads, 1);
    }
};

QTEST_GUILESS_MAIN(tst_certificatewatch)
#include "tst_certificatewatch.moc"
