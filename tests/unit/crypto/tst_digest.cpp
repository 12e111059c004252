#include "platform/crypto/digest.h"
#include "platform/crypto/random.h"

#include <QSet>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

class tst_Digest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sha256Hex_givesThePublishedVector()
    {
        QCOMPARE(sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"_ba);
        QCOMPARE(sha256(QByteArrayView{}).toHex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"_ba);
    }

    void md5Hex_givesThePublishedVector() { QCOMPARE(md5Hex("abc"), "900150983cd24fb0d6963f7d28e17f72"_ba); }

    void crc32_givesThePublishedVector() { QCOMPARE(crc32("123456789"), 0xcbf43926u); }

    void base64Url_hasNoPaddingAndNoReservedCharacters()
    {
        QCOMPARE(base64Url(QByteArray::fromHex("fbff")), std::string("-_8"));
    }

    void hmac_givesVectorsOfRfc4231()
    {
        const HmacKey key(Secret("Jefe"_ba));
        const QByteArray expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"_ba;
        QCOMPARE(key.sign("what do ya want for nothing?").toHex(), expected);
        QCOMPARE(key.sign("what do ya want for nothing?").toHex(), expected); // the keyed state is not used up
        QCOMPARE(HmacKey(Secret(QByteArray(20, '\x0b'))).sign("Hi There").toHex(),
                 "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"_ba);
    }

    void deriveKey_isHkdfOfRfc5869()
    {
        // Test case 3 (no salt, no info), first 32 bytes.
        const Secret master(QByteArray(22, '\x0b'));
        QCOMPARE(deriveKey(master, "").reveal().toHex(), "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"_ba);
        QVERIFY(deriveKey(master, "a").reveal() != deriveKey(master, "b").reveal());
    }

    void equalInConstantTime_comparesWhole()
    {
        QVERIFY(equalInConstantTime("same", "same"));
        QVERIFY(!equalInConstantTime("same", "samE"));
        QVERIFY(!equalInConstantTime("same", "same "));
    }

    void randomUid_isValidAndNew()
    {
        QSet<QString> seen;
        for (int i = 0; i < 1'000; ++i) {
            const QString uid = randomUid();
            QCOMPARE(uid.size(), 14);
            for (const QChar c : uid)
                QVERIFY(c.unicode() < 128 && c.isLetterOrNumber());
            seen.insert(uid);
        }
        QCOMPARE(seen.size(), 1'000);
    }
};

QTEST_APPLESS_MAIN(tst_Digest)
#include "tst_digest.moc"
