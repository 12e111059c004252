#include "base/failpoint.h"

#include <QFile>
#include <QTest>

#include <arpa/inet.h>
#include <csignal>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

namespace {

/// Runs @p work in a process of its own; what waitpid() says when that ends or stops.
template<class Work>
int statusOfChild(Work work)
{
    const pid_t child = fork();
    if (child == 0) {
        work();
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, WUNTRACED);
    if (WIFSTOPPED(status)) {
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
    }
    return status;
}

/// A listening socket on a free port of 127.0.0.1, and one connection to it.
struct Connection
{
    Connection()
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof address;
        bind(listener, reinterpret_cast<sockaddr *>(&address), length);
        listen(listener, 1);
        getsockname(listener, reinterpret_cast<sockaddr *>(&address), &length);
        port = ntohs(address.sin_port);
        connect(client, reinterpret_cast<sockaddr *>(&address), length);
    }
    ~Connection()
    {
        close(client);
        close(listener);
    }
    [[nodiscard]] bool isOpen() const { return send(client, "x", 1, MSG_NOSIGNAL) == 1; }

    int listener = socket(AF_INET, SOCK_STREAM, 0), client = socket(AF_INET, SOCK_STREAM, 0), port = 0;
};

} // namespace

class tst_failpoint final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isOffWithoutTheVariable()
    {
        QVERIFY(!failPointsAreOn);
        QVERIFY(!failPointProblem());
        QVERIFY(failPoint(FailPoint::DashboardSaved));
    }

    void parse_refuses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("empty") << u""_s << u"name:action"_s;
        QTest::newRow("no action") << u"dashboard.saved"_s << u"name:action"_s;
        QTest::newRow("unknown name") << u"dashboard.served:exit"_s << u"migration.statement, session.rotated, dashboard.saved"_s;
        QTest::newRow("unknown action") << u"dashboard.saved:explode"_s << u"exit, stop, error"_s;
        QTest::newRow("value missing") << u"dashboard.saved:delay"_s << u"delay=MILLISECONDS"_s;
        QTest::newRow("value not a number") << u"dashboard.saved:delay=soon"_s << u"delay=MILLISECONDS"_s;
        QTest::newRow("value negative") << u"dashboard.saved:delay=-1"_s << u"delay=MILLISECONDS"_s;
        QTest::newRow("value too many") << u"dashboard.saved:exit=3"_s << u"exit, stop"_s;
        QTest::newRow("time zero") << u"dashboard.saved:exit@0"_s << u"a number from 1"_s;
        QTest::newRow("time not a number") << u"dashboard.saved:exit@last"_s << u"a number from 1"_s;
        QTest::newRow("second of two") << u"dashboard.saved:exit,session.rotated:"_s << u"exit, stop"_s;
    }
    void parse_refuses()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        const auto points = FailPoints::parse(text);
        QVERIFY(!points);
        QCOMPARE(points.error().code, ErrorCode::InvalidInput);
        QVERIFY2(points.error().detail.contains(expected), qPrintable(points.error().detail));
    }

    void reach_failsEachTimeWithoutANumber()
    {
        const auto points = FailPoints::parse(u"dashboard.saved:error");
        QVERIFY(points);
        for (int time = 0; time < 3; ++time)
            QCOMPARE(points->reach(FailPoint::DashboardSaved).error().code, ErrorCode::Unavailable);
        QVERIFY(points->reach(FailPoint::SessionRotated));
    }

    void reach_failsOnlyTheNamedTime()
    {
        const auto points = FailPoints::parse(u"dashboard.saved:error@2");
        QVERIFY(points);
        QVERIFY(points->reach(FailPoint::DashboardSaved));
        QVERIFY(!points->reach(FailPoint::DashboardSaved));
        QVERIFY(points->reach(FailPoint::DashboardSaved));
    }

    void reach_countsEachPointByItself()
    {
        const auto points = FailPoints::parse(u"dashboard.saved:error@1,session.rotated:error@2");
        QVERIFY(points);
        QVERIFY(points->reach(FailPoint::SessionRotated));
        QVERIFY(!points->reach(FailPoint::DashboardSaved));
        QVERIFY(!points->reach(FailPoint::SessionRotated));
    }

    void reach_exitsAsKilled()
    {
        const auto points = FailPoints::parse(u"dashboard.saved:exit@2");
        const int status = statusOfChild([&] {
            static_cast<void>(points->reach(FailPoint::DashboardSaved));
            static_cast<void>(points->reach(FailPoint::DashboardSaved));
        });
        QVERIFY(WIFSIGNALED(status));
        QCOMPARE(WTERMSIG(status), SIGKILL);
    }

    void reach_stops()
    {
        const auto points = FailPoints::parse(u"dashboard.saved:stop");
        const int status = statusOfChild([&] { static_cast<void>(points->reach(FailPoint::DashboardSaved)); });
        QVERIFY(WIFSTOPPED(status));
    }

    void reach_delays()
    {
        const auto points = FailPoints::parse(u"dashboard.saved:delay=50");
        const auto begin = std::chrono::steady_clock::now();
        QVERIFY(points->reach(FailPoint::DashboardSaved));
        QVERIFY(std::chrono::steady_clock::now() - begin >= std::chrono::milliseconds(50));
    }

    void reach_cutsConnectionsToThatPortOnly()
    {
        const Connection database, other;
        const auto points = FailPoints::parse(u"dashboard.saved:cut-database=%1"_s.arg(database.port));
        QVERIFY(database.isOpen());
        QVERIFY(points->reach(FailPoint::DashboardSaved));
        QVERIFY(!database.isOpen());
        QVERIFY(other.isOpen());
    }

    void allAreDocumented()
    {
        QFile page(QStringLiteral(MDASH_SOURCE_DIR "/docs/testing.md"));
        QVERIFY(page.open(QIODevice::ReadOnly));
        const QByteArray text = page.readAll();
        for (const QString &name : FailPoints::names())
            QVERIFY2(text.contains("| `" + name.toUtf8() + "` |"), qPrintable(name));
    }
};

QTEST_APPLESS_MAIN(tst_failpoint)
#include "tst_failpoint.moc"
