#include "features/panels/viewrun.h"

#include "panels/interpolate.h"
#include "panels/view.h"
#include "panels/viewmacros.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr std::size_t mostQueries = 16;       // of one request, under way
constexpr std::size_t mostBytes = 256u << 20; // of answers that wait to be drawn
constexpr double gridStep = 38;               // pixels from one row of the grid to the next, as on the page

BuiltInValues builtInsOf(const ViewSubject &subject)
{
    BuiltInValues values;
    values.range = subject.range;
    values.zone = subject.zone;
    values.rawFrom = subject.rawFrom;
    values.rawTo = subject.rawTo;
    values.dashboardUid = subject.stored.uid;
    values.dashboardTitle = subject.dashboard->model->title;
    values.orgId = subject.caller.orgId.value;
    values.userId = subject.caller.userId.value;
    values.userLogin = subject.caller.login.toStdString();
    values.userEmail = subject.caller.email.toStdString();
    return values;
}

std::pair<qint64, int> placeOf(const PanelInstance &instance)
{
    return {instance.panel->id, instance.repeatIndex.value_or(-1)};
}

/// What the dashboard says of its variables until they are resolved: for the first titles, which nothing waits for.
void setSavedValues(Scope &scope, const DashboardModel &model)
{
    for (const VariableModel &variable : model.variables) {
        if (!variable.currentValues.empty())
            scope.set(variable.name, ScopeValue{.values = variable.currentValues, .texts = variable.currentTexts});
    }
}

void setScoped(Scope &scope, const PanelInstance &instance)
{
    for (const auto &[name, value] : instance.scoped)
        scope.set(name, value);
}

} // namespace

ViewRun::ViewRun(const ViewParts &parts, ViewSubject subject, DataSourceList sources, std::shared_ptr<BodyStream> stream)
    : m_parts(parts), m_subject(std::move(subject)), m_dataSources(std::move(sources)), m_stream(std::move(stream)),
      m_sources(std::make_shared<RunSources>(parts.sources, m_subject.caller.orgId)), m_builtInValues(builtInsOf(m_subject)), m_begun(parts.clock.now())
{
    setBuiltIns(m_builtIns, m_builtInValues);
    setSavedValues(m_builtIns, model());
    VariableContext context;
    context.requested = m_subject.request.variables;
    context.sources = m_dataSources;
    context.range = m_subject.range;
    context.mayQuery = m_subject.mayQuery;
    context.builtIns = &m_builtIns;
    m_variables = std::make_shared<VariableRun>(m_parts, m_sources, m_subject.caller.orgId, m_subject.dashboard->model, std::move(context));
}

void ViewRun::begin()
{
    const std::weak_ptr<ViewRun> weak = weak_from_this();
    const auto later = [weak, &post = m_parts.post](void (ViewRun::*what)()) {
        return [weak, &post, what] {
            post([weak, what] {
                if (const auto self = weak.lock())
                    (*self.*what)();
            });
        };
    };
    m_stream->onCancelled(later(&ViewRun::cancel));
    m_stream->onDrained(later(&ViewRun::startJobs));
    m_variables->begin([self = shared_from_this()] { self->onVariables(); });
}

/// More variables have values: more of the dashboard can be told, more panels can begin.
void ViewRun::onVariables()
{
    if (m_isOver)
        return;
    m_layout = layOut(model(), [this](const std::string &name) { return variables().repeatValues(name); }, m_subject.request.openRows);
    writeDashboard();
    writeVariables();
    addJobs();
    askForAnnotations();
    startJobs();
}

void ViewRun::writeVariables()
{
    if (m_subject.request.panelsOnly)
        return;
    const auto &resolved = variables().variables();
    for (std::size_t i = 0; i < resolved.size(); ++i) {
        if (resolved[i].isDone() && m_writtenVariables.insert(i).second)
            m_stream->write(variableLine(model().variables[i], resolved[i]));
    }
}

/// First at once, then again when all variables are known, if that changed anything.
void ViewRun::writeDashboard()
{
    const bool isFirst = m_dashboardLine.empty();
    if (m_subject.request.panelsOnly || !(isFirst || variables().isDone()))
        return;
    std::vector<std::string> titles;
    for (const PanelInstance &instance : m_layout.instances)
        titles.push_back(titleOf(instance));
    std::string line = dashboardLine(model(), head(), m_layout, titles);
    if (line == m_dashboardLine)
        return;
    m_dashboardLine = std::move(line);
    m_stream->write(m_dashboardLine);
}

DashboardHead ViewRun::head()
{
    DashboardHead head;
    head.uid = m_subject.stored.uid;
    head.version = m_subject.stored.version;
    head.title = model().title;
    head.folderUid = m_subject.stored.folderUid;
    head.folderTitle = m_subject.stored.folderTitle;
    head.canEdit = m_subject.stored.canEdit;
    head.isStarred = m_subject.stored.isStarred;
    if (m_subject.stored.staleFor)
        head.staleSince = m_begun - *m_subject.stored.staleFor;
    head.rawFrom = m_subject.rawFrom;
    head.rawTo = m_subject.rawTo;
    head.timezone = m_subject.request.timezone.empty() ? model().time.timezone : m_subject.request.timezone;
    head.range = m_subject.range;
    head.links = links();
    return head;
}

std::string ViewRun::titleOf(const PanelInstance &instance) const
{
    Scope scope(&variables().scope());
    setScoped(scope, instance);
    Scope display(&scope);
    setDisplayBuiltIns(display, m_builtInValues, Millis(1'000));
    return interpolate(instance.panel->title, display, "text");
}

std::vector<view::Link> ViewRun::links()
{
    std::vector<view::Link> links;
    Scope scope(&variables().scope());
    setDisplayBuiltIns(scope, m_builtInValues, Millis(1'000));
    for (const LinkModel &given : model().links) {
        view::Link link;
        link.icon = given.icon;
        link.tooltip = interpolate(given.tooltip, scope, "text");
        link.newTab = given.newTab;
        const auto add = [&](const std::string &text, const std::string &url) {
            LinkModel target = given;
            target.url = url;
            link.text = text;
            link.url = linkAddress(target, scope, m_builtInValues);
            if (safeUrl(link.url))
                links.push_back(link);
        };
        if (given.kind == LinkModel::Kind::Url) {
            add(interpolate(given.title, scope, "text"), given.url);
        } else if (const auto named = m_parts.sources.dashboardsTagged(m_subject.caller, given.tags)) {
            for (const NamedDashboard &dashboard : *named)
                add(dashboard.title, dashboard.url);
        }
    }
    return links;
}

/// The panels that the page asked for; without a list, those in its first window, or all once the repeats are known.
void ViewRun::addJobs()
{
    const auto add = [this](const WantedPanel &wanted) {
        if (m_jobs.size() < mostPanels && m_known.emplace(wanted.id, wanted.repeatIndex.value_or(-1)).second)
            m_jobs.push_back({.wanted = wanted});
    };
    if (m_subject.request.panels) {
        for (const WantedPanel &wanted : *m_subject.request.panels)
            add(wanted);
        return;
    }
    const auto &window = m_subject.request.window;
    if (!window && !variables().isDone())
        return;
    const double cellWidth = (window ? window->first : 1'440.0) / 24;
    for (const PanelInstance &instance : m_layout.instances) {
        const bool isInWindow = !window || instance.grid.y * gridStep < window->second;
        if (isInWindow && !instance.panel->isRow())
            add({instance.panel->id, instance.repeatIndex, static_cast<int>(instance.grid.w * cellWidth), static_cast<int>(instance.grid.h * gridStep), {}});
    }
}

void ViewRun::startJobs()
{
    if (m_isOver)
        return;
    if (m_parts.isDraining && m_parts.isDraining()) {
        m_stream->write(movedLine());
        m_stream->finish();
        cancel();
        return;
    }
    for (std::size_t i = 0; i < m_jobs.size() && m_asking < mostQueries && !m_stream->isFull(); ++i) {
        if (m_jobs[i].state == Job::State::Waiting)
            start(i);
    }
    finishIfDone();
}

const PanelInstance *ViewRun::instanceOf(const WantedPanel &wanted) const
{
    const auto found = std::find_if(m_layout.instances.begin(), m_layout.instances.end(), [&](const PanelInstance &instance) {
        return placeOf(instance) == std::pair(wanted.id, wanted.repeatIndex.value_or(-1));
    });
    return found == m_layout.instances.end() ? nullptr : &*found;
}

/// Whether every variable that the panel, its repeat or its row's repeat names is done.
bool ViewRun::isReady(const PanelInstance &instance) const
{
    const auto found = m_subject.dashboard->names.find(instance.panel);
    std::vector<std::string> names = found == m_subject.dashboard->names.end() ? std::vector<std::string>() : found->second;
    if (std::find(names.begin(), names.end(), "__all_variables") != names.end())
        return variables().isDone();
    names.push_back(instance.panel->repeat);
    for (const PanelModel &panel : model().panels) {
        if (instance.row && panel.id == instance.row->id)
            names.push_back(panel.repeat);
    }
    return variables().isDone(names);
}

/// Starts the panel if its variables have values. One that is not in the layout in the end needs no line.
void ViewRun::start(std::size_t index)
{
    Job &job = m_jobs[index];
    const PanelInstance *instance = instanceOf(job.wanted);
    if (!instance && variables().isDone())
        job.state = Job::State::Drawn;
    if (!instance || !isReady(*instance))
        return;
    job.state = Job::State::Asking;
    job.instance = *instance;
    job.scope = std::make_unique<Scope>(&variables().scope());
    setScoped(*job.scope, *instance);
    job.plan.time.range = m_subject.range;
    if (!showsNoData(instance->panel->type) && !instance->panel->isRow()) {
        job.plan = planPanel({model(), *instance->panel, *job.scope, m_dataSources, m_subject.range, m_subject.rawFrom.starts_with("now"), m_subject.zone, m_begun,
                              job.wanted.width});
    }
    const Askables asked = askables(job);
    job.missing = asked.size();
    for (const auto &[planned, source] : asked)
        askFor(index, *planned, source);
    if (asked.empty())
        draw(index);
}

ViewRun::Askables ViewRun::askables(Job &job)
{
    Askables found;
    for (const PlannedQuery &planned : job.plan.queries) {
        const auto source = m_sources->find(planned.source.uid);
        if (source)
            found.emplace_back(&planned, *source);
        else
            job.plan.errors.emplace_back(planned.query.refId, source.error());
    }
    return found;
}

void ViewRun::askFor(std::size_t index, const PlannedQuery &planned, const AskableSource &source)
{
    ++m_asking;
    m_jobs[index].tickets.push_back(fly(planned.query, planned.keepFor, source, [index, refId = planned.query.refId](ViewRun &run, const QueryResult &answer) {
        run.onAnswer(index, refId, answer);
    }));
}

QueryFlights::Ticket ViewRun::fly(DataQuery query, Millis keepFor, const AskableSource &source, std::function<void(ViewRun &, const QueryResult &)> then)
{
    query.refId = std::string("A");
    query.hidden = false;
    const auto start = [&](const QueryFlights::Unwanted &unwanted) {
        query.isUnwanted = unwanted;
        return source.backend->query(*source.settings, {query}).then(QtFuture::Launch::Sync, [](const QFuture<QueryResults> &done) {
            QueryResults results = done.result();
            return results.empty() ? QueryResult{} : std::move(results.begin()->second);
        });
    };
    const std::string key = flightKey(m_subject.caller.orgId, source.settings->version, query);
    return m_parts.queries.join(key, keepFor, start, [self = shared_from_this(), then = std::move(then)](const QueryFlights::Shared &answer) {
        self->m_parts.post([self, then, answer] {
            if (!self->m_isOver)
                then(*self, *answer);
        });
    });
}

/// Once every variable has its value, since an annotation may name any of them.
void ViewRun::askForAnnotations()
{
    if (m_missingAnnotations || !variables().isDone())
        return;
    m_missingAnnotations = 0;
    for (const PlannedAnnotation &asked : planAnnotations(model(), variables().scope(), m_dataSources, m_subject.range)) {
        const auto source = m_sources->find(asked.planned.source.uid);
        if (!source)
            continue;
        ++*m_missingAnnotations;
        m_annotationTickets.push_back(fly(asked.planned.query, asked.planned.keepFor, *source, [annotation = asked.annotation](ViewRun &run, const QueryResult &answer) {
            run.onAnnotation(*annotation, answer);
        }));
    }
}

void ViewRun::onAnnotation(const AnnotationModel &annotation, const QueryResult &answer)
{
    for (AnnotationItem &item : annotationsIn(answer.frames, annotation, model()))
        m_annotations.push_back(std::move(item));
    if (--*m_missingAnnotations == 0)
        m_stream->write(annotationsLine(m_annotations));
    finishIfDone();
}

void ViewRun::onAnswer(std::size_t index, const std::string &refId, const QueryResult &answer)
{
    Job &job = m_jobs[index];
    --m_asking;
    if (m_bytes + sizeOf(answer) > mostBytes) {
        job.answers[refId].error = Error{ErrorCode::TooLarge, u"The answers for this dashboard are larger than 256 MiB: choose a shorter time range."_s, u"panels.tooLarge"_s, {}};
    } else {
        job.answers[refId] = answer;
        job.bytes += sizeOf(answer);
        m_bytes += sizeOf(answer);
    }
    if (--job.missing == 0)
        draw(index);
    startJobs();
}

void ViewRun::draw(std::size_t index)
{
    Job &job = m_jobs[index];
    m_bytes -= job.bytes;
    const bool inspects = m_subject.request.inspect;
    const PanelRequest request{job.instance, job.wanted.width, job.wanted.height, inspects, inspects && m_subject.mayQuery};
    write(index, viewOf(request, job.plan, std::move(job.answers), *job.scope, m_builtInValues, m_begun));
}

void ViewRun::write(std::size_t index, const PanelView &view)
{
    Job &job = m_jobs[index];
    m_stream->write(panelLine(job.wanted.id, job.wanted.repeatIndex, view, job.wanted.etag));
    job.state = Job::State::Drawn;
    job.tickets.clear();
    job.plan = {};
    job.answers.clear();
}

void ViewRun::finishIfDone()
{
    const bool allDrawn = std::all_of(m_jobs.begin(), m_jobs.end(), [](const Job &job) { return job.state == Job::State::Drawn; });
    const bool allMarked = m_missingAnnotations && *m_missingAnnotations == 0;
    if (m_isOver || !allDrawn || !allMarked || !variables().isDone())
        return;
    m_stream->write(endLine(m_parts.clock.now() - m_begun));
    m_stream->finish();
    cancel();
}

void ViewRun::cancel()
{
    m_isOver = true;
    m_jobs.clear();
    m_annotationTickets.clear();
    m_variables->cancel();
}

} // namespace mdash
