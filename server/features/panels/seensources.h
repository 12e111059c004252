#pragma once

#include "features/queries/datasourceregistry.h"
#include "panels/datasourcelist.h"

#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace mdash {

/// Data sources as this node's views last used them, for reading on while the database does not answer. The runtime forgets them when
/// one changes. One per node; thread-safe.
class SeenSources
{
public:
    using Settings = DataSourceRegistry::Settings;

    void putList(OrgId orgId, const DataSourceList &list);
    [[nodiscard]] std::optional<DataSourceList> list(OrgId orgId);
    void putSettings(OrgId orgId, const std::string &uid, const Settings &settings);
    [[nodiscard]] Settings settings(OrgId orgId, const std::string &uid); // nullptr if unknown
    void clear();

private:
    std::mutex m_mutex; // guards the rest
    std::map<qint64, DataSourceList> m_lists;
    std::map<std::pair<qint64, std::string>, Settings> m_settings;
};

} // namespace mdash
