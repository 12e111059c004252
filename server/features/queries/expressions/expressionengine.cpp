#include "features/queries/expressions/expressionengine.h"

#include "base/duration.h"
#include "base/utf8.h"
#include "features/queries/expressions/classicconditions.h"
#include "features/queries/expressions/querymath.h"
#include "features/queries/expressions/reduction.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

using Inputs = std::map<std::string, ValueSet>;

/// One expression, read: what it needs and how to run it.
struct Command
{
    std::set<std::string> needs;
    std::function<Result<ValueSet>(const Inputs &)> run;
};

/// "A" and "$A" and "${A}".
std::string referencedName(std::string_view text)
{
    if (text.starts_with("${") && text.ends_with('}'))
        return std::string(text.substr(2, text.size() - 3));
    if (text.starts_with('$'))
        text.remove_prefix(1);
    return std::string(text);
}

Result<std::string> inputOf(const JsonValue &model)
{
    std::string name = referencedName(model["expression"].string());
    if (name.empty())
        return fail(ErrorCode::InvalidInput, u"no variable specified to reference"_s);
    return name;
}

Result<Command> readMath(const JsonValue &model)
{
    auto parsed = parseMath(model["expression"].string());
    if (!parsed)
        return tl::unexpected(parsed.error());
    auto expression = std::make_shared<MathExpression>(std::move(*parsed));
    return Command{expression->variables, [expression](const Inputs &inputs) { return evaluateMath(*expression, inputs); }};
}

Result<Command> readReduce(const JsonValue &model)
{
    const auto input = inputOf(model);
    if (!input)
        return tl::unexpected(input.error());
    ReduceOptions options{.reducer = std::string(model["reducer"].string()), .mode = ReduceMode::Strict, .replacement = 0};
    if (!isReductionFunction(options.reducer))
        return fail(ErrorCode::InvalidInput, u"reduction %1 not implemented"_s.arg(fromUtf8(options.reducer)));
    const std::string_view mode = model["settings"]["mode"].string();
    if (mode == "dropNN")
        options.mode = ReduceMode::DropNonNumbers;
    else if (mode == "replaceNN")
        options.mode = ReduceMode::ReplaceNonNumbers;
    else if (!mode.empty() && mode != "strict")
        return fail(ErrorCode::InvalidInput, u"settings.mode '%1': expected dropNN, replaceNN or nothing"_s.arg(fromUtf8(mode)));
    if (options.mode == ReduceMode::ReplaceNonNumbers && !model["settings"]["replaceWithValue"].isNumber())
        return fail(ErrorCode::InvalidInput, u"settings.replaceWithValue: expected a number"_s);
    options.replacement = model["settings"]["replaceWithValue"].number();
    return Command{{*input}, [name = *input, options](const Inputs &inputs) -> Result<ValueSet> {
                       return reduce(inputs.at(name), name, options);
                   }};
}

Result<Command> readResample(const JsonValue &model, const TimeRange &range)
{
    const auto input = inputOf(model);
    if (!input)
        return tl::unexpected(input.error());
    const auto window = parseDuration(model["window"].string());
    if (!window || window->count() <= 0)
        return fail(ErrorCode::InvalidInput, u"failed to parse duration '%1': expected one like 10s"_s.arg(fromUtf8(model["window"].string())));
    ResampleOptions options{*window, std::string(model["downsampler"].string()), std::string(model["upsampler"].string())};
    if (!isReductionFunction(options.downsampler) || options.downsampler == "count")
        return fail(ErrorCode::InvalidInput, u"downsampling %1 not implemented"_s.arg(fromUtf8(options.downsampler)));
    if (options.upsampler != "pad" && options.upsampler != "backfilling" && options.upsampler != "fillna")
        return fail(ErrorCode::InvalidInput, u"upsampling %1 not implemented"_s.arg(fromUtf8(options.upsampler)));
    return Command{{*input}, [name = *input, range, options](const Inputs &inputs) { return resample(inputs.at(name), range, options); }};
}

Result<Command> readThreshold(const JsonValue &model)
{
    const auto input = inputOf(model);
    if (!input)
        return tl::unexpected(input.error());
    const auto conditions = model["conditions"].elements();
    if (conditions.size() != 1)
        return fail(ErrorCode::InvalidInput, u"threshold expression requires exactly one condition"_s);
    const JsonValue evaluator = conditions.front()["evaluator"];
    const std::string kind(evaluator["type"].string());
    std::vector<double> limits;
    for (const JsonValue &limit : evaluator["params"].elements())
        limits.push_back(limit.number());
    const std::size_t needed = thresholdLimits(kind);
    if (needed == 0)
        return fail(ErrorCode::InvalidInput, u"evaluator '%1' is not valid"_s.arg(fromUtf8(kind)));
    if (limits.size() < needed)
        return fail(ErrorCode::InvalidInput, u"evaluator '%1' needs %2 numbers in params"_s.arg(fromUtf8(kind)).arg(needed));
    return Command{{*input}, [name = *input, kind, limits](const Inputs &inputs) -> Result<ValueSet> {
                       return threshold(inputs.at(name), kind, limits);
                   }};
}

Result<Command> readClassic(const JsonValue &model)
{
    auto conditions = readClassicConditions(model);
    if (!conditions)
        return tl::unexpected(conditions.error());
    Command command;
    for (const auto &condition : conditions->conditions)
        command.needs.insert(condition.refId);
    command.run = [conditions = *conditions](const Inputs &inputs) -> Result<ValueSet> { return evaluateClassic(conditions, inputs); };
    return command;
}

Result<Command> readCommand(const DataQuery &query)
{
    const auto document = JsonDocument::parse(query.model);
    if (!document)
        return tl::unexpected(document.error());
    const JsonValue model = document->root();
    const std::string_view type = model["type"].string();
    if (type.empty())
        return fail(ErrorCode::InvalidInput, u"invalid command type in expression '%1': no expression command type in query for refId %1"_s.arg(
                                                 fromUtf8(query.refId)));
    Result<Command> command = fail(ErrorCode::InvalidInput, u"'%1' is not a recognized expression type"_s.arg(fromUtf8(type)));
    if (type == "math")
        command = readMath(model);
    else if (type == "reduce")
        command = readReduce(model);
    else if (type == "resample")
        command = readResample(model, query.range);
    else if (type == "threshold")
        command = readThreshold(model);
    else if (type == "classic_conditions")
        command = readClassic(model);
    if (!command)
        return fail(command.error().code, u"failed to parse expression '%1': %2"_s.arg(fromUtf8(query.refId), command.error().detail));
    return command;
}

/// Runs the commands of one request, each after what it needs.
class Run
{
public:
    explicit Run(QueryResults data) : m_results(std::move(data))
    {
        for (const auto &[refId, result] : m_results)
            m_isData.insert(refId);
    }

    QueryResults run(const std::vector<DataQuery> &expressions)
    {
        for (const DataQuery &query : expressions) {
            auto command = readCommand(query);
            if (command)
                m_commands.emplace(query.refId, std::move(*command));
            else
                m_results[query.refId].error = command.error();
        }
        for (const auto &[refId, command] : m_commands)
            evaluate(refId);
        return std::move(m_results);
    }

private:
    /// The value of @p refId, evaluated if it is an expression that was not yet.
    Result<const ValueSet *> valueOf(const std::string &refId)
    {
        if (const auto known = m_values.find(refId); known != m_values.end())
            return &known->second;
        if (m_commands.contains(refId))
            evaluate(refId);
        const auto result = m_results.find(refId);
        if (const auto known = m_values.find(refId); known != m_values.end())
            return &known->second;
        if (result == m_results.end())
            return fail(ErrorCode::InvalidInput, u"unable to find dependent node '%1'"_s.arg(fromUtf8(refId)));
        if (result->second.error)
            return tl::unexpected(*result->second.error);
        auto values = valuesOf(result->second.frames, refId);
        if (!values)
            return tl::unexpected(values.error());
        return &(m_values[refId] = std::move(*values));
    }

    void evaluate(const std::string &refId)
    {
        if (m_results.contains(refId) && !m_isData.contains(refId))
            return; // done, or failed
        if (!m_running.insert(refId).second) {
            setError(refId, {ErrorCode::InvalidInput,
                             u"expression '%1' cannot reference itself. Must be query or another expression"_s.arg(fromUtf8(refId)), {}, {}});
            return;
        }
        const Command &command = m_commands.at(refId);
        Inputs inputs;
        for (const std::string &need : command.needs) {
            const auto value = valueOf(need);
            if (m_results.contains(refId) && m_results[refId].error)
                return; // part of a circle that was found below
            if (!value) {
                setError(refId, dependencyError(refId, need, value.error()));
                return;
            }
            inputs[need] = **value;
        }
        auto values = command.run(inputs);
        if (!values) {
            setError(refId, values.error());
            return;
        }
        m_results[refId].frames = framesOf(*values, refId);
        m_values[refId] = std::move(*values);
    }

    Error dependencyError(const std::string &refId, const std::string &need, const Error &cause) const
    {
        if (!m_results.contains(need))
            return cause;
        if (need == refId)
            return cause;
        return {cause.code,
                u"[sse.dependencyError] did not execute expression [%1] due to a failure of the dependent expression or query [%2]"_s.arg(
                    fromUtf8(refId), fromUtf8(need)),
                u"sse.dependencyError"_s,
                {}};
    }

    void setError(const std::string &refId, Error error) { m_results[refId].error = std::move(error); }

    QueryResults m_results;
    std::set<std::string> m_isData;
    std::map<std::string, Command> m_commands;
    std::map<std::string, ValueSet> m_values;
    std::set<std::string> m_running;
};

} // namespace

bool isExpression(const DataQuery &query)
{
    return query.datasourceUid == "__expr__" || query.datasourceUid == "-100";
}

QueryResults evaluateExpressions(const std::vector<DataQuery> &expressions, QueryResults data, const std::vector<std::string> &hiddenRefIds)
{
    QueryResults results = Run(std::move(data)).run(expressions);
    for (const std::string &refId : hiddenRefIds)
        results.erase(refId);
    return results;
}

} // namespace mdash
