#pragma once

#include "features/panels/answers.h"
#include "features/panels/runsources.h"
#include "features/panels/viewparts.h"
#include "panels/variableresolver.h"

#include <functional>
#include <memory>
#include <vector>

namespace mdash {

/// Resolves the variables of a dashboard by asking their data sources, independent ones at once. Equal questions of several
/// viewers are one. Lives on one worker's thread and holds itself alive while it waits.
class VariableRun final : public std::enable_shared_from_this<VariableRun>
{
public:
    VariableRun(const ViewParts &parts, std::shared_ptr<RunSources> sources, OrgId orgId, DashboardModelPtr dashboard, VariableContext context);

    /// Calls @p onProgress now and each time that more is known, until every variable is done.
    void begin(std::function<void()> onProgress);
    /// Asks and tells no more; what nobody else waits for is cancelled.
    void cancel();
    [[nodiscard]] const VariableResolver &resolver() const { return m_resolver; }

private:
    void advance();
    void ask(const VariableQuestion &question);
    void onAnswer(std::size_t index, const VariableAnswer &values);

    const ViewParts &m_parts;
    const std::shared_ptr<RunSources> m_sources;
    const OrgId m_orgId;
    const TimeRange m_range;
    VariableResolver m_resolver;
    std::function<void()> m_onProgress;
    std::vector<VariableFlights::Ticket> m_tickets;
};

} // namespace mdash
