#include "features/panels/variablerun.h"

#include <utility>

namespace mdash {
namespace {

constexpr Millis kept{10'000};

/// Whole ten seconds, so that viewers who come together ask the same.
TimeRange alignedRange(const TimeRange &range)
{
    const auto down = [](TimePoint time) { return TimePoint(Millis(time.time_since_epoch().count() / kept.count() * kept.count())); };
    return {down(range.from), down(range.to)};
}

} // namespace

VariableRun::VariableRun(const ViewParts &parts, std::shared_ptr<RunSources> sources, OrgId orgId, DashboardModelPtr dashboard, VariableContext context)
    : m_parts(parts), m_sources(std::move(sources)), m_orgId(orgId), m_range(alignedRange(context.range)), m_resolver(std::move(dashboard), std::move(context))
{
}

void VariableRun::begin(std::function<void()> onProgress)
{
    m_onProgress = std::move(onProgress);
    advance();
}

void VariableRun::cancel()
{
    m_onProgress = nullptr;
    m_tickets.clear();
}

void VariableRun::advance()
{
    for (const VariableQuestion &question : m_resolver.advance())
        ask(question);
    if (const auto tell = m_onProgress)
        tell();
}

void VariableRun::ask(const VariableQuestion &question)
{
    const auto self = shared_from_this();
    const std::size_t index = question.index;
    const auto source = m_sources->find(question.source.uid);
    if (!source) {
        m_parts.post([self, index, error = source.error()] { self->onAnswer(index, tl::unexpected(error)); });
        return;
    }
    const DataSourceSettings &settings = *source->settings;
    DataQuery asked; // only for its key
    asked.datasourceUid = settings.uid;
    asked.queryType = "variable";
    asked.model = question.query;
    asked.range = m_range;
    const auto start = [&](const VariableFlights::Unwanted &) { return source->backend->variableValues(settings, question.query, m_range); };
    m_tickets.push_back(m_parts.variables.join(flightKey(m_orgId, settings.version, asked), kept, start, [self, index](const VariableFlights::Shared &values) {
        self->m_parts.post([self, index, values] { self->onAnswer(index, *values); });
    }));
}

void VariableRun::onAnswer(std::size_t index, const VariableAnswer &values)
{
    if (!m_onProgress)
        return;
    m_resolver.answer(index, values);
    advance();
}

} // namespace mdash
