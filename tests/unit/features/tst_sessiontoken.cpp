#include "features/sessions/sessiontoken.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

namespace {

const Secret secretKey("0123456789abcdef0123456789abcdef"_ba);

} // namespace

class tst_SessionToken : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void write_readsBack_data()
    {
        QTest::addColumn<qint64>("n");
        QTest::newRow("first") << qint64{1};
        QTest::newRow("two digits") << qint64{36};
        QTest::newRow("six digits") << qint64{2'176'782'335};
    }
    void write_readsBack()
    {
        QFETCH(qint64, n);
        const SessionTokens tokens(secretKey);
        const std::string sid = SessionTokens::newSid();
        const auto read = tokens.read(tokens.write(sid, n));
        QVERIFY(read);
        QCOMPARE(read->sid, sid);
        QCOMPARE(read->n, n);
    }

    void newSid_has128BitsInLowerCaseBase32()
    {
        static const QRegularExpression form(u"^[a-z2-7]{26}$"_s);
        QSet<QString> seen;
        for (int i = 0; i < 1'000; ++i) {
            const QString sid = QString::fromStdString(SessionTokens::newSid());
            QVERIFY2(form.match(sid).hasMatch(), qPrintable(sid));
            seen.insert(sid);
        }
        QCOMPARE(seen.size(), 1'000);
    }

    void read_neverAcceptsATokenOfAnotherKey()
    {
        for (int i = 0; i < 2'000; ++i) {
            const SessionTokens ours(Secret("key "_ba + QByteArray::number(i))), theirs(Secret("key "_ba + QByteArray::number(i + 1)));
            const std::string token = ours.write(SessionTokens::newSid(), i + 1);
            QVERIFY(ours.read(token));
            QVERIFY(!theirs.read(token));
        }
    }

    void read_refusesEveryChangedCharacter()
    {
        const SessionTokens tokens(secretKey);
        const std::string token = tokens.write(SessionTokens::newSid(), 77);
        for (std::size_t i = 0; i < token.size(); ++i) {
            std::string changed = token;
            changed[i] = changed[i] == 'a' ? 'b' : 'a';
            QVERIFY2(!tokens.read(changed), changed.c_str());
        }
    }

    void read_refusesOtherShapes_data()
    {
        QTest::addColumn<QByteArray>("token");
        const SessionTokens tokens(secretKey);
        const std::string sid = SessionTokens::newSid();
        const QByteArray good = QByteArray::fromStdString(tokens.write(sid, 5));
        QTest::newRow("empty") << ""_ba;
        QTest::newRow("sid alone") << QByteArray::fromStdString(sid);
        QTest::newRow("of another program") << QByteArray(32, '0');
        QTest::newRow("cut") << good.chopped(1);
        QTest::newRow("longer") << good + 'A';
        QTest::newRow("number zero, signed") << QByteArray::fromStdString(tokens.write(sid, 0));
        QTest::newRow("megabyte") << QByteArray(1 << 20, 'a');
        QTest::newRow("dots") << QByteArray(73, '.');
    }
    void read_refusesOtherShapes()
    {
        QFETCH(QByteArray, token);
        QVERIFY(!SessionTokens(secretKey).read(token.toStdString()));
    }

    void read_acceptsThePreviousKeyDuringAChange()
    {
        const SessionTokens before(secretKey, 1), during(secretKey, 2, 1), after(secretKey, 2);
        const std::string token = before.write(SessionTokens::newSid(), 3);
        QVERIFY(during.read(token));
        QVERIFY(!after.read(token));
        QVERIFY(after.read(during.write(SessionTokens::newSid(), 3)));
    }

    void hashOf_isNotTheSid()
    {
        const std::string sid = SessionTokens::newSid();
        QCOMPARE(SessionTokens::hashOf(sid).size(), 64);
        QVERIFY(!SessionTokens::hashOf(sid).contains(QString::fromStdString(sid)));
    }
};

QTEST_APPLESS_MAIN(tst_SessionToken)
#include "tst_sessiontoken.moc"
