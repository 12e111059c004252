#include "features/panels/panelrun.h"

#include "features/queries/expressions/expressionengine.h"
#include "frames/transformations.h"
#include "panels/builtins.h"
#include "panels/interpolate.h"
#include "panels/view.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr std::size_t mostPoints = 2'000'000; // read for one panel

struct Failure
{
    std::string refId;
    Error error;
};

/// The frames of what is shown, in the order of the panel's queries, and what went wrong.
struct Collected
{
    Frames frames;
    std::vector<Failure> failures;
};

bool isHidden(const PanelPlan &plan, const std::string &refId)
{
    return std::find(plan.hidden.begin(), plan.hidden.end(), refId) != plan.hidden.end();
}

/// Answers are shared among panels, so they know nothing of the refId that this panel asked with.
void nameFrames(Frames &frames, const std::string &refId, bool tellValuesApart)
{
    for (Frame &frame : frames) {
        frame.refId = refId;
        if (!tellValuesApart)
            continue;
        for (Field &field : frame.fields) {
            if (field.name == "Value")
                field.name = "Value #" + refId;
        }
    }
}

bool asksForTable(const PanelPlan &plan, const std::string &refId)
{
    return std::any_of(plan.queries.begin(), plan.queries.end(), [&](const PlannedQuery &planned) {
        return planned.query.refId == refId && planned.isTable;
    });
}

Collected collect(const PanelPlan &plan, QueryResults answers)
{
    Collected collected;
    for (auto &[refId, answer] : answers)
        nameFrames(answer.frames, refId, plan.hasSeveralTables && asksForTable(plan, refId));
    if (!plan.expressions.empty())
        answers = evaluateExpressions(plan.expressions, std::move(answers), {});
    for (const auto &[refId, error] : plan.errors)
        collected.failures.push_back({refId, error});
    for (const std::string &refId : plan.order) {
        const auto answer = answers.find(refId);
        if (answer == answers.end() || isHidden(plan, refId))
            continue;
        if (answer->second.error)
            collected.failures.push_back({refId, *answer->second.error});
        std::move(answer->second.frames.begin(), answer->second.frames.end(), std::back_inserter(collected.frames));
    }
    return collected;
}

view::PanelError panelError(const Failure &failure)
{
    const Error &error = failure.error;
    view::PanelError shown;
    shown.messageId = (error.messageId.isEmpty() ? defaultMessageId(error.code) : error.messageId).toStdString();
    shown.message = error.code == ErrorCode::Internal ? "Internal error" : error.detail.toStdString();
    shown.refId = failure.refId;
    return shown;
}

std::vector<view::QueryInfo> queryInfos(const PanelPlan &plan, const QueryResults &answers)
{
    std::vector<view::QueryInfo> infos;
    for (const PlannedQuery &planned : plan.queries) {
        view::QueryInfo info;
        info.refId = planned.query.refId;
        info.source = planned.source.name;
        info.text = planned.query.model;
        if (const auto answer = answers.find(info.refId); answer != answers.end()) {
            info.milliseconds = static_cast<double>(answer->second.took.count());
            info.points = pointsOf(answer->second.frames);
            if (!answer->second.frames.empty() && !answer->second.frames.front().meta.executedQueryString.empty())
                info.text = answer->second.frames.front().meta.executedQueryString;
        }
        infos.push_back(std::move(info));
    }
    return infos;
}

ViewContext contextOf(const PanelRequest &request, const PanelPlan &plan, const Scope &scope, const BuiltInValues &values, TimePoint now)
{
    ViewContext context;
    context.range = plan.time.range;
    context.zone = values.zone;
    context.now = now;
    context.width = request.width;
    context.height = request.height;
    context.inspect = request.inspect;
    context.scope = &scope;
    context.timeInfo = plan.time.info;
    return context;
}

} // namespace

PanelView viewOf(const PanelRequest &request, const PanelPlan &plan, QueryResults answers, const Scope &scope, const BuiltInValues &values, TimePoint now)
{
    const PanelModel &panel = *request.instance.panel;
    Scope display(&scope);
    setDisplayBuiltIns(display, values, plan.interval);
    const ViewContext context = contextOf(request, plan, display, values, now);
    std::vector<view::QueryInfo> infos;
    if (request.showsQueries)
        infos = queryInfos(plan, answers);
    Collected collected = collect(plan, std::move(answers));
    PanelView view;
    if (pointsOf(collected.frames) > mostPoints) {
        view = buildErrorView(panel, {"panels.tooManyPoints", "The answer has more than 2,000,000 points: choose a shorter time range or fewer series.", {}, {}}, context);
    } else if (collected.frames.empty() && !collected.failures.empty()) {
        view = buildErrorView(panel, panelError(collected.failures.front()), context);
        if (collected.failures.front().error.code == ErrorCode::NotImplemented)
            view.state = view::PanelState::Unsupported;
    } else {
        std::vector<Notice> notices;
        if (!plan.transformFirst.empty())
            collected.frames = transformed(std::move(collected.frames), plan.transformFirst, [&](std::string_view text) { return context.replaced(text); }, notices);
        view = buildPanelView(panel, std::move(collected.frames), context);
        for (const Failure &failure : collected.failures)
            view.notices.push_back({"error", failure.refId + ": " + panelError(failure).message});
    }
    view.queries = std::move(infos);
    return view;
}

} // namespace mdash
