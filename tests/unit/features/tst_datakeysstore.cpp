#include "features/secrets/datakeysstore.h"
#include "support/testdatabase.h"

#include <thread>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

namespace {

const Secret master("a master secret of the installation"_ba);
const SecretPlace place{OrgId{1}, u"data_source"_s, u"abc"_s, u"password"_s};

} // namespace

class tst_DataKeysStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::addRows(); }

    void secrets_openOnAnotherNode()
    {
        TEST_DATABASE(database);
        const auto second = database.connect();
        const SystemClock clock;
        KeyRing ringA(master, clock), ringB(master, clock);
        DataKeysStore storeA(database), storeB(*second);
        SecretBox nodeA(ringA, storeA), nodeB(ringB, storeB);
        const QByteArray sealed = *nodeA.seal(place, Secret("s3cret"_ba));
        QCOMPARE(nodeB.open(place, sealed)->reveal(), "s3cret"_ba);
    }

    void insertDataKey_isRefusedForATakenGeneration()
    {
        TEST_DATABASE(database);
        DataKeysStore store(database);
        QVERIFY(store.insertDataKey(OrgId{1}, 1, "one"_ba));
        QCOMPARE(store.insertDataKey(OrgId{1}, 1, "two"_ba).error().code, ErrorCode::Conflict);
        QVERIFY(store.insertDataKey(OrgId{1}, 2, "two"_ba));
        QCOMPARE((*store.currentDataKey(OrgId{1}))->wrapped, "two"_ba);
        QVERIFY(!*store.currentDataKey(OrgId{2}));
        QVERIFY(!*store.dataKey(DataKeyId{987'654}));
    }

    void eightNodesAtOnce_makeOneKey()
    {
        TEST_DATABASE(database);
        std::vector<std::jthread> nodes;
        std::atomic<int> sealed{0};
        for (int i = 0; i < 8; ++i)
            nodes.emplace_back([&] {
                const auto connection = database.connect();
                const SystemClock clock;
                KeyRing ring(master, clock);
                DataKeysStore store(*connection);
                SecretBox box(ring, store);
                const auto bytes = box.seal(place, Secret("s3cret"_ba));
                sealed += bytes && box.open(place, *bytes);
            });
        nodes.clear();
        QCOMPARE(sealed.load(), 8);
        QCOMPARE(*database->selectOne(u"SELECT COUNT(*) FROM data_key"_s, {}, [](const Row &row) { return row.integer(0); }).value(), 1);
    }
};

QTEST_GUILESS_MAIN(tst_DataKeysStore)
#include "tst_datakeysstore.moc"
