#include "features/sessions/verifiedpasswords.h"

#include "identityfixture.h"

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

namespace {

class SetClock final : public Clock
{
public:
    [[nodiscard]] TimePoint now() const override { return time; }
    TimePoint time{};
};

const Secret password("Correct-horse-7"_ba);

} // namespace

class tst_VerifiedPasswords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verdict_isKnownForAMinute()
    {
        const QString phc = *argon2Hash(password, cheapHash);
        const QByteArray key = m_passwords.keyFor(u"ada"_s, phc, password);
        QVERIFY(!m_passwords.take(key));
        QVERIFY(m_passwords.verify(key, password, phc).result());
        QVERIFY(m_passwords.take(key)->matches);
        m_clock.time += std::chrono::seconds{60};
        QVERIFY(m_passwords.take(key)->matches);
        m_clock.time += std::chrono::seconds{1};
        QVERIFY(!m_passwords.take(key));
    }

    void verdict_isFreshOnce()
    {
        const QString phc = *argon2Hash(password, {128, 1});
        const QByteArray key = m_passwords.keyFor(u"ada"_s, phc, password);
        QVERIFY(m_passwords.verify(key, password, phc).result());
        const auto first = m_passwords.take(key);
        QVERIFY(first->isFresh && first->outdated);
        QVERIFY(!m_passwords.take(key)->isFresh);
    }

    void refused_isAShortNo()
    {
        const QByteArray key = m_passwords.keyFor(u"eve"_s, {}, password);
        QVERIFY(!m_passwords.join(key));
        QPromise<Result<void>> delay;
        delay.start();
        const auto refused = m_passwords.refuse(key, delay.future());
        const auto joined = m_passwords.join(key);
        QVERIFY(joined && !refused.isFinished() && !joined->isFinished());
        delay.addResult(Result<void>());
        delay.finish();
        QVERIFY(refused.isFinished() && joined->isFinished());
        QVERIFY(!m_passwords.take(key)->matches);
        QVERIFY(!m_passwords.take(key)->isFresh);
        m_clock.time += std::chrono::seconds{6};
        QVERIFY(!m_passwords.take(key));
    }

    void wrongPassword_isKnownForAShorterTime()
    {
        const QString phc = *argon2Hash(password, cheapHash);
        const Secret wrong("wrong"_ba);
        const QByteArray key = m_passwords.keyFor(u"ada"_s, phc, wrong);
        QVERIFY(m_passwords.verify(key, wrong, phc).result());
        QVERIFY(!m_passwords.take(key)->matches);
        m_clock.time += std::chrono::seconds{6};
        QVERIFY(!m_passwords.take(key));
    }

    void keys_areApart()
    {
        const QString phc = *argon2Hash(password, cheapHash), another = *argon2Hash(password, cheapHash);
        QVERIFY(m_passwords.keyFor(u"ada"_s, phc, password) != m_passwords.keyFor(u"ada"_s, another, password));
        QVERIFY(m_passwords.keyFor(u"ada"_s, phc, password) != m_passwords.keyFor(u"ada"_s, phc, Secret("x"_ba)));
        QVERIFY(m_passwords.keyFor(u"ada"_s, {}, password) != m_passwords.keyFor(u"bob"_s, {}, password));
    }

    void parallelRequests_shareOneHash()
    {
        PasswordHasher hasher(cheapHash, 1, 1); // a second hash would be refused
        VerifiedPasswords passwords(hasher, m_clock);
        const QString phc = *argon2Hash(password, {4'096, 3});
        const QByteArray key = passwords.keyFor(u"ada"_s, phc, password);
        std::vector<QFuture<Result<void>>> waiting;
        for (int i = 0; i < 20; ++i) {
            const auto joined = passwords.join(key);
            QCOMPARE(joined.has_value(), i > 0);
            waiting.push_back(joined ? *joined : passwords.verify(key, password, phc));
        }
        for (auto &one : waiting)
            QVERIFY(one.result());
        QVERIFY(passwords.take(key)->matches);
    }

    void refusedHash_isAnErrorAndNoVerdict()
    {
        PasswordHasher full(cheapHash, 1, 0);
        VerifiedPasswords passwords(full, m_clock);
        const QByteArray key = passwords.keyFor(u"ada"_s, {}, password);
        QCOMPARE(passwords.verify(key, password, {}).result().error().code, ErrorCode::TooManyRequests);
        QVERIFY(!passwords.take(key));
    }

    void abandonedPassword_isAnErrorForWhoJoined()
    {
        const QByteArray key = m_passwords.keyFor(u"ada"_s, {}, password);
        QVERIFY(!m_passwords.join(key));
        const auto joined = m_passwords.join(key);
        m_passwords.abandon(key, {ErrorCode::Unavailable, u"no database"_s, {}, {}});
        QCOMPARE(joined->result().error().code, ErrorCode::Unavailable);
        QVERIFY(!m_passwords.take(key));
        QVERIFY(!m_passwords.join(key)); // the next one looks anew
    }

private:
    SetClock m_clock;
    PasswordHasher m_hasher{cheapHash};
    VerifiedPasswords m_passwords{m_hasher, m_clock};
};

QTEST_GUILESS_MAIN(tst_VerifiedPasswords)
#include "tst_verifiedpasswords.moc"
