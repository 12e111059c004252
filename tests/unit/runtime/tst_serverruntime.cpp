#include "runtime/serverruntime.h"

#include "../http/rawclient.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace mdash;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class tst_serverruntime : public QObject
{
    Q_OBJECT

    static NodeOptions nodeIn(const QString &folder)
    {
        NodeOptions options;
        options.instanceName = u"node"_s;
        options.dataPath = folder;
        options.database.path = folder + u"/node.db"_s;
        options.server.address = u"127.0.0.1"_s;
        options.server.port = 0;
        options.server.rootUrl = QUrl(u"http://localhost:3000/"_s);
        options.server.workerThreads = 2;
        options.server.ioThreads = 1;
        options.server.drainDelay = 0ms;
        options.security.adminUser = u"admin"_s;
        options.security.adminEmail = u"admin@localhost"_s;
        options.security.adminPassword = Secret("a password");
        options.security.makesAdmin = false;
        return options;
    }
    static RawAnswer get(const ServerRuntime &node, const std::string &path)
    {
        RawClient client(node.port());
        client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        return client.read();
    }

private Q_SLOTS:
    void start_servesThreeNodesInOneProcess()
    {
        std::vector<std::unique_ptr<QTemporaryDir>> folders;
        std::vector<std::unique_ptr<ServerRuntime>> nodes;
        for (int i = 0; i < 3; ++i) {
            folders.push_back(std::make_unique<QTemporaryDir>());
            nodes.push_back(std::make_unique<ServerRuntime>(nodeIn(folders.back()->path())));
            const auto started = nodes.back()->start();
            QVERIFY2(started, qPrintable(started ? QString() : started.error().detail));
        }
        for (const auto &node : nodes) {
            QCOMPARE(get(*node, "/api/health").status, 200);
            QCOMPARE(get(*node, "/readyz").status, 200);
            QCOMPARE(get(*node, "/api/user").status, 401);
            QCOMPARE(get(*node, "/metrics").status, 200);
        }
        QVERIFY(nodes[0]->port() != nodes[1]->port());
    }

    void start_twiceFindsItsData()
    {
        const QTemporaryDir folder;
        for (int turn = 0; turn < 2; ++turn) {
            ServerRuntime node(nodeIn(folder.path()));
            QVERIFY(node.start());
            QCOMPARE(get(node, "/readyz").status, 200);
        }
    }

    void start_saysWhatIsWrong()
    {
        const QTemporaryDir folder;
        ServerRuntime first(nodeIn(folder.path()));
        QVERIFY(first.start());

        NodeOptions samePort = nodeIn(folder.path() + u"/other"_s);
        samePort.server.port = first.port();
        ServerRuntime second(samePort);
        const auto started = second.start();
        QVERIFY(!started);
        QVERIFY2(started.error().detail.contains(QString::number(first.port())), qPrintable(started.error().detail));

        NodeOptions unwritable = nodeIn(u"/proc/none"_s);
        ServerRuntime third(unwritable);
        const auto refused = third.start();
        QVERIFY(!refused);
        QVERIFY2(refused.error().detail.contains(u"/proc/none"_s), qPrintable(refused.error().detail));
    }

    void drain_turnsAwayThenEnds()
    {
        const QTemporaryDir folder;
        ServerRuntime node(nodeIn(folder.path()));
        QVERIFY(node.start());
        QSignalSpy drained(&node, &ServerRuntime::drained);

        node.drain();
        const RawAnswer last = get(node, "/readyz");
        QCOMPARE(last.status, 503);
        QVERIFY(last.has("Connection: close"));
        QVERIFY(last.body.find("draining") != std::string::npos);

        QVERIFY(drained.wait(5000));
        QVERIFY(!RawClient(node.port()).isConnected());
    }
};

QTEST_GUILESS_MAIN(tst_serverruntime)
#include "tst_serverruntime.moc"
