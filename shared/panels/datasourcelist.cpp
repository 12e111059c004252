#include "panels/datasourcelist.h"

#include <algorithm>
#include <array>

namespace mdash {

DataSourceList::DataSourceList(std::vector<DataSourceEntry> entries) : m_entries(std::move(entries))
{
    std::stable_sort(m_entries.begin(), m_entries.end(), [](const auto &a, const auto &b) { return a.name < b.name; });
}

const DataSourceEntry *DataSourceList::find(const SourceRef &ref) const
{
    const bool isUnknownVariable = ref.uid.starts_with('$') || ref.uid.starts_with("[[");
    if (ref.uid.empty() || ref.uid == "default" || isUnknownVariable)
        return defaultOf(ref.type);
    for (const auto member : {&DataSourceEntry::uid, &DataSourceEntry::name}) {
        const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const auto &entry) { return entry.*member == ref.uid; });
        if (found != m_entries.end())
            return &*found;
    }
    return nullptr;
}

std::vector<DataSourceEntry> DataSourceList::ofType(std::string_view type) const
{
    std::vector<DataSourceEntry> found;
    std::copy_if(m_entries.begin(), m_entries.end(), std::back_inserter(found), [type](const auto &entry) { return entry.type == type; });
    return found;
}

const DataSourceEntry *DataSourceList::defaultOf(std::string_view type) const
{
    const DataSourceEntry *first = nullptr;
    for (const DataSourceEntry &entry : m_entries) {
        if (!type.empty() && entry.type != type)
            continue;
        if (entry.isDefault)
            return &entry;
        if (!first && !type.empty())
            first = &entry;
    }
    return first;
}

QueryLanguage queryLanguageOf(std::string_view type)
{
    static constexpr std::array<std::pair<std::string_view, QueryLanguage>, 10> languages = {{
        {"prometheus", QueryLanguage::PromQl}, {"victoriametrics-metrics-datasource", QueryLanguage::PromQl}, {"metrics-dashboard-self", QueryLanguage::PromQl},
        {"loki", QueryLanguage::LogQl}, {"influxdb", QueryLanguage::InfluxQl}, {"postgres", QueryLanguage::Sql},
        {"grafana-postgresql-datasource", QueryLanguage::Sql}, {"mysql", QueryLanguage::Sql}, {"mssql", QueryLanguage::Sql},
        {"grafana-clickhouse-datasource", QueryLanguage::Sql}}};
    const auto found = std::find_if(languages.begin(), languages.end(), [type](const auto &one) { return one.first == type; });
    return found == languages.end() ? QueryLanguage::None : found->second;
}

} // namespace mdash
