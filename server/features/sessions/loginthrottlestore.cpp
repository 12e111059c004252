#include "features/sessions/loginthrottlestore.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

constexpr int mostRounds = 5; // each but the first means that somebody deleted a counter meanwhile

} // namespace

Result<bool> LoginThrottleStore::admit(const std::vector<ThrottleBucket> &buckets)
{
    for (int round = 0; round < mostRounds; ++round) {
        const auto outcome = countAll(buckets);
        if (!outcome || *outcome != Outcome::Again)
            return outcome.map([](Outcome known) { return known == Outcome::Admitted; });
        if (const auto made = makeRows(buckets); !made)
            return tl::unexpected(made.error());
    }
    return fail(ErrorCode::Unavailable, u"the counters of failed sign-ins are deleted as fast as they are made"_s);
}

/// Counts in all buckets or in none.
Result<LoginThrottleStore::Outcome> LoginThrottleStore::countAll(const std::vector<ThrottleBucket> &buckets)
{
    Outcome outcome = Outcome::Admitted;
    const auto counted = m_database.transact([&](Transaction &) -> Result<void> {
        outcome = Outcome::Admitted;
        for (const ThrottleBucket &bucket : buckets) {
            const auto one = count(bucket);
            if (!one)
                return tl::unexpected(one.error());
            outcome = *one;
            if (outcome != Outcome::Admitted)
                return fail(ErrorCode::TooManyRequests, u"refused"_s); // rolls the counts of the others back
        }
        return {};
    });
    if (!counted && outcome == Outcome::Admitted)
        return tl::unexpected(counted.error());
    return outcome;
}

/// Each row by itself: MariaDB finds a deadlock where many transactions insert the same two rows.
Result<void> LoginThrottleStore::makeRows(const std::vector<ThrottleBucket> &buckets)
{
    for (const ThrottleBucket &bucket : buckets) {
        const auto made = m_database.insertIfAbsent(u"login_throttle"_s, {u"bucket"_s, u"failures"_s, u"window_until"_s, u"next_try_at"_s},
                                                    {bucket.name, 0, 0, 0});
        if (!made)
            return tl::unexpected(made.error());
    }
    return {};
}

Result<qint64> LoginThrottleStore::removeOver(qint64 most)
{
    return m_database.execute(u"DELETE FROM login_throttle WHERE bucket IN (SELECT bucket FROM (SELECT bucket FROM login_throttle"
                              " WHERE window_until < SCANNOW AND next_try_at < SCANNOW LIMIT ?) AS ended)"_s,
                              {most});
}

Result<LoginThrottleStore::Outcome> LoginThrottleStore::count(const ThrottleBucket &bucket)
{
    const qint64 window = bucket.window.count();
    const qint64 most = bucket.mostTries > 0 ? bucket.mostTries : std::numeric_limits<int>::max();
    // The order of the assignments matters: MySQL sees the new value of what stands first.
    const auto raised = m_database.execute(
        u"UPDATE login_throttle SET failures = CASE WHEN window_until < DBNOW THEN 1 ELSE failures + 1 END,"
        " window_until = CASE WHEN window_until < DBNOW THEN DBNOW + ? ELSE window_until END"
        " WHERE bucket = ? AND next_try_at <= DBNOW AND (failures < ? OR window_until < DBNOW)"_s,
        {window, bucket.name, most});
    if (!raised)
        return tl::unexpected(raised.error());
    if (*raised > 0)
        return Outcome::Admitted;
    const auto refuses = m_database.selectOne(
        u"SELECT CASE WHEN next_try_at <= DBNOW AND (failures < ? OR window_until < DBNOW) THEN 0 ELSE 1 END FROM login_throttle WHERE bucket = ?"_s,
        {most, bucket.name}, [](const Row &row) { return row.truth(0); });
    return refuses.map([](const std::optional<bool> &known) { return known.value_or(false) ? Outcome::Refused : Outcome::Again; });
}

Result<qint64> LoginThrottleStore::triesOf(const QString &bucket)
{
    return m_database
        .selectOne(u"SELECT failures FROM login_throttle WHERE bucket = ? AND window_until >= DBNOW"_s, {bucket},
                   [](const Row &row) { return row.integer(0); })
        .map([](const std::optional<qint64> &tries) { return tries.value_or(0); });
}

Result<void> LoginThrottleStore::holdBack(const QString &bucket, std::chrono::milliseconds delay)
{
    return m_database
        .execute(u"UPDATE login_throttle SET next_try_at = DBNOW + ? WHERE bucket = ?"_s, {static_cast<qint64>(delay.count()), bucket})
        .map([](qint64) {});
}

Result<void> LoginThrottleStore::succeed(const QStringList &cleared, const QStringList &returned)
{
    return m_database.transact([&](Transaction &) -> Result<void> {
        for (const QString &bucket : cleared) {
            if (const auto done = m_database.execute(u"DELETE FROM login_throttle WHERE bucket = ?"_s, {bucket}); !done)
                return tl::unexpected(done.error());
        }
        for (const QString &bucket : returned) {
            const auto done = m_database.execute(u"UPDATE login_throttle SET failures = failures - 1 WHERE bucket = ? AND failures > 0"_s, {bucket});
            if (!done)
                return tl::unexpected(done.error());
        }
        return {};
    });
}

} // namespace mdash
