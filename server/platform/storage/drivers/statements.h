#pragma once

#include "platform/storage/databaseoptions.h"
#include "platform/storage/statement.h"

#include <QSqlDatabase>

#include <functional>
#include <memory>

namespace mdash {

/// Makes statements on @p connection, which is open: those of the database's own library where its driver lends its handle
/// and both speak to the same library, else Qt's.
[[nodiscard]] std::function<std::shared_ptr<Statement>()> statementsOf(const DatabaseOptions &options, QSqlDatabase &connection);

} // namespace mdash
