#include "features/health/healthstore.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

Result<void> HealthStore::ping()
{
    return m_database.forEach(u"SELECT 1"_s, {}, [](const Row &) {});
}

} // namespace mdash
