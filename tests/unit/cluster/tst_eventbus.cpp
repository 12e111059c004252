#include "platform/cluster/eventbus.h"
#include "support/testdatabase.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>

#include <mutex>

using namespace mdash;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A node's bus that notes what it is told.
class Listener
{
public:
    explicit Listener(const DatabaseOptions &options, std::optional<RedisOptions> redis = {}) : bus(options, std::move(redis))
    {
        bus.subscribe(u"dashboard"_s, [this](const ReceivedEvent &event) {
            const std::lock_guard lock(m_mutex);
            m_payloads += event.payload;
        });
        bus.subscribe({}, [this](const ReceivedEvent &) { ++all; });
        bus.onResync([this] { ++resyncs; });
        bus.start();
    }
    [[nodiscard]] bool isPlaced() const { return bus.position() >= 0; }
    [[nodiscard]] QStringList payloads()
    {
        const std::lock_guard lock(m_mutex);
        return m_payloads;
    }

    std::atomic<int> all = 0, resyncs = 0;

private:
    std::mutex m_mutex;
    QStringList m_payloads;

public:
    EventBus bus; // ends first
};

void publish(Database &database, const QString &topic, const QString &payload)
{
    const auto done = database.transact([&](Transaction &transaction) -> Result<void> {
        transaction.publish(topic, payload);
        return {};
    });
    QVERIFY(done);
}

/// A Redis of the test's own.
class OwnRedis
{
public:
    OwnRedis()
    {
        QTcpServer probe;
        probe.listen(QHostAddress::LocalHost);
        m_port = probe.serverPort();
        probe.close();
        start();
    }
    ~OwnRedis() { kill(); }
    void start()
    {
        m_process.start(u"redis-server"_s, {u"--port"_s, QString::number(m_port), u"--bind"_s, u"127.0.0.1"_s, u"--save"_s, QString(), u"--requirepass"_s, u"sesame"_s});
        QVERIFY(m_process.waitForStarted());
    }
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    [[nodiscard]] RedisOptions options() const
    {
        RedisOptions options;
        options.host = u"127.0.0.1"_s;
        options.port = m_port;
        options.password = Secret("sesame");
        options.prefix = u"test"_s;
        return options;
    }

private:
    QProcess m_process;
    quint16 m_port = 0;
};

} // namespace

class tst_EventBus : public QObject
{
    Q_OBJECT

    static qint64 millisecondsUntil(const std::function<bool()> &isSo)
    {
        QElapsedTimer timer;
        timer.start();
        while (!isSo() && timer.elapsed() < 8'000)
            QThread::msleep(1);
        return timer.elapsed();
    }

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::addRows(); }

    void event_ofAnotherConnectionIsHeardInTime()
    {
        TEST_DATABASE(database);
        Listener listener(database.options());
        QTRY_VERIFY(listener.isPlaced());
        QStringList expected;
        qint64 longest = 0;
        for (int i = 0; i < 5; ++i) {
            expected += QString::number(i);
            publish(database, u"dashboard"_s, expected.back());
            longest = std::max(longest, millisecondsUntil([&] { return listener.payloads().size() == expected.size(); }));
        }
        QCOMPARE(listener.payloads(), expected);
        const bool isNotified = database.kind() == DatabaseKind::Postgres;
        QVERIFY2(longest < (isNotified ? 300 : 1'000), qPrintable(QString::number(longest)));
        QVERIFY(!listener.bus.isListenSwallowed());
        QCOMPARE(listener.bus.lag(), 0ms);
    }

    void topics_areKeptApart()
    {
        TEST_DATABASE(database);
        Listener listener(database.options());
        QTRY_VERIFY(listener.isPlaced());
        publish(database, u"folder"_s, u"f"_s);
        publish(database, u"dashboard"_s, u"d"_s);
        QTRY_COMPARE(listener.all.load(), 2);
        QCOMPARE(listener.payloads(), QStringList(u"d"_s));
    }

    /// One that is committed while the last look is under way must not wait for the next one.
    void events_atAnyMomentOfALookAreHeardInTime()
    {
        TEST_DATABASE(database);
        Listener listener(database.options());
        QTRY_VERIFY(listener.isPlaced());
        const bool isNotified = database.kind() == DatabaseKind::Postgres;
        qint64 longest = 0;
        for (int pair = 1; pair <= (isNotified ? 40 : 3); ++pair) {
            QThread::msleep(60); // longer than from one look to the next: the first one is looked for at once
            publish(database, u"dashboard"_s, u"wakes"_s);
            QThread::usleep(static_cast<unsigned long>(pair) * 50);
            publish(database, u"dashboard"_s, u"during the look"_s);
            longest = std::max(longest, millisecondsUntil([&] { return listener.all == 2 * pair; }));
        }
        QVERIFY2(longest < (isNotified ? 1'000 : 2'000), qPrintable(QString::number(longest)));
    }

    void commit_ofThisNodeIsHeardAtOnce()
    {
        TEST_DATABASE(database);
        DatabaseOptions options = database.options();
        Listener listener(options);
        QTRY_VERIFY(listener.isPlaced());
        QTest::qWait(100); // longer than from one look to the next
        options.onPublished = [&](qint64 id) { listener.bus.announce(id); };
        const auto own = Database::open(options);
        publish(**own, u"dashboard"_s, u"mine"_s);
        const qint64 took = millisecondsUntil([&] { return !listener.payloads().isEmpty(); });
        QVERIFY2(took < 200, qPrintable(QString::number(took)));
    }

    void lostHistory_isTold()
    {
        TEST_DATABASE(database);
        publish(database, u"dashboard"_s, u"1"_s);
        Listener listener(database.options());
        QTRY_VERIFY(listener.isPlaced());
        QVERIFY(database->execute(u"UPDATE cluster_event SET nonce = '0123456789abcdef'"_s));
        listener.bus.wake();
        QTRY_COMPARE(listener.resyncs.load(), 1);
        QCOMPARE(listener.bus.resyncs(), 1);
    }

    void events_comeThroughAfterTheConnectionWasLost()
    {
        TEST_DATABASE(database);
        if (database.kind() == DatabaseKind::Sqlite)
            return;
        DatabaseOptions options = database.options();
        options.gate = std::make_shared<DatabaseGate>();
        options.isProbe = true; // no probe asks here
        Listener listener(options);
        QTRY_VERIFY(listener.isPlaced());

        options.gate->sockets.cutAll();
        publish(database, u"dashboard"_s, u"meanwhile"_s);
        QTRY_COMPARE(listener.payloads(), QStringList(u"meanwhile"_s));
        QCOMPARE(listener.resyncs.load(), 0);
        publish(database, u"dashboard"_s, u"later"_s);
        const qint64 took = millisecondsUntil([&] { return listener.payloads().size() == 2; });
        QVERIFY2(took < 1'000, qPrintable(QString::number(took)));
    }

    void redis_wakesAndNothingIsLostWithoutIt()
    {
        TEST_DATABASE(database);
        if (database.kind() == DatabaseKind::Postgres)
            return; // it has a bell of its own
        if (QStandardPaths::findExecutable(u"redis-server"_s).isEmpty())
            QSKIP("redis-server is not installed");
        OwnRedis redis;
        Listener reader(database.options(), redis.options()), writer(database.options(), redis.options());
        QTRY_VERIFY(reader.isPlaced() && writer.isPlaced());
        DatabaseOptions options = database.options();
        options.onPublished = [&](qint64 id) { writer.bus.announce(id); };
        const auto connection = Database::open(options);
        const auto heard = [&](const QString &payload) {
            publish(**connection, u"dashboard"_s, payload);
            return millisecondsUntil([&] { return reader.payloads().contains(payload); });
        };
        QTRY_VERIFY(heard(u"warm up"_s) < 8'000); // both have subscribed by now, or the poll found it
        QTRY_VERIFY_WITH_TIMEOUT(heard(u"woken"_s) < 200, 8'000);

        redis.kill();
        for (int i = 0; i < 3; ++i) {
            const qint64 took = heard(u"without %1"_s.arg(i));
            QVERIFY2(took < 2'000, qPrintable(QString::number(took)));
        }
        redis.start();
        QTRY_VERIFY_WITH_TIMEOUT(heard(u"back"_s) < 200, 10'000);
    }
};

QTEST_GUILESS_MAIN(tst_EventBus)
#include "tst_eventbus.moc"
