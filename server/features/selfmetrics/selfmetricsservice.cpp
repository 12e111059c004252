#include "features/selfmetrics/selfmetricsservice.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

SelfMetricsService::SelfMetricsService(SelfMetricsStore &store, QString nodeName) : m_store(store), m_nodeName(std::move(nodeName)) {}

Result<void> SelfMetricsService::record(const FigureValues &figures)
{
    return m_store.insert(m_nodeName, encodeFigures(figures));
}

Result<std::vector<SelfMetricsStore::Sample>> SelfMetricsService::samples(const TimeRange &range)
{
    constexpr qint64 most = 500'000;
    auto samples = m_store.samples(range, most + 1);
    if (samples && static_cast<qint64>(samples->size()) > most)
        return fail(ErrorCode::TooLarge, u"The range has more than %1 samples of nodes"_s.arg(most));
    return samples;
}

} // namespace mdash
