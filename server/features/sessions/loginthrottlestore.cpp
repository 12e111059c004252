#include "features/sessions/loginthrottlestore.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

Result<bool> LoginThrottleStore::admit(const std::vector<ThrottleBucket> &buckets)
{
    bool isAdmitted = true;
    const auto counted = m_database.transact([&](Transaction &) -> Result<bool> {
        isAdmitted = true;
        for (const ThrottleBucket &bucket : buckets) {
            const auto passed = count(bucket);
            if (!passed)
                return passed;
            if (!*passed) {
                isAdmitted = false;
                return fail(ErrorCode::TooManyRequests, u"refused"_s); // rolls the counts of the others back
            }
        }
        return true;
    });
    if (!counted && isAdmitted)
        return counted;
    return isAdmitted;
}

Result<qint64> LoginThrottleStore::removeOver(qint64 most)
{
    return m_database.execute(u"DELETE FROM login_throttle WHERE bucket IN (SELECT bucket FROM (SELECT bucket FROM login_throttle"
                              " WHERE window_until < SCANNOW AND next_try_at < SCANNOW LIMIT ?) AS ended)"_s,
                              {most});
}

Result<bool> LoginThrottleStore::count(const ThrottleBucket &bucket)
{
    const qint64 window = bucket.window.count();
    const qint64 most = bucket.mostTries > 0 ? bucket.mostTries : std::numeric_limits<int>::max();
    // The order of the assignments matters: MySQL sees the new value of what stands first.
    const auto raise = [&] {
        return m_database.execute(
            u"UPDATE login_throttle SET failures = CASE WHEN window_until < DBNOW THEN 1 ELSE failures + 1 END,"
            " window_until = CASE WHEN window_until < DBNOW THEN DBNOW + ? ELSE window_until END"
            " WHERE bucket = ? AND next_try_at <= DBNOW AND (failures < ? OR window_until < DBNOW)"_s,
            {window, bucket.name, most});
    };
    auto raised = raise();
    if (raised && *raised == 0) {
        const auto isNew = m_database.insertIfAbsent(u"login_throttle"_s, {u"bucket"_s, u"failures"_s, u"window_until"_s, u"next_try_at"_s},
                                                     {bucket.name, 0, 0, 0});
        if (!isNew)
            return tl::unexpected(isNew.error());
        raised = raise(); // also where another try made the row meanwhile: only the row says who is refused
    }
    return raised.map([](qint64 rows) { return rows > 0; });
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
