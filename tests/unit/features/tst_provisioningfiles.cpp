#include "features/provisioning/provisioningfiles.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace mdash;
using namespace Qt::Literals::StringLiterals;

class tst_provisioningfiles : public QObject
{
    Q_OBJECT

    static void write(const QTemporaryDir &folder, const QString &path, const QByteArray &text)
    {
        QVERIFY(QDir(folder.path()).mkpath(QFileInfo(path).path()));
        QFile file(folder.filePath(path));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    static void fill(const QTemporaryDir &folder)
    {
        write(folder, u"datasources/a.yaml"_s, "datasources: []\n");
        write(folder, u"dashboards/b.yaml"_s, "providers:\n  - name: files\n    options: {path: ../boards}\n");
        write(folder, u"boards/one.json"_s, "{}");
        write(folder, u"boards/below/two.json"_s, "{\"a\":1}");
    }
    static QString hashOf(const QTemporaryDir &folder) { return hashOfFiles(folder.path(), {}).value_or(u"failed"_s); }

private Q_SLOTS:
    void hash_isThatOfTheFilesWhereverTheyLie()
    {
        const QTemporaryDir a, b;
        fill(a);
        fill(b);
        QCOMPARE(hashOf(a).size(), 64);
        QCOMPARE(hashOf(a), hashOf(b));
    }

    void hash_changesWithContentNameAndNumber()
    {
        const QTemporaryDir folder;
        fill(folder);
        QStringList hashes{hashOf(folder)};
        write(folder, u"boards/one.json"_s, "{ }");
        hashes.append(hashOf(folder));
        QVERIFY(QFile::rename(folder.filePath(u"boards/one.json"_s), folder.filePath(u"boards/three.json"_s)));
        hashes.append(hashOf(folder));
        QVERIFY(QFile::remove(folder.filePath(u"boards/three.json"_s)));
        hashes.append(hashOf(folder));
        write(folder, u"datasources/a.yaml"_s, "datasources: [ ]\n");
        hashes.append(hashOf(folder));
        hashes.append(hashOf(QTemporaryDir()));
        QCOMPARE(QSet<QString>(hashes.begin(), hashes.end()).size(), hashes.size());
    }

    void hash_failsForAFileThatCannotBeUnderstood()
    {
        const QTemporaryDir folder;
        write(folder, u"dashboards/b.yaml"_s, "providers: [\n");
        const auto hash = hashOfFiles(folder.path(), {});
        QVERIFY(!hash);
        QVERIFY(hash.error().detail.contains(u"b.yaml"_s));
    }

    void dashboardFiles_areNamedRelativeToTheProvider()
    {
        const QTemporaryDir folder;
        fill(folder);
        const auto providers = readDashboardProviders(folder.path(), {});
        QCOMPARE(dashboardFilesOf(providers->front()), QStringList({u"below/two.json"_s, u"one.json"_s}));
    }
};

QTEST_GUILESS_MAIN(tst_provisioningfiles)
#include "tst_provisioningfiles.moc"
