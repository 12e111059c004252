#include "platform/crypto/passwordhasher.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

namespace {

constexpr Argon2Cost cheap{64, 1};
const Secret password("Correct-horse-7"_ba);

} // namespace

class tst_PasswordHasher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verify_knowsVectorsOfTheReferenceProgram()
    {
        // argon2id_hash_encoded() of libargon2 with password "password", salt "somesalt"
        const QString phc = u"$argon2id$v=19$m=64,t=2,p=1$c29tZXNhbHQ$FqGkmHNGCd0BRW2kBt6fPZ2pPmyGwwChL8FGUhTOSSI"_s;
        QVERIFY(*argon2Verify(Secret("password"_ba), phc));
        QVERIFY(!*argon2Verify(Secret("passwore"_ba), phc));
    }

    void hash_isSaltedAndVerifies()
    {
        PasswordHasher hasher(cheap);
        const QString first = *hasher.hash(password).result();
        const QString second = *hasher.hash(password).result();
        QVERIFY(first.startsWith(u"$argon2id$v=19$m=64,t=1,p=1$"_s));
        QVERIFY(first != second);
        QVERIFY(hasher.verify(password, first).result()->matches);
        QVERIFY(!hasher.verify(Secret("Correct-horse-8"_ba), first).result()->matches);
        QVERIFY(!hasher.verify(Secret(), first).result()->matches);
    }

    void verify_saysThatAnotherCostIsOutdated()
    {
        PasswordHasher hasher(cheap);
        const QString dearer = *hasher.hash(password, {128, 1}).result();
        QVERIFY(hasher.verify(password, dearer).result()->outdated);
        QVERIFY(!hasher.verify(password, *hasher.hash(password).result()).result()->outdated);
    }

    void verify_withoutStoredHashSaysNo()
    {
        PasswordHasher hasher(cheap);
        QVERIFY(!hasher.verify(password, std::nullopt).result()->matches);
    }

    void verify_failsOnWhatIsNoHash_data()
    {
        QTest::addColumn<QString>("phc");
        QTest::newRow("empty") << u""_s;
        QTest::newRow("another algorithm") << u"$2a$10$abcdefghijklmnopqrstuv"_s;
        QTest::newRow("no salt") << u"$argon2id$v=19$m=64,t=1,p=1$$AAAAAAAAAAAAAAAAAAAAAA"_s;
        QTest::newRow("two gigabytes") << u"$argon2id$v=19$m=2097152,t=1,p=1$c29tZXNhbHQ$AAAAAAAAAAAAAAAAAAAAAA"_s;
    }
    void verify_failsOnWhatIsNoHash()
    {
        QFETCH(QString, phc);
        QCOMPARE(argon2Verify(password, phc).error().code, ErrorCode::Internal);
    }

    void hash_isRefusedWhenTheQueueIsFull()
    {
        PasswordHasher hasher(cheap, 1, 0);
        const auto refused = hasher.hash(password).result();
        QCOMPARE(refused.error().code, ErrorCode::TooManyRequests);
        QCOMPARE(refused.error().messageId, u"login.busy"_s);
    }

    void queueLength_countsWhatWaits()
    {
        PasswordHasher hasher(cheap);
        hasher.hash(password).waitForFinished();
        QCOMPARE(hasher.queueLength(), 0);
    }

    void forMemory_takesTheFloorOnSmallMachines()
    {
        QCOMPARE(Argon2Cost::forMemory(quint64{1} << 30), (Argon2Cost{19'456, 2}));
        QCOMPARE(Argon2Cost::forMemory(quint64{4'000} << 20), (Argon2Cost{65'536, 3}));
    }
};

QTEST_APPLESS_MAIN(tst_PasswordHasher)
#include "tst_passwordhasher.moc"
