#pragma once

#include "platform/storage/database.h"

namespace mdash {

/// One counter of tries: how many it allows before it refuses, and for how long it counts.
struct ThrottleBucket
{
    QString name;          // base64 of an HMAC: no login, no address
    qint64 mostTries = 0;  // within the window; 0: no limit, only next_try_at counts
    std::chrono::milliseconds window{};
};

/// Rows of login_throttle. Counters are raised before a password is checked, so parallel tries on many nodes cannot
/// pass together.
class LoginThrottleStore
{
public:
    explicit LoginThrottleStore(Database &database) : m_database(database) {}

    /// Counts a try in each bucket; false, and nothing counted, if one of them refuses.
    [[nodiscard]] Result<bool> admit(const std::vector<ThrottleBucket> &buckets);
    /// How often the bucket was tried within its window.
    [[nodiscard]] Result<qint64> triesOf(const QString &bucket);
    /// Refuses tries until @p delay from now.
    Result<void> holdBack(const QString &bucket, std::chrono::milliseconds delay);
    /// A success: @p cleared start anew, @p returned give their try back.
    Result<void> succeed(const QStringList &cleared, const QStringList &returned);
    /// Deletes at most @p most buckets that refuse nothing and count nothing any more. Answers how many.
    Result<qint64> removeOver(qint64 most);

private:
    enum class Outcome { Admitted, Refused, Again }; // Again: a row was not there

    Result<Outcome> countAll(const std::vector<ThrottleBucket> &buckets);
    Result<Outcome> count(const ThrottleBucket &bucket);
    Result<void> makeRows(const std::vector<ThrottleBucket> &buckets);

    Database &m_database;
};

} // namespace mdash
