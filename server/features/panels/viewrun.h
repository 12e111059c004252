#pragma once

#include "features/panels/modelcache.h"
#include "features/panels/panelrun.h"
#include "features/panels/variablerun.h"
#include "features/panels/viewlines.h"
#include "features/panels/viewparts.h"
#include "features/panels/viewrequest.h"
#include "platform/http/bodystream.h"

#include <memory>
#include <set>

namespace mdash {

/// Who looks at what.
struct ViewSubject
{
    Principal caller;
    StoredDashboard stored;
    LoadedDashboardPtr dashboard;
    ViewRequest request;
    TimeRange range;
    QTimeZone zone = QTimeZone::utc();
    std::string rawFrom, rawTo;
    bool mayQuery = false; // may send query text, so that what he types is trusted
};

/// One answer of the view endpoint: resolves variables, plans and asks, and writes each line as soon as it is known.
/// Lives on one worker's thread, which it never blocks, and holds itself alive by what it waits for. When the client goes
/// away it drops everything, and what nobody else waits for is cancelled.
class ViewRun final : public std::enable_shared_from_this<ViewRun>
{
public:
    ViewRun(const ViewParts &parts, ViewSubject subject, DataSourceList sources, std::shared_ptr<BodyStream> stream);
    /// Writes the first lines and begins to ask. Call once.
    void begin();

private:
    /// A panel that waits for its variables, for its answers, or is drawn.
    struct Job
    {
        enum class State { Waiting, Asking, Drawn };
        WantedPanel wanted;
        State state = State::Waiting;
        PanelInstance instance;
        PanelPlan plan;
        std::unique_ptr<Scope> scope; // the repeat's values over the variables
        QueryResults answers;
        std::size_t missing = 0; // answers
        std::size_t bytes = 0;   // of those that are there
        std::vector<QueryFlights::Ticket> tickets;
    };
    using Askables = std::vector<std::pair<const PlannedQuery *, AskableSource>>;

    void onVariables();
    void writeVariables();
    void writeDashboard();
    [[nodiscard]] DashboardHead head();
    [[nodiscard]] std::vector<view::Link> links();
    [[nodiscard]] std::string titleOf(const PanelInstance &instance) const;
    void addJobs();
    void startJobs();
    void start(std::size_t index);
    [[nodiscard]] bool isReady(const PanelInstance &instance) const;
    [[nodiscard]] const PanelInstance *instanceOf(const WantedPanel &wanted) const;
    /// The sources of the job's queries; one that cannot be asked becomes an error of the plan.
    [[nodiscard]] Askables askables(Job &job);
    void askFor(std::size_t index, const PlannedQuery &planned, const AskableSource &source);
    /// Joins the flight of @p query; @p then gets the answer on this thread, unless the run is over.
    [[nodiscard]] QueryFlights::Ticket fly(DataQuery query, Millis keepFor, const AskableSource &source, std::function<void(ViewRun &, const QueryResult &)> then);
    void askForAnnotations();
    void onAnnotation(const AnnotationModel &annotation, const QueryResult &answer);
    void onAnswer(std::size_t index, const std::string &refId, const QueryResult &answer);
    void draw(std::size_t index);
    void write(std::size_t index, const PanelView &view);
    void finishIfDone();
    void cancel();
    [[nodiscard]] const DashboardModel &model() const { return *m_subject.dashboard->model; }
    [[nodiscard]] const VariableResolver &variables() const { return m_variables->resolver(); }

    const ViewParts &m_parts;
    ViewSubject m_subject;
    const DataSourceList m_dataSources;
    const std::shared_ptr<BodyStream> m_stream;
    const std::shared_ptr<RunSources> m_sources;
    BuiltInValues m_builtInValues;
    Scope m_builtIns;
    std::shared_ptr<VariableRun> m_variables;
    std::set<std::size_t> m_writtenVariables;
    Layout m_layout;
    std::string m_dashboardLine; // the newest that was written
    std::vector<Job> m_jobs;
    std::set<std::pair<qint64, int>> m_known; // panel instances that have a job; index -1: no clone
    std::vector<QueryFlights::Ticket> m_annotationTickets;
    std::optional<std::size_t> m_missingAnnotations; // answers; absent before they are asked for
    std::vector<AnnotationItem> m_annotations;
    std::size_t m_asking = 0; // queries of panels under way
    std::size_t m_bytes = 0;  // of answers that wait to be drawn
    const TimePoint m_begun;
    bool m_isOver = false;
};

} // namespace mdash
