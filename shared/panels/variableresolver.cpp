#include "panels/variableresolver.h"

#include "base/duration.h"
#include "base/queryinterval.h"
#include "panels/querytext.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

std::vector<std::string> namesIn(const VariableModel &variable)
{
    std::vector<std::string> names;
    const auto add = [&names](std::string_view text) {
        for (std::string &name : referencedNames(text))
            names.push_back(std::move(name));
    };
    add(variable.regex);
    add(variable.datasource.uid);
    add(variable.allValue);
    if (variable.kind == VariableKind::Query || variable.kind == VariableKind::Custom)
        add(variable.queryJson);
    return names;
}

/// What the dashboard keeps of a variable, for when its source cannot be asked.
std::vector<VariableOption> savedOptions(const VariableModel &variable)
{
    std::vector<VariableOption> options = variable.options;
    for (std::size_t i = 0; i < variable.currentValues.size(); ++i) {
        const std::string &value = variable.currentValues[i];
        options.push_back({i < variable.currentTexts.size() ? variable.currentTexts[i] : value, value});
    }
    std::erase_if(options, [](const VariableOption &option) { return option.value == allChoice; });
    return options;
}

} // namespace

VariableResolver::VariableResolver(DashboardModelPtr dashboard, VariableContext context)
    : m_dashboard(std::move(dashboard)), m_context(std::move(context)), m_resolved(m_dashboard->variables.size()), m_scope(m_context.builtIns)
{
    for (std::size_t i = 0; i < m_resolved.size(); ++i) {
        std::vector<std::size_t> needed;
        for (const std::string &name : namesIn(m_dashboard->variables[i])) {
            if (const auto index = indexOf(name); index && *index != i)
                needed.push_back(*index);
        }
        m_dependencies.push_back(std::move(needed));
    }
    findCircles();
}

/// Marks the variables of a circle as failed: what remains when those without open needs are taken away, again and again,
/// from both ends.
void VariableResolver::findCircles()
{
    const std::size_t count = m_resolved.size();
    std::vector<bool> open(count, true);
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t i = 0; i < count; ++i) {
            const auto isOpen = [&open](std::size_t other) { return open[other]; };
            const auto needsI = [&](std::size_t other) {
                return open[other] && std::count(m_dependencies[other].begin(), m_dependencies[other].end(), i) > 0;
            };
            bool needed = false;
            for (std::size_t other = 0; other < count && !needed; ++other)
                needed = needsI(other);
            if (open[i] && (!needed || std::none_of(m_dependencies[i].begin(), m_dependencies[i].end(), isOpen))) {
                open[i] = false;
                changed = true;
            }
        }
    }
    for (std::size_t i = 0; i < count; ++i) {
        if (open[i])
            settle(i, fail(ErrorCode::InvalidInput, u"The variable refers to itself by way of others"_s));
    }
}

std::optional<std::size_t> VariableResolver::indexOf(std::string_view name) const
{
    const auto &variables = m_dashboard->variables;
    const auto found = std::find_if(variables.begin(), variables.end(), [name](const auto &variable) { return variable.name == name; });
    return found == variables.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - variables.begin()));
}

std::optional<std::vector<ScopeValue>> VariableResolver::repeatValues(std::string_view name) const
{
    const auto index = indexOf(name);
    if (!index || !m_resolved[*index].isDone())
        return std::nullopt;
    const ResolvedVariable &resolved = m_resolved[*index];
    const VariableModel &variable = m_dashboard->variables[*index];
    std::vector<ScopeValue> values;
    const auto add = [&](const std::string &text, const std::string &value) {
        ScopeValue one = ScopeValue::single(value);
        one.texts = {text};
        one.multi = variable.multi || variable.includeAll;
        one.trusted = resolved.choice.trusted || m_context.mayQuery;
        values.push_back(std::move(one));
    };
    if (resolved.choice.all) {
        for (const VariableOption &option : resolved.options)
            add(option.text, option.value);
    } else {
        for (std::size_t i = 0; i < resolved.choice.values.size(); ++i)
            add(resolved.choice.texts[i], resolved.choice.values[i]);
    }
    return values;
}

bool VariableResolver::isDone() const
{
    return std::all_of(m_resolved.begin(), m_resolved.end(), [](const auto &variable) { return variable.isDone(); });
}

bool VariableResolver::isDone(const std::vector<std::string> &names) const
{
    return std::all_of(names.begin(), names.end(), [this](const std::string &name) {
        const auto index = indexOf(name);
        return !index || m_resolved[*index].isDone();
    });
}

bool VariableResolver::dependenciesDone(std::size_t index) const
{
    const auto &needed = m_dependencies[index];
    return std::all_of(needed.begin(), needed.end(), [this](std::size_t other) { return m_resolved[other].isDone(); });
}

std::vector<VariableQuestion> VariableResolver::advance()
{
    std::vector<VariableQuestion> questions;
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t i = 0; i < m_resolved.size(); ++i) {
            if (m_resolved[i].state != ResolvedVariable::State::Waiting || !dependenciesDone(i))
                continue;
            start(i, questions);
            changed = true;
        }
    }
    return questions;
}

void VariableResolver::start(std::size_t index, std::vector<VariableQuestion> &questions)
{
    const VariableModel &variable = m_dashboard->variables[index];
    switch (variable.kind) {
    case VariableKind::Custom:
        settle(index, customOptions(interpolate(variable.query, m_scope)));
        return;
    case VariableKind::Interval:
        settle(index, intervalOptions(variable));
        return;
    case VariableKind::DataSource:
        settle(index, dataSourceOptions(m_context.sources, variable.query, interpolate(variable.regex, m_scope, "regex")));
        return;
    case VariableKind::Constant:
    case VariableKind::TextBox:
    case VariableKind::AdHoc:
        settle(index, std::vector<VariableOption>());
        return;
    case VariableKind::Unknown:
        settle(index, fail(ErrorCode::NotImplemented, u"Variables of type %1 are not supported"_s.arg(QString::fromStdString(variable.typeName))));
        return;
    case VariableKind::Query:
        break;
    }
    auto question = questionOf(index);
    if (!question) {
        settle(index, tl::unexpected(question.error()));
        return;
    }
    m_resolved[index].state = ResolvedVariable::State::Asked;
    questions.push_back(std::move(*question));
}

Result<VariableQuestion> VariableResolver::questionOf(std::size_t index) const
{
    const VariableModel &variable = m_dashboard->variables[index];
    const SourceRef ref{interpolate(variable.datasource.uid, m_scope), variable.datasource.type};
    const DataSourceEntry *source = m_context.sources.find(ref);
    if (!source)
        return fail(ErrorCode::NotFound, u"Data source not found"_s, u"datasources.notFound"_s);
    const QueryLanguage written = queryLanguageOf(variable.datasource.type);
    if (written != QueryLanguage::None && written != queryLanguageOf(source->type)) {
        return fail(ErrorCode::NotImplemented, u"The query is for data sources of type %1, but its data source is of type %2."_s.arg(
            QString::fromStdString(variable.datasource.type), QString::fromStdString(source->type)), u"panels.unsupportedSource"_s);
    }
    auto query = interpolateJson(variable.queryJson, m_scope, queryLanguageOf(source->type));
    if (!query)
        return tl::unexpected(query.error());
    return VariableQuestion{index, *source, std::move(*query)};
}

void VariableResolver::answer(std::size_t index, const Result<std::vector<std::string>> &values)
{
    const VariableModel &variable = m_dashboard->variables[index];
    if (values)
        settle(index, queryOptions(*values, interpolate(variable.regex, m_scope, "regex"), variable.sort));
    else
        settle(index, tl::unexpected(values.error()));
}

/// Gives the variable its options and its value. Without options by an error, the saved value stays in use.
void VariableResolver::settle(std::size_t index, Result<std::vector<VariableOption>> options)
{
    const VariableModel &variable = m_dashboard->variables[index];
    ResolvedVariable &resolved = m_resolved[index];
    resolved.state = options ? ResolvedVariable::State::Ready : ResolvedVariable::State::Failed;
    if (options)
        resolved.options = std::move(*options);
    else
        resolved.error = options.error().detail.toStdString();
    const std::vector<VariableOption> known = options ? resolved.options : savedOptions(variable);
    const auto requested = m_context.requested.find(variable.name);
    resolved.choice = choose(variable, known, requested == m_context.requested.end() ? std::nullopt : std::optional(requested->second));
    ScopeValue value = scopeValueOf(variable, resolved.choice, known);
    value.trusted = value.trusted || m_context.mayQuery;
    if (value.verbatim)
        value.values = {interpolate(variable.allValue, m_scope)};
    if (variable.kind == VariableKind::Interval && !value.values.empty() && value.values.front().starts_with("$__auto"))
        value.values = {automaticInterval(variable)};
    m_scope.set(variable.name, std::move(value));
}

std::string VariableResolver::automaticInterval(const VariableModel &variable) const
{
    const Millis least = parseMinInterval(variable.autoMin).value_or(Millis(10'000));
    return formatInterval(calculateInterval(m_context.range, variable.autoCount, least));
}

} // namespace mdash
