#include "runtime/databaserights.h"

#include "platform/storage/sqlfailure.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

Error explainRefusal(const Error &failure, const Database &database)
{
    if (failure.messageId != databaseRefused)
        return failure;
    const QString said = database.lastDriverText().remove("ERROR: "_L1).section(" LINE "_L1, 0, 0); // PostgreSQL quotes the statement
    return {ErrorCode::Internal, u"the database's user lacks a right: %1; give it those that docs/high-availability.md lists"_s.arg(said), {}, {}};
}

} // namespace mdash
