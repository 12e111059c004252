#include "runtime/databaseprobe.h"
#include "support/ownserver.h"
#include "support/testdatabase.h"

#include <QElapsedTimer>

#include <atomic>
#include <thread>

using namespace mdash;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A node's view of a server that the test harms.
struct Probed
{
    explicit Probed(const OwnServer &server) : options(server.options())
    {
        options.gate = std::make_shared<DatabaseGate>();
        connection = Database::open(options).value();
        probe = std::make_unique<DatabaseProbe>(options, [this] { ++answers; });
    }
    [[nodiscard]] bool asks() const { return connection->selectOne(u"SELECT 1"_s, {}, [](const Row &row) { return row.integer(0); }).has_value(); }

    DatabaseOptions options;
    std::unique_ptr<Database> connection;
    std::atomic<int> answers = 0;
    std::unique_ptr<DatabaseProbe> probe;
};

qint64 millisecondsUntil(const std::function<bool()> &isSo)
{
    QElapsedTimer timer;
    timer.start();
    while (!isSo() && timer.elapsed() < 20'000)
        QThread::msleep(1);
    return timer.elapsed();
}

#define VERIFY_WITHIN(took, most)                                                                                      \
    do {                                                                                                               \
        const qint64 milliseconds = took;                                                                              \
        QVERIFY2(milliseconds <= most, qPrintable(u"%1 ms"_s.arg(milliseconds)));                                      \
    } while (false)

} // namespace

class tst_DatabaseProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::addServerRows(); }

    void killedServer_closesTheGateUntilItIsBack()
    {
        REQUIRE_DATABASE();
        OwnServer server(TestDatabase::presentKind());
        Probed node(server);
        QTRY_VERIFY(node.answers > 0);
        server.kill();
        VERIFY_WITHIN(millisecondsUntil([&] { return !node.options.gate->isOpen(); }), 1'500);
        QVERIFY(!node.asks());
        VERIFY_WITHIN(millisecondsUntil([&] { return !node.asks(); }), 100); // who asks later waits for nothing
        server.resume();
        VERIFY_WITHIN(millisecondsUntil([&] { return node.asks(); }), 2'500);
        QVERIFY(node.options.gate->isOpen());
        QCOMPARE(node.options.gate->reconnects(), 1);
    }

    void lostConnection_isOpenedAgainAtOnceWhenTheDatabaseIsThere()
    {
        REQUIRE_DATABASE();
        OwnServer server(TestDatabase::presentKind());
        Probed node(server);
        QTRY_VERIFY(node.answers > 0);
        node.options.gate->sockets.cutAll();
        QElapsedTimer timer;
        timer.start();
        QVERIFY(node.asks()); // a SELECT is repeated by itself
        QVERIFY2(timer.elapsed() < 1'000, qPrintable(QString::number(timer.elapsed())));
    }

    void frozenServer_endsWhatWaitsForIt()
    {
        REQUIRE_DATABASE();
        OwnServer server(TestDatabase::presentKind());
        Probed node(server);
        QTRY_VERIFY(node.answers > 0);
        server.freeze();
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!node.asks());
        const qint64 took = timer.elapsed();
        server.thaw();
        QVERIFY2(took <= 2'500, qPrintable(QString::number(took)));
        VERIFY_WITHIN(millisecondsUntil([&] { return node.asks(); }), 4'000);
    }

    void readOnlyServer_isAnOutage()
    {
        REQUIRE_DATABASE();
        OwnServer server(TestDatabase::presentKind());
        Probed node(server);
        QTRY_VERIFY(node.answers > 0);
        const auto administrator = Database::open(server.options()).value();
        const auto setReadOnly = [&](const QString &state) {
            if (TestDatabase::presentKind() == DatabaseKind::Mysql)
                return administrator->run(u"SET GLOBAL read_only = "_s + state).has_value();
            return administrator->run(u"SET default_transaction_read_only = off"_s)
                && administrator->run(u"ALTER SYSTEM SET default_transaction_read_only = "_s + state)
                && administrator->forEach(u"SELECT pg_reload_conf()"_s, {}, [](const Row &) {});
        };
        QVERIFY(setReadOnly(u"on"_s));
        VERIFY_WITHIN(millisecondsUntil([&] { return !node.options.gate->isOpen(); }), 3'000);
        QVERIFY(!node.asks());
        QVERIFY(setReadOnly(u"off"_s));
        VERIFY_WITHIN(millisecondsUntil([&] { return node.asks(); }), 3'000);
    }
};

QTEST_GUILESS_MAIN(tst_DatabaseProbe)
#include "tst_databaseprobe.moc"
