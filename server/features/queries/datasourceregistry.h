#pragma once

#include "features/queries/datasourcequery.h"

#include <memory>

namespace mdash {

/// Names a data source. The first member that is set decides; none of them means the organisation's default.
struct DataSourceRef
{
    DataSourceId id;
    std::string uid;
};

/// Finds the data sources of an organisation with their opened secrets. One per worker, on its thread.
class DataSourceRegistry
{
public:
    using Settings = std::shared_ptr<const DataSourceSettings>;
    virtual ~DataSourceRegistry() = default;
    /// nullptr if the organisation has none of that name.
    [[nodiscard]] virtual Result<Settings> find(OrgId orgId, const DataSourceRef &ref) = 0;
};

} // namespace mdash
