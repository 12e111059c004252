#include "support/testdatabase.h"

#include "platform/storage/schemastore.h"

using namespace mdash;
using namespace Qt::Literals::StringLiterals;

class TestMigrator final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::addRows(); }
    void migrate_runsEverythingOnce();
};

void TestMigrator::migrate_runsEverythingOnce()
{
    TEST_DATABASE_OF(database, TestDatabase::Contents::Empty);
    QVERIFY(!pendingMigrations(database)->isEmpty());

    const auto first = migrate(database, u"node-a"_s, std::chrono::seconds(1), {});
    QVERIFY2(first, first ? "" : qPrintable(first.error().detail));

    QVERIFY(pendingMigrations(database)->isEmpty());
    SchemaStore store(database);
    const auto state = store.state();
    QVERIFY(state);
    QCOMPARE(state->clusterId.size(), 32);
    QCOMPARE(state->expanded, schemaRelease);

    const qint64 before = database->statementCount();
    QVERIFY(migrate(database, u"node-b"_s, std::chrono::seconds(1), {}));
    QCOMPARE(database->statementCount() - before, 3); // looks, and does nothing
    QCOMPARE(store.state()->clusterId, state->clusterId);
}

QTEST_GUILESS_MAIN(TestMigrator)
#include "tst_migrator.moc"
