#include "platform/cluster/clusterhistory.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

Result<void> recordHistory(Database &database, const QString &kind, const QString &node, const QString &subject, const QString &detail)
{
    return database
        .execute(u"INSERT INTO cluster_history (happened_at, kind, node, subject, detail) VALUES (DBNOW, ?, ?, ?, ?)"_s,
                 {kind, node, subject, detail})
        .map([](qint64) {});
}

} // namespace mdash
