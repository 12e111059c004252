#include "platform/cluster/nodeidentity.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QUuid>

using namespace mdash;
using namespace Qt::Literals::StringLiterals;

class TestNodeIdentity final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void load_keepsTheIdentityFromStartToStart();
    void load_tellsACopiedFolderByItsHostId();
    void load_refusesAFileOfAnotherKind();
};

void TestNodeIdentity::load_keepsTheIdentityFromStartToStart()
{
    QTemporaryDir folder;
    const auto first = loadNodeIdentity(folder.path());
    const auto second = loadNodeIdentity(folder.path());
    QVERIFY(first && second);
    QCOMPARE(first->nodeId.size(), 36);
    QVERIFY(!QUuid(first->nodeId).isNull());
    QCOMPARE(second->nodeId, first->nodeId);
    QCOMPARE(second->hostId, first->hostId);
    QCOMPARE(first->hostId.size(), 32);
}

void TestNodeIdentity::load_tellsACopiedFolderByItsHostId()
{
    QTemporaryDir original;
    QTemporaryDir copied;
    const auto first = loadNodeIdentity(original.path());
    QVERIFY(QFile::copy(original.filePath(u"node-id"_s), copied.filePath(u"node-id"_s)));
    const auto second = loadNodeIdentity(copied.path());
    QVERIFY(first && second);
    QCOMPARE(second->nodeId, first->nodeId);
    QVERIFY(second->hostId != first->hostId);
}

void TestNodeIdentity::load_refusesAFileOfAnotherKind()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"node-id"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("hello\n");
    file.close();
    const auto identity = loadNodeIdentity(folder.path());
    QVERIFY(!identity);
    QVERIFY2(identity.error().detail.contains(file.fileName()), qPrintable(identity.error().detail));
}

QTEST_GUILESS_MAIN(TestNodeIdentity)
#include "tst_nodeidentity.moc"
