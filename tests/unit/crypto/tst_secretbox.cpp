#include "platform/crypto/secretbox.h"

#include "platform/crypto/random.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

namespace {

class SetClock final : public Clock
{
public:
    [[nodiscard]] TimePoint now() const override { return time; }
    TimePoint time{};
};

/// Data keys in memory, as the table would keep them.
class MemoryKeys final : public DataKeySource
{
public:
    Result<std::optional<WrappedDataKey>> currentDataKey(OrgId orgId) override
    {
        ++reads;
        std::optional<WrappedDataKey> found;
        for (const WrappedDataKey &key : keys) {
            if (key.orgId == orgId)
                found = key;
        }
        return found;
    }
    Result<std::optional<WrappedDataKey>> dataKey(DataKeyId id) override
    {
        ++reads;
        for (const WrappedDataKey &key : keys) {
            if (key.id == id)
                return key;
        }
        return std::nullopt;
    }
    Result<void> insertDataKey(OrgId orgId, qint64 generation, const QByteArray &wrapped) override
    {
        if (const auto ahead = std::exchange(beforeInsert, nullptr))
            ahead();
        for (const WrappedDataKey &key : keys) {
            if (key.orgId == orgId && key.generation == generation)
                return fail(ErrorCode::Conflict, u"generation taken"_s);
        }
        keys.push_back({DataKeyId{static_cast<qint64>(keys.size()) + 1}, orgId, generation, wrapped, Millis{0}});
        return {};
    }

    std::vector<WrappedDataKey> keys;
    int reads = 0;
    std::function<void()> beforeInsert;
};

const Secret master("a master secret of the installation"_ba);
const SecretPlace place{OrgId{1}, u"data_source"_s, u"abc"_s, u"password"_s};
const Secret plaintext("s3cret"_ba);

} // namespace

class tst_SecretBox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void open_givesWhatWasSealed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("short") << "s3cret"_ba;
        QTest::newRow("empty") << ""_ba;
        QTest::newRow("null") << QByteArray();
        QTest::newRow("large, binary") << randomBytes(100'000);
    }
    void open_givesWhatWasSealed()
    {
        QFETCH(QByteArray, text);
        const QByteArray sealed = *m_box.seal(place, Secret(text));
        QCOMPARE(m_box.open(place, sealed)->reveal(), text);
        QCOMPARE(sealed.size(), text.size() + 1 + 8 + 12 + 16);
    }

    void seal_neverGivesTheSameBytesTwice() { QVERIFY(*m_box.seal(place, plaintext) != *m_box.seal(place, plaintext)); }

    void open_refusesEveryOtherPlace_data()
    {
        QTest::addColumn<SecretPlace>("other");
        QTest::newRow("organisation") << SecretPlace{OrgId{2}, place.table, place.rowUid, place.field};
        QTest::newRow("table") << SecretPlace{place.orgId, u"contact_point"_s, place.rowUid, place.field};
        QTest::newRow("row") << SecretPlace{place.orgId, place.table, u"abd"_s, place.field};
        QTest::newRow("field") << SecretPlace{place.orgId, place.table, place.rowUid, u"tlsKey"_s};
        QTest::newRow("shifted border") << SecretPlace{place.orgId, place.table, u"abcp"_s, u"assword"_s};
    }
    void open_refusesEveryOtherPlace()
    {
        QFETCH(SecretPlace, other);
        const QByteArray sealed = *m_box.seal(place, plaintext);
        QCOMPARE(m_box.open(other, sealed).error().code, ErrorCode::Internal);
    }

    void open_refusesEveryChangedBit()
    {
        const QByteArray sealed = *m_box.seal(place, plaintext);
        for (qsizetype bit = 0; bit < sealed.size() * 8; ++bit) {
            QByteArray changed = sealed;
            changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
            QVERIFY2(!m_box.open(place, changed), qPrintable(u"bit %1"_s.arg(bit)));
        }
        for (qsizetype length = 0; length < sealed.size(); ++length)
            QVERIFY(!m_box.open(place, sealed.left(length)));
    }

    void open_refusesAnotherMaster()
    {
        const QByteArray sealed = *m_box.seal(place, plaintext);
        KeyRing otherKeys(Secret("another master"_ba), m_clock);
        SecretBox other(otherKeys, m_keys);
        const auto opened = other.open(place, sealed);
        QCOMPARE(opened.error().code, ErrorCode::Internal);
        QVERIFY(!opened.error().detail.contains(u"s3cret"_s));
    }

    void seal_makesOneKeyPerOrganisation()
    {
        MemoryKeys keys;
        SecretBox box(m_ring, keys);
        QVERIFY(box.seal(place, plaintext));
        QVERIFY(box.seal(place, plaintext));
        QCOMPARE(keys.keys.size(), 1u);
        QVERIFY(box.seal({OrgId{2}, place.table, place.rowUid, place.field}, plaintext));
        QCOMPARE(keys.keys.size(), 2u);
    }

    void seal_takesTheKeyOfWhoeverWasFirst()
    {
        MemoryKeys keys;
        KeyRing ringOfA(master, m_clock), ringOfB(master, m_clock);
        SecretBox nodeA(ringOfA, keys), nodeB(ringOfB, keys);
        QByteArray sealedByB;
        keys.beforeInsert = [&] { sealedByB = *nodeB.seal(place, plaintext); };
        const QByteArray sealedByA = *nodeA.seal(place, plaintext);
        QCOMPARE(keys.keys.size(), 1u);
        QCOMPARE(nodeA.open(place, sealedByB)->reveal(), plaintext.reveal());
        QCOMPARE(nodeB.open(place, sealedByA)->reveal(), plaintext.reveal());
    }

    void seal_takesANewKeyAfter90Days()
    {
        MemoryKeys keys;
        KeyRing ring(master, m_clock);
        SecretBox box(ring, keys);
        const QByteArray old = *box.seal(place, plaintext);
        keys.keys[0].age = std::chrono::days{91};
        const QByteArray fresh = *box.seal(place, plaintext);
        QCOMPARE(keys.keys.size(), 2u);
        QVERIFY(*dataKeyOf(old) != *dataKeyOf(fresh));
        QCOMPARE(box.open(place, old)->reveal(), plaintext.reveal());
    }

    void keyRing_forgetsAfter15Minutes()
    {
        SetClock clock;
        MemoryKeys keys;
        KeyRing ring(master, clock);
        SecretBox box(ring, keys);
        const QByteArray sealed = *box.seal(place, plaintext);
        const int reads = keys.reads;
        QVERIFY(box.open(place, sealed));
        QCOMPARE(keys.reads, reads);
        clock.time += std::chrono::minutes{16};
        QVERIFY(box.open(place, sealed));
        QCOMPARE(keys.reads, reads + 1);
    }

private:
    SetClock m_clock;
    MemoryKeys m_keys;
    KeyRing m_ring{master, m_clock};
    SecretBox m_box{m_ring, m_keys};
};

QTEST_APPLESS_MAIN(tst_SecretBox)
#include "tst_secretbox.moc"
