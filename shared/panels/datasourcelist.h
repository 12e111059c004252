#pragma once

#include "panels/dashboardmodel.h"
#include "panels/interpolate.h"

#include <string>
#include <vector>

namespace mdash {

/// A data source as dashboards refer to it.
struct DataSourceEntry
{
    std::string uid;
    std::string name;
    std::string type;
    bool isDefault = false;
    std::string minInterval{}; // least distance of points that makes sense, "15s"; empty = any
    friend bool operator==(const DataSourceEntry &, const DataSourceEntry &) = default;
};

/// The data sources of an organisation that a viewer's panels may use. A plain value, sorted by name.
class DataSourceList
{
public:
    DataSourceList() = default;
    explicit DataSourceList(std::vector<DataSourceEntry> entries);

    /// The source that @p ref means once its variables are replaced: by uid, else by name. An empty uid, and a variable that
    /// nobody could replace, mean the default source of its type. nullptr if there is none.
    [[nodiscard]] const DataSourceEntry *find(const SourceRef &ref) const;
    [[nodiscard]] std::vector<DataSourceEntry> ofType(std::string_view type) const;

private:
    [[nodiscard]] const DataSourceEntry *defaultOf(std::string_view type) const;

    std::vector<DataSourceEntry> m_entries;
};

/// The language of the queries of a kind of data source.
[[nodiscard]] QueryLanguage queryLanguageOf(std::string_view dataSourceType);

} // namespace mdash
