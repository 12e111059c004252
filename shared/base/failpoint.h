#pragma once

#include "base/error.h"

#include <QStringView>

#include <memory>
#include <optional>
#include <vector>

namespace mdash {

/// Places where tests make this process fail; docs/testing.md lists them and what MD_FAILPOINT says.
enum class FailPoint {
    MigrationStatement, // a statement of a migration ran; its record is not written or not committed
    SessionRotated,     // a session's token is replaced in the database; the answer with the new one is not sent
    DashboardSaved,     // a save is committed; its answer is not sent
    Heartbeat,          // the node's row is read and about to be written
};

/// What a text such as `dashboard.saved:exit@3` makes fail. Thread-safe once made.
class FailPoints
{
public:
    /// Fails with InvalidInput that names the part and what was expected.
    [[nodiscard]] static Result<FailPoints> parse(QStringView text);
    [[nodiscard]] static QStringList names();

    /// Does what the text says for this time that @p point is reached. May not return, or return late. Fails with
    /// Unavailable if that is what the text says.
    Result<void> reach(FailPoint point) const;

private:
    struct Rule;
    explicit FailPoints(std::vector<std::shared_ptr<Rule>> rules) : m_rules(std::move(rules)) {}
    static Result<std::shared_ptr<Rule>> parseRule(QStringView text);

    std::vector<std::shared_ptr<Rule>> m_rules;
};

/// Whether the environment variable MD_FAILPOINT had a text when this process started.
extern const bool failPointsAreOn;
/// FailPoints::reach() of the text of MD_FAILPOINT; success if failPointProblem() is something.
[[nodiscard]] Result<void> reachFailPoint(FailPoint point);
/// What is wrong with that text; nothing if it is fine or not set.
[[nodiscard]] std::optional<QString> failPointProblem();

/// Call where a test may want this process to fail. Costs one look at a constant while MD_FAILPOINT is not set.
[[nodiscard]] inline Result<void> failPoint(FailPoint point)
{
    return failPointsAreOn ? reachFailPoint(point) : Result<void>();
}

} // namespace mdash
