#include "base/failpoint.h"

#include <QStringList>

#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

enum class Action { Exit, Stop, Error, Delay, CutDatabase };

struct PointName
{
    FailPoint point;
    QLatin1StringView name;
};
constexpr std::array pointNames{PointName{FailPoint::MigrationStatement, "migration.statement"_L1},
                                PointName{FailPoint::SessionRotated, "session.rotated"_L1},
                                PointName{FailPoint::DashboardSaved, "dashboard.saved"_L1},
                                PointName{FailPoint::Heartbeat, "cluster.heartbeat"_L1}};

struct ActionName
{
    Action action;
    QLatin1StringView name;
    bool hasValue; // delay=MILLISECONDS, cut-database=PORT
};
constexpr std::array actionNames{ActionName{Action::Exit, "exit"_L1, false}, ActionName{Action::Stop, "stop"_L1, false},
                                 ActionName{Action::Error, "error"_L1, false}, ActionName{Action::Delay, "delay"_L1, true},
                                 ActionName{Action::CutDatabase, "cut-database"_L1, true}};

template<class Names>
const auto *find(const Names &names, QStringView name)
{
    const auto found = std::find_if(names.begin(), names.end(), [&](const auto &row) { return row.name == name; });
    return found == names.end() ? nullptr : &*found;
}

/// Ends both directions of every TCP connection of this process to @p port, as a broken link does.
void cutConnectionsTo(int port)
{
    constexpr int highest = 4096; // file descriptors; a test opens fewer
    for (int descriptor = 0; descriptor < highest; ++descriptor) {
        sockaddr_in6 address{}; // an IPv4 address has its port at the same place
        socklen_t length = sizeof address;
        if (getpeername(descriptor, reinterpret_cast<sockaddr *>(&address), &length) != 0)
            continue;
        const bool isInternet = address.sin6_family == AF_INET || address.sin6_family == AF_INET6;
        if (isInternet && ntohs(address.sin6_port) == port)
            shutdown(descriptor, SHUT_RDWR);
    }
}

} // namespace

struct FailPoints::Rule
{
    FailPoint point{};
    Action action{};
    int value = 0;
    int which = 0; // the how manieth time; 0: each
    std::atomic<int> reached{0};
};

QStringList FailPoints::names()
{
    QStringList names;
    for (const PointName &row : pointNames)
        names += row.name;
    return names;
}

Result<FailPoints> FailPoints::parse(QStringView text)
{
    std::vector<std::shared_ptr<Rule>> rules;
    for (const QStringView part : text.split(u',')) {
        auto rule = parseRule(part);
        if (!rule)
            return tl::unexpected(rule.error());
        rules.push_back(*std::move(rule));
    }
    return FailPoints(std::move(rules));
}

Result<std::shared_ptr<FailPoints::Rule>> FailPoints::parseRule(QStringView text)
{
    const auto refuse = [&](const QString &expected) {
        return fail(ErrorCode::InvalidInput, u"MD_FAILPOINT: \"%1\": expected %2"_s.arg(text.toString(), expected));
    };
    const qsizetype colon = text.indexOf(u':'), at = text.indexOf(u'@', colon + 1);
    if (colon < 0)
        return refuse(u"name:action or name:action@number"_s);
    auto rule = std::make_shared<Rule>();
    const PointName *point = find(pointNames, text.left(colon));
    if (!point)
        return refuse(u"one of the names "_s + names().join(u", "_s));
    rule->point = point->point;
    const QStringView action = text.mid(colon + 1, at < 0 ? -1 : at - colon - 1);
    const qsizetype equals = action.indexOf(u'=');
    const ActionName *named = find(actionNames, equals < 0 ? action : action.left(equals));
    bool isNumber = true;
    if (named && named->hasValue)
        rule->value = action.mid(equals + 1).toInt(&isNumber);
    if (!named || named->hasValue != (equals >= 0) || !isNumber || rule->value < 0)
        return refuse(u"an action exit, stop, error, delay=MILLISECONDS or cut-database=PORT"_s);
    rule->action = named->action;
    if (at >= 0 && (rule->which = text.mid(at + 1).toInt()) < 1)
        return refuse(u"a number from 1 after @"_s);
    return rule;
}

Result<void> FailPoints::reach(FailPoint point) const
{
    for (const auto &rule : m_rules) {
        if (rule->point != point || (++rule->reached != rule->which && rule->which != 0))
            continue;
        switch (rule->action) {
        case Action::Exit: kill(getpid(), SIGKILL); break;
        case Action::Stop: kill(getpid(), SIGSTOP); break;
        case Action::Error: return fail(ErrorCode::Unavailable, u"MD_FAILPOINT wants an error here"_s);
        case Action::Delay: std::this_thread::sleep_for(std::chrono::milliseconds(rule->value)); break;
        case Action::CutDatabase: cutConnectionsTo(rule->value); break;
        }
    }
    return {};
}

namespace {

const Result<FailPoints> &environmentFailPoints()
{
    static const Result<FailPoints> points = FailPoints::parse(qEnvironmentVariable("MD_FAILPOINT"));
    return points;
}

} // namespace

const bool failPointsAreOn = !qEnvironmentVariableIsEmpty("MD_FAILPOINT");

Result<void> reachFailPoint(FailPoint point)
{
    const auto &points = environmentFailPoints();
    return points ? points->reach(point) : Result<void>();
}

std::optional<QString> failPointProblem()
{
    if (!failPointsAreOn || environmentFailPoints())
        return std::nullopt;
    return environmentFailPoints().error().detail;
}

} // namespace mdash
