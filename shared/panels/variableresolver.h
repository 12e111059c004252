#pragma once

#include "base/timerange.h"
#include "panels/datasourcelist.h"
#include "panels/variablechoice.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mdash {

/// What the values of a dashboard's variables depend on besides the dashboard.
struct VariableContext
{
    std::map<std::string, std::vector<std::string>> requested; // what the viewer chose, by name
    DataSourceList sources;
    TimeRange range;
    bool mayQuery = false; // the viewer may send query text: what he types is trusted
    const Scope *builtIns = nullptr; // outlives the resolver
};

/// A variable on its way to a value.
struct ResolvedVariable
{
    enum class State { Waiting, Asked, Ready, Failed };
    State state = State::Waiting;
    std::vector<VariableOption> options;
    VariableChoice choice;
    std::string error; // of Failed, as a sentence

    [[nodiscard]] bool isDone() const { return state == State::Ready || state == State::Failed; }
};

/// A question to a data source whose answer are the values of a query variable.
struct VariableQuestion
{
    std::size_t index = 0; // of the variable
    DataSourceEntry source;
    std::string query; // JSON: a string or the query object, variables replaced
};

/// Resolves the variables of one dashboard in the order that their definitions demand. Independent ones are asked for
/// together. Variables that refer to each other in a circle fail, as does what cannot be asked; the others go on.
/// Asks nobody itself: the caller takes the questions and gives the answers. One thread.
class VariableResolver
{
public:
    VariableResolver(DashboardModelPtr dashboard, VariableContext context);

    /// Resolves what needs no answer, and gives what can be asked now; each question is given once.
    [[nodiscard]] std::vector<VariableQuestion> advance();
    /// The values for the question of variable @p index, or why there are none. Call advance() afterwards.
    void answer(std::size_t index, const Result<std::vector<std::string>> &values);

    [[nodiscard]] const std::vector<ResolvedVariable> &variables() const { return m_resolved; }
    [[nodiscard]] bool isDone() const;
    /// True if every variable that @p names mentions has a value, or failed, or is none.
    [[nodiscard]] bool isDone(const std::vector<std::string> &names) const;
    /// Values of what is resolved, over the built-ins.
    [[nodiscard]] const Scope &scope() const { return m_scope; }
    [[nodiscard]] std::optional<std::size_t> indexOf(std::string_view name) const;
    /// The values that a repeat over @p name makes: those chosen, or every option for All. nullopt if it has none (yet).
    [[nodiscard]] std::optional<std::vector<ScopeValue>> repeatValues(std::string_view name) const;

private:
    void findCircles();
    [[nodiscard]] bool dependenciesDone(std::size_t index) const;
    void start(std::size_t index, std::vector<VariableQuestion> &questions);
    [[nodiscard]] Result<VariableQuestion> questionOf(std::size_t index) const;
    void settle(std::size_t index, Result<std::vector<VariableOption>> options);
    [[nodiscard]] std::string automaticInterval(const VariableModel &variable) const;

    DashboardModelPtr m_dashboard;
    VariableContext m_context;
    std::vector<std::vector<std::size_t>> m_dependencies;
    std::vector<ResolvedVariable> m_resolved;
    Scope m_scope;
};

} // namespace mdash
