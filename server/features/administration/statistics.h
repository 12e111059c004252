#pragma once

#include <QString>
#include <QtGlobal>

#include <utility>
#include <vector>

namespace mdash {

/// How much of everything the whole server holds.
struct Statistics
{
    struct People
    {
        qint64 all = 0;
        qint64 ofMonth = 0; // seen in the last 30 days
        qint64 ofDay = 0;
    };

    qint64 organisations = 0, teams = 0;
    qint64 dashboards = 0, dashboardVersions = 0, folders = 0, tags = 0, stars = 0;
    qint64 dataSources = 0;
    qint64 serviceAccounts = 0, tokens = 0, dataKeys = 0;
    People users, admins, editors, viewers; // by the highest role that a user has in any organisation
    qint64 sessionsOfMonth = 0, sessionsOfDay = 0;
    std::vector<std::pair<QString, qint64>> dataSourcesByType;
};

} // namespace mdash
