#include "features/panels/queryplanner.h"

#include "base/duration.h"
#include "base/queryinterval.h"
#include "panels/interpolate.h"
#include "panels/querytext.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr Millis longestKept{10'000};
constexpr int deepestReuse = 3; // panels that show the result of one that shows the result of one …

qint64 pointsFor(const PlanInput &input)
{
    if (input.panel.maxDataPoints)
        return *input.panel.maxDataPoints;
    constexpr int grain = 50; // so that windows of nearly the same size ask the same
    return (input.width + grain - 1) / grain * grain;
}

TimePoint alignedDown(TimePoint time, Millis step)
{
    const auto count = time.time_since_epoch().count();
    return TimePoint(Millis(count - count % std::max<qint64>(step.count(), 1)));
}

/// Queries ask for whole steps, at most 10 s long, so that viewers who come within one ask the same.
TimeRange alignedRange(const TimeRange &range, Millis interval)
{
    const Millis grain = std::clamp(interval, Millis(1'000), longestKept);
    return {alignedDown(range.from, grain), alignedDown(range.to, grain)};
}

bool isPrometheus(std::string_view type)
{
    return queryLanguageOf(type) == QueryLanguage::PromQl;
}

Millis leastInterval(const PlanInput &input, const DataSourceEntry *source)
{
    if (const auto own = parseMinInterval(interpolate(input.panel.minInterval, input.scope)))
        return *own;
    if (source) {
        if (const auto ofSource = parseMinInterval(source->minInterval))
            return *ofSource;
        if (isPrometheus(source->type))
            return Millis(15'000);
    }
    return Millis(1);
}

std::string unitWord(char unit)
{
    switch (unit) {
    case 's': return "second";
    case 'm': return "minute";
    case 'h': return "hour";
    case 'd': return "day";
    case 'w': return "week";
    case 'M': return "month";
    case 'y': return "year";
    default: return {};
    }
}

/// "6h" in words: "last 6 hours"; the text itself where it is no plain length.
std::string lengthInWords(const std::string &text)
{
    const std::string word = text.empty() ? std::string() : unitWord(text.back());
    const std::string count = text.substr(0, text.empty() ? 0 : text.size() - 1);
    if (word.empty() || count.empty() || count.find_first_not_of("0123456789") != std::string::npos)
        return "last " + text;
    return "last " + (count == "1" ? word : count + " " + word + "s");
}

const PanelModel *panelWithId(const DashboardModel &dashboard, qint64 id)
{
    for (const PanelModel &panel : dashboard.panels) {
        if (panel.id == id)
            return &panel;
        for (const PanelModel &inner : panel.panels) {
            if (inner.id == id)
                return &inner;
        }
    }
    return nullptr;
}

class Planning
{
public:
    explicit Planning(const PlanInput &input) : m_input(input) { m_plan.time = timeOf(input); }

    PanelPlan make()
    {
        addTargetsOf(m_input.panel, 0);
        m_plan.hasSeveralTables = m_tables > 1;
        return std::move(m_plan);
    }

private:
    void addTargetsOf(const PanelModel &panel, int depth)
    {
        const bool hasExpressions = std::any_of(panel.targets.begin(), panel.targets.end(), [](const Target &target) { return target.datasource.isExpression(); });
        for (const Target &target : panel.targets) {
            if (target.hidden && !hasExpressions)
                continue;
            m_plan.order.push_back(target.refId);
            if (target.hidden)
                m_plan.hidden.push_back(target.refId);
            if (target.datasource.isDashboard() || (panel.datasource.isDashboard() && !target.datasource.isExpression()))
                addTargetsOfOther(target, depth);
            else if (target.datasource.isExpression())
                addExpression(target);
            else
                addQuery(target);
        }
    }

    /// The target is the result of another panel.
    void addTargetsOfOther(const Target &target, int depth)
    {
        const PanelModel *other = panelWithId(m_input.dashboard, target.model["panelId"].integer());
        if (!other || depth >= deepestReuse) {
            m_plan.errors.emplace_back(target.refId, Error{ErrorCode::NotFound, u"The panel whose result is shown here is not there"_s, u"panels.sourcePanelNotFound"_s, {}});
            return;
        }
        if (target.model["withTransforms"].boolean())
            m_plan.transformFirst.insert(m_plan.transformFirst.end(), other->transformations.begin(), other->transformations.end());
        addTargetsOf(*other, depth + 1);
    }

    void addExpression(const Target &target)
    {
        auto query = queryOf(target, nullptr);
        if (query)
            m_plan.expressions.push_back(std::move(*query));
    }

    void addQuery(const Target &target)
    {
        const SourceRef ref{firstValue(target.datasource.uid), target.datasource.type};
        const DataSourceEntry *source = m_input.sources.find(ref);
        if (!source) {
            m_plan.errors.emplace_back(target.refId, Error{ErrorCode::NotFound, u"Data source not found"_s, u"datasources.notFound"_s, {}});
            return;
        }
        const QueryLanguage written = queryLanguageOf(target.datasource.type);
        const QueryLanguage spoken = queryLanguageOf(source->type);
        if (written != QueryLanguage::None && written != spoken) {
            m_plan.errors.emplace_back(target.refId, Error{ErrorCode::NotImplemented, u"The query is for data sources of type %1, but its data source is of type %2."_s.arg(
                QString::fromStdString(target.datasource.type), QString::fromStdString(source->type)), u"panels.unsupportedSource"_s, {}});
            return;
        }
        const bool isBlank = target.model["expr"].string().find_first_not_of(" \t\r\n") == std::string_view::npos;
        if (isBlank && (spoken == QueryLanguage::PromQl || spoken == QueryLanguage::LogQl))
            return; // as an editor leaves it
        auto query = queryOf(target, source);
        if (!query)
            return;
        const bool isTable = target.model["format"].string() == "table";
        m_tables += isTable ? 1 : 0;
        m_plan.queries.push_back({*source, std::move(*query), std::min(m_plan.interval, longestKept), isTable});
    }

    /// Of a data source variable with several values a query takes the first.
    std::string firstValue(const std::string &uid) const
    {
        const std::string text = interpolate(uid, m_input.scope, "csv");
        return text == uid ? text : text.substr(0, text.find(','));
    }

    std::optional<DataQuery> queryOf(const Target &target, const DataSourceEntry *source)
    {
        static constexpr std::array<std::string_view, 5> ours = {"refId", "hide", "datasource", "key", "$$hashKey"};
        const QueryLanguage language = source ? queryLanguageOf(source->type) : QueryLanguage::None;
        auto model = interpolateJson(target.model, m_input.scope, language, ours);
        if (!model) {
            m_plan.errors.emplace_back(target.refId, model.error());
            return std::nullopt;
        }
        DataQuery query;
        query.refId = target.refId;
        query.datasourceUid = source ? source->uid : "__expr__";
        query.datasourceType = source ? source->type : "__expr__";
        query.model = std::move(*model);
        query.queryType = std::string(target.model["queryType"].string());
        query.maxDataPoints = pointsFor(m_input);
        query.interval = calculateInterval(m_plan.time.range, query.maxDataPoints, leastInterval(m_input, source));
        query.range = alignedRange(m_plan.time.range, query.interval);
        query.hidden = target.hidden;
        m_plan.interval = query.interval;
        return query;
    }

    const PlanInput &m_input;
    PanelPlan m_plan;
    int m_tables = 0;
};

} // namespace

PanelPlan planPanel(const PlanInput &input)
{
    return Planning(input).make();
}

PanelTime timeOf(const PlanInput &input)
{
    PanelTime time{input.range, {}};
    const std::string from = interpolate(input.panel.timeFrom, input.scope);
    if (!from.empty() && input.isRelative) {
        if (const auto range = parseTimeRange("now-" + from, "now", input.now, input.zone)) {
            time.range = *range;
            time.info = lengthInWords(from);
        }
    }
    const std::string shift = interpolate(input.panel.timeShift, input.scope);
    if (const auto length = shift.empty() ? std::nullopt : parseMinInterval(shift)) {
        time.range.from -= *length;
        time.range.to -= *length;
        time.info += (time.info.empty() ? "" : ", ") + std::string("shifted by ") + shift;
    }
    if (input.panel.hideTimeOverride)
        time.info.clear();
    return time;
}

} // namespace mdash
