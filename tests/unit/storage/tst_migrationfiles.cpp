#include "platform/storage/migrationfiles.h"

#include <QTemporaryDir>
#include <QTest>

using namespace mdash;
using namespace Qt::Literals::StringLiterals;

class TestMigrationFiles final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readMigrations_ordersByReleaseAndStep();
    void readMigrations_splitsStatements();
    void readMigrations_refusesOddNames();
    void readMigrations_refusesANumberUsedTwice();

private:
    static void write(const QTemporaryDir &folder, const QString &name, const QByteArray &text);
};

void TestMigrationFiles::write(const QTemporaryDir &folder, const QString &name, const QByteArray &text)
{
    QFile file(folder.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

void TestMigrationFiles::readMigrations_ordersByReleaseAndStep()
{
    const QTemporaryDir folder;
    for (const auto &name : {u"10_001_ten.expand.sql"_s, u"2_001_two.expand.sql"_s, u"1_020_b.expand.sql"_s,
                             u"1_003_a.contract.sql"_s})
        write(folder, name, "SELECT 1;\n");

    const auto steps = readMigrations(folder.path());

    QVERIFY(steps);
    QStringList names;
    for (const auto &step : *steps)
        names += step.fileName();
    QCOMPARE(names, (QStringList{u"1_003_a.contract.sql"_s, u"1_020_b.expand.sql"_s, u"2_001_two.expand.sql"_s,
                                 u"10_001_ten.expand.sql"_s}));
}

void TestMigrationFiles::readMigrations_splitsStatements()
{
    const QTemporaryDir folder;
    write(folder, u"1_001_a.expand.sql"_s, "-- a comment; with a semicolon;\n"
                                            "CREATE TABLE a (x TEXT, -- why; so\n"
                                            "  y TEXT DEFAULT 'a;\n-- b');\r\n\n"
                                            "INSERT INTO a VALUES ('--', ';x'); -- the end\n"
                                            "DROP TABLE b\n");
    const auto steps = readMigrations(folder.path());
    QVERIFY(steps);
    QCOMPARE(steps->front().statements.size(), 3);
    QCOMPARE(steps->front().statements[1], u"INSERT INTO a VALUES ('--', ';x')"_s);
    QCOMPARE(steps->front().statements[2], u"DROP TABLE b"_s);
    QCOMPARE(steps->front().checksum.size(), 64);
}

void TestMigrationFiles::readMigrations_refusesOddNames()
{
    const QTemporaryDir folder;
    write(folder, u"first.sql"_s, "SELECT 1;\n");
    const auto steps = readMigrations(folder.path());
    QVERIFY(!steps);
    QVERIFY(steps.error().detail.contains(u"first.sql"_s));
}

void TestMigrationFiles::readMigrations_refusesANumberUsedTwice()
{
    const QTemporaryDir folder;
    write(folder, u"1_001_a.expand.sql"_s, "SELECT 1;\n");
    write(folder, u"1_001_b.expand.sql"_s, "SELECT 1;\n");
    const auto steps = readMigrations(folder.path());
    QVERIFY(!steps);
    QVERIFY(steps.error().detail.contains(u"1_001_b"_s));
}

QTEST_GUILESS_MAIN(TestMigrationFiles)
#include "tst_migrationfiles.moc"
