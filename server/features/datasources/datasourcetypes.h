#pragma once

#include <QString>

#include <optional>
#include <vector>

namespace mdash {

/// A kind of data source that the product knows by name.
struct DataSourceType
{
    QString id, name;
    QString category;
    bool canQuery = false; // false: it can be stored, so that other people's tools work, but not asked
};

[[nodiscard]] const std::vector<DataSourceType> &dataSourceTypes();
/// "Prometheus" for "prometheus"; the id itself for a kind we do not know.
[[nodiscard]] QString dataSourceTypeName(const QString &id);
/// Path of a picture for lists; the same for all kinds we have no own one for.
[[nodiscard]] QString dataSourceLogo(const QString &id);

} // namespace mdash
