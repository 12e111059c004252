#include "features/panels/panelsservice.h"

#include "base/queryinterval.h"
#include "features/panels/viewrun.h"

#include <QPromise>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

bool mayQuery(const Principal &caller)
{
    return caller.role == OrgRole::Editor || caller.role == OrgRole::Admin || caller.isServerAdmin;
}

/// What the range of a view is, by the request or the dashboard.
struct ViewTime
{
    TimeRange range;
    QTimeZone zone = QTimeZone::utc();
    std::string rawFrom, rawTo;
};

Result<ViewTime> timeOf(const DashboardModel &model, const ViewRequest &request, TimePoint now)
{
    ViewTime time;
    const std::string &named = request.timezone.empty() ? model.time.timezone : request.timezone;
    const bool isOfBrowser = named.empty() || named == "browser";
    const auto zone = zoneNamed(isOfBrowser ? request.browserZone : named);
    if (!zone && !request.timezone.empty())
        return tl::unexpected(zone.error());
    time.zone = zone.value_or(QTimeZone::utc());
    time.rawFrom = request.from.empty() ? model.time.from : request.from;
    time.rawTo = request.to.empty() ? model.time.to : request.to;
    if (const auto delay = parseMinInterval(model.time.nowDelay); delay && time.rawTo.starts_with("now"))
        now -= *delay;
    const auto range = parseTimeRange(time.rawFrom, time.rawTo, now, time.zone);
    if (!range)
        return tl::unexpected(range.error());
    time.range = *range;
    return time;
}

bool fits(const VariableOption &option, const QString &search)
{
    return search.isEmpty() || QString::fromStdString(option.text).contains(search, Qt::CaseInsensitive);
}

OptionsPage pageOf(const std::vector<VariableOption> &options, const std::string &search, std::size_t page)
{
    const QString wanted = QString::fromStdString(search);
    OptionsPage found;
    found.page = std::max<std::size_t>(page, 1);
    const std::size_t first = (found.page - 1) * mostOptions;
    for (const VariableOption &option : options) {
        if (!fits(option, wanted))
            continue;
        if (found.total >= first && found.options.size() < mostOptions)
            found.options.push_back(option);
        ++found.total;
    }
    return found;
}

} // namespace

struct PanelsService::Loaded
{
    StoredDashboard stored;
    LoadedDashboardPtr dashboard;
};

Result<PanelsService::Loaded> PanelsService::load(const Principal &caller, const QString &uid)
{
    auto stored = m_parts.sources.dashboard(caller, uid);
    if (!stored)
        return tl::unexpected(stored.error());
    auto dashboard = m_models.load(caller.orgId, stored->uid, stored->version, *stored->json);
    if (!dashboard)
        return tl::unexpected(dashboard.error());
    return Loaded{std::move(*stored), std::move(*dashboard)};
}

Result<std::shared_ptr<BodyStream>> PanelsService::view(const Principal &caller, const QString &uid, ViewRequest request)
{
    return load(caller, uid).and_then([&](Loaded loaded) { return begin(caller, std::move(loaded), std::move(request), mayQuery(caller)); });
}

Result<std::shared_ptr<BodyStream>> PanelsService::preview(const Principal &caller, std::string dashboard, ViewRequest request)
{
    auto upgraded = m_models.load(caller.orgId, {}, 0, dashboard);
    if (!upgraded)
        return tl::unexpected(upgraded.error());
    Loaded loaded{{}, std::move(*upgraded)};
    loaded.stored.canEdit = true;
    return begin(caller, std::move(loaded), std::move(request), true);
}

Result<std::shared_ptr<BodyStream>> PanelsService::begin(const Principal &caller, Loaded loaded, ViewRequest request, bool trusted)
{
    auto time = timeOf(*loaded.dashboard->model, request, m_parts.clock.now());
    if (!time)
        return tl::unexpected(time.error());
    auto sources = m_parts.sources.dataSources(caller.orgId);
    if (!sources)
        return tl::unexpected(sources.error());
    auto stream = std::make_shared<BodyStream>();
    ViewSubject subject{caller, std::move(loaded.stored), std::move(loaded.dashboard), std::move(request), time->range, time->zone, time->rawFrom, time->rawTo, trusted};
    std::make_shared<ViewRun>(m_parts, std::move(subject), std::move(*sources), stream)->begin();
    return stream;
}

QFuture<Result<OptionsPage>> PanelsService::options(const Principal &caller, const OptionsRequest &request)
{
    auto promise = std::make_shared<QPromise<Result<OptionsPage>>>();
    promise->start();
    auto future = promise->future();
    const auto finish = [promise](Result<OptionsPage> result) {
        promise->addResult(std::move(result));
        promise->finish();
    };
    auto loaded = load(caller, request.uid);
    const auto time = loaded ? timeOf(*loaded->dashboard->model, request.view, m_parts.clock.now()) : tl::unexpected(loaded.error());
    auto sources = m_parts.sources.dataSources(caller.orgId);
    if (!time || !sources) {
        finish(tl::unexpected(!time ? time.error() : sources.error()));
        return future;
    }
    VariableContext context;
    context.requested = request.view.variables;
    context.sources = std::move(*sources);
    context.range = time->range;
    context.mayQuery = mayQuery(caller);
    auto run = std::make_shared<VariableRun>(m_parts, std::make_shared<RunSources>(m_parts.sources, caller.orgId), caller.orgId, loaded->dashboard->model, std::move(context));
    const auto index = run->resolver().indexOf(request.variable);
    if (!index) {
        finish(fail(ErrorCode::NotFound, u"Variable not found"_s));
        return future;
    }
    run->begin([run, finish, index = *index, search = request.search, page = request.page] {
        const ResolvedVariable &variable = run->resolver().variables()[index];
        if (!variable.isDone())
            return;
        if (variable.state == ResolvedVariable::State::Failed)
            finish(fail(ErrorCode::BadGateway, QString::fromStdString(variable.error)));
        else
            finish(pageOf(variable.options, search, page));
        run->cancel();
    });
    return future;
}

} // namespace mdash
