#include "features/datasources/datasourcetypes.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

const std::vector<DataSourceType> &dataSourceTypes()
{
    static const std::vector<DataSourceType> types{
        {u"prometheus"_s, u"Prometheus"_s, u"tsdb"_s, true},
        {u"testdata"_s, u"TestData"_s, u"other"_s, true},
        {u"metrics-dashboard-self"_s, u"Self metrics"_s, u"tsdb"_s, true},
        {u"loki"_s, u"Loki"_s, u"logging"_s},
        {u"influxdb"_s, u"InfluxDB"_s, u"tsdb"_s},
        {u"graphite"_s, u"Graphite"_s, u"tsdb"_s},
        {u"elasticsearch"_s, u"Elasticsearch"_s, u"logging"_s},
        {u"mysql"_s, u"MySQL"_s, u"sql"_s},
        {u"postgres"_s, u"PostgreSQL"_s, u"sql"_s},
        {u"mssql"_s, u"Microsoft SQL Server"_s, u"sql"_s},
        {u"alertmanager"_s, u"Alertmanager"_s, u"other"_s},
    };
    return types;
}

QString dataSourceTypeName(const QString &id)
{
    const QString known = id == "grafana-testdata-datasource"_L1 ? u"testdata"_s : id;
    const auto &types = dataSourceTypes();
    const auto found = std::find_if(types.begin(), types.end(), [&](const DataSourceType &type) { return type.id == known; });
    return found == types.end() ? id : found->name;
}

QString dataSourceLogo(const QString &)
{
    return u"public/img/datasource.svg"_s;
}

} // namespace mdash
