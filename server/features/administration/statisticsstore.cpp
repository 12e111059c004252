#include "features/administration/statisticsstore.h"

#include "base/json.h"

#include <set>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr qint64 Day = 86'400'000, Month = 30 * Day; // ms

enum Rank { NoRole, Viewer, Editor, Admin };

Statistics::People &operator+=(Statistics::People &sum, const Statistics::People &more)
{
    sum.all += more.all;
    sum.ofMonth += more.ofMonth;
    sum.ofDay += more.ofDay;
    return sum;
}

} // namespace

Result<Statistics> StatisticsStore::count()
{
    Statistics all;
    return countTables(all)
        .and_then([&] { return countTags(all); })
        .and_then([&] { return countPeople(all); })
        .and_then([&] { return countDataSources(all); })
        .map([&] { return all; });
}

Result<void> StatisticsStore::countTables(Statistics &all)
{
    const QString counts = u"SELECT (SELECT COUNT(*) FROM org), (SELECT COUNT(*) FROM team), (SELECT COUNT(*) FROM dashboard),"
                           " (SELECT COUNT(*) FROM dashboard_version), (SELECT COUNT(*) FROM folder), (SELECT COUNT(*) FROM star),"
                           " (SELECT COUNT(*) FROM user_account WHERE is_service_account = 1), (SELECT COUNT(*) FROM api_token),"
                           " (SELECT COUNT(*) FROM data_key),"
                           " (SELECT COUNT(*) FROM user_session WHERE revoked_at IS NULL AND seen_at > DBNOW - ?),"
                           " (SELECT COUNT(*) FROM user_session WHERE revoked_at IS NULL AND seen_at > DBNOW - ?)"_s;
    return m_database.forEach(counts, {Month, Day}, [&](const Row &row) {
        int column = 0;
        for (qint64 *number : {&all.organisations, &all.teams, &all.dashboards, &all.dashboardVersions, &all.folders, &all.stars,
                               &all.serviceAccounts, &all.tokens, &all.dataKeys, &all.sessionsOfMonth, &all.sessionsOfDay})
            *number = row.integer(column++);
    });
}

Result<void> StatisticsStore::countTags(Statistics &all)
{
    std::set<std::string> tags;
    auto done = m_database.forEach(u"SELECT DISTINCT tags FROM dashboard WHERE tags <> '[]'"_s, {}, [&](const Row &row) {
        const auto document = JsonDocument::parse(row.utf8(0));
        if (!document)
            return;
        for (const JsonValue &tag : document->root().elements())
            tags.emplace(tag.string());
    });
    all.tags = static_cast<qint64>(tags.size());
    return done;
}

Result<void> StatisticsStore::countPeople(Statistics &all)
{
    const QString byRank = u"SELECT role_rank, COUNT(*), COUNT(CASE WHEN last_seen_at > DBNOW - ? THEN 1 END),"
                           " COUNT(CASE WHEN last_seen_at > DBNOW - ? THEN 1 END) FROM ("
                           "SELECT u.id, u.last_seen_at, MAX(CASE m.role WHEN 'Admin' THEN 3 WHEN 'Editor' THEN 2 WHEN 'Viewer' THEN 1 ELSE 0 END)"
                           " AS role_rank FROM user_account u LEFT JOIN org_user m ON m.user_id = u.id"
                           " WHERE u.is_service_account = 0 GROUP BY u.id, u.last_seen_at) ranked GROUP BY role_rank"_s;
    return m_database.forEach(byRank, {Month, Day}, [&](const Row &row) {
        const Statistics::People people{row.integer(1), row.integer(2), row.integer(3)};
        all.users += people;
        switch (row.integer(0)) {
        case Admin: all.admins += people; break;
        case Editor: all.editors += people; break;
        case Viewer: all.viewers += people; break;
        default: break;
        }
    });
}

Result<void> StatisticsStore::countDataSources(Statistics &all)
{
    return m_database.forEach(u"SELECT type, COUNT(*) FROM data_source GROUP BY type ORDER BY type"_s, {}, [&](const Row &row) {
        all.dataSourcesByType.emplace_back(row.text(0), row.integer(1));
        all.dataSources += row.integer(1);
    });
}

} // namespace mdash
