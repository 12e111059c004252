#include "features/dashboards/dashboarderrors.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

tl::unexpected<Error> dashboardNotFound()
{
    return fail(ErrorCode::NotFound, u"Dashboard not found"_s, u"dashboards.notFound"_s);
}

tl::unexpected<Error> unknownDashboardId()
{
    return fail(ErrorCode::NotFound, u"Dashboard not found"_s, u"dashboards.notFound"_s, R"("status":"not-found")");
}

tl::unexpected<Error> dashboardTitleEmpty()
{
    return fail(ErrorCode::InvalidInput, u"Dashboard title cannot be empty"_s, u"dashboards.emptyTitle"_s, R"("status":"empty-name")");
}

tl::unexpected<Error> dashboardTitleOfFolder()
{
    return fail(ErrorCode::InvalidInput, u"Dashboard name cannot be the same as folder"_s, u"dashboards.titleOfFolder"_s,
                R"("status":"name-match")");
}

tl::unexpected<Error> dashboardTitleTaken()
{
    return fail(ErrorCode::PreconditionFailed, u"A dashboard with the same name in the folder already exists"_s,
                u"dashboards.titleTaken"_s, R"("status":"name-exists")");
}

tl::unexpected<Error> dashboardVersionMismatch()
{
    return fail(ErrorCode::PreconditionFailed, u"The dashboard has been changed by someone else"_s, u"dashboards.versionMismatch"_s,
                R"("status":"version-mismatch")");
}

} // namespace mdash
