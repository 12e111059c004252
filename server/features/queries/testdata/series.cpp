#include "base/utf8.h"
#include "features/queries/testdata/scenario.h"

#include <charconv>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

std::optional<double> parseNumber(std::string_view text)
{
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

QueryResult failed(ErrorCode code, QString text)
{
    QueryResult result;
    result.error = Error{code, std::move(text), {}, {}};
    return result;
}

/// Numbers of `1,20,null,5`; fails at what is neither a number, NaN nor null.
Result<Column> parseValues(std::string_view text)
{
    Column values(FieldType::Number);
    if (trimmed(text).empty())
        return values;
    for (bool more = true; more;) {
        const auto comma = text.find(',');
        more = comma != std::string_view::npos;
        const std::string_view item = trimmed(text.substr(0, comma));
        if (item == "null" || item.empty())
            values.appendNull();
        else if (const auto number = parseNumber(item))
            values.append(*number);
        else
            return fail(ErrorCode::InvalidInput, u"\"%1\" is not a number: expected numbers and null, separated by commas"_s.arg(fromUtf8(item)));
        text.remove_prefix(more ? comma + 1 : text.size());
    }
    return values;
}

Frame walk(const ScenarioInput &input, std::int64_t index)
{
    Random &random = input.random;
    const double spread = input.number("spread").value_or(1);
    const double noise = input.number("noise").value_or(0);
    const auto least = input.number("min");
    const auto most = input.number("max");
    const double dropped = input.number("drop").value_or(input.number("dropPercent").value_or(0)) / 100;
    double walker = input.number("startValue").value_or(random.fraction() * 100);
    const auto count = std::clamp<std::int64_t>((input.to() - input.from() + input.interval() - 1) / input.interval(), 0, mostScenarioPoints);
    std::vector<std::int64_t> times;
    std::vector<double> values;
    times.reserve(static_cast<std::size_t>(count));
    values.reserve(static_cast<std::size_t>(count));
    for (std::int64_t i = 0; i < count; ++i) {
        double value = walker + random.fraction() * noise;
        if (least && value < *least)
            value = walker = *least;
        if (most && value > *most)
            value = walker = *most;
        if (dropped <= 0 || random.fraction() >= dropped) {
            times.push_back(input.from() + i * input.interval());
            values.push_back(value);
        }
        walker += (random.fraction() - 0.5) * spread;
    }
    return seriesFrame(input, index, std::move(times), Column::numbers(std::move(values)));
}

/// A cycle of @p length steps of @p step ms that began at the epoch; @p append adds the value of a step to the column.
template<class Append>
Result<Frame> cycle(const ScenarioInput &input, std::int64_t index, double stepSeconds, std::int64_t length, Append append)
{
    const auto step = static_cast<std::int64_t>(std::clamp(stepSeconds, 0.0, 1e9) * 1000);
    if (step < 1 || length < 1)
        return fail(ErrorCode::InvalidInput, u"timeStep and the number of values must be above 0"_s);
    std::vector<std::int64_t> times;
    Column values(FieldType::Number);
    std::int64_t time = input.from() - input.from() % step;
    for (std::int64_t i = 0; i < mostScenarioPoints && time < input.to(); ++i, time += step) {
        times.push_back(time);
        append(values, time / step % length);
    }
    return seriesFrame(input, index, std::move(times), std::move(values));
}

} // namespace

std::optional<double> ScenarioInput::number(std::string_view key) const
{
    const JsonValue value = model[key];
    if (value.isNumber())
        return value.number();
    return parseNumber(trimmed(value.string()));
}

Labels parseLabelText(std::string_view text)
{
    Labels labels;
    text = trimmed(trimmed(text), "{}");
    while (!text.empty()) {
        const std::string_view pair = text.substr(0, text.find(','));
        text.remove_prefix(std::min(text.size(), pair.size() + 1));
        const auto equals = pair.find('=');
        const std::string_view name = trimmed(pair.substr(0, equals));
        if (!name.empty() && equals != std::string_view::npos)
            labels.emplace(name, trimmed(trimmed(pair.substr(equals + 1)), "\""));
    }
    return labels;
}

Labels ScenarioInput::labels(std::int64_t index) const
{
    constexpr std::string_view placeholder = "$seriesIndex";
    Labels labels = parseLabelText(model["labels"].string());
    for (auto &[name, value] : labels) {
        if (const auto at = value.find(placeholder); at != std::string::npos)
            value.replace(at, placeholder.size(), std::to_string(index));
    }
    return labels;
}

std::string ScenarioInput::seriesName(std::int64_t index) const
{
    const std::string suffix = index > 0 ? std::to_string(index) : std::string();
    const std::string_view alias = model["alias"].string();
    return alias.empty() ? query.refId + "-series" + suffix : std::string(alias) + suffix;
}

Frame seriesFrame(const ScenarioInput &input, std::int64_t index, std::vector<std::int64_t> times, Column values)
{
    Frame frame{.name = input.seriesName(index), .refId = input.query.refId, .meta = {}, .fields = {}};
    frame.fields.resize(2);
    frame.fields[0].name = "time";
    frame.fields[0].values = Column::times(std::move(times));
    frame.fields[0].config.intervalMs = static_cast<double>(input.interval());
    frame.fields[1].name = "value";
    frame.fields[1].labels = input.labels(index);
    frame.fields[1].values = std::move(values);
    frame.fields[1].config.displayNameFromDS = frame.name;
    return frame;
}

QueryResult randomWalk(const ScenarioInput &input)
{
    constexpr double mostSeries = 100;
    QueryResult result;
    const auto count = static_cast<std::int64_t>(std::clamp(input.number("seriesCount").value_or(1), 0.0, mostSeries));
    for (std::int64_t index = 0; index < count; ++index)
        result.frames.push_back(walk(input, index));
    return result;
}

QueryResult randomWalkWithError(const ScenarioInput &input)
{
    QueryResult result = randomWalk(input);
    result.error = Error{ErrorCode::Internal, u"this is an error and it can include URLs http://example.com/"_s, {}, {}};
    return result;
}

QueryResult csvMetricValues(const ScenarioInput &input)
{
    auto values = parseValues(input.model["stringInput"].string());
    if (!values)
        return failed(values.error().code, values.error().detail);
    QueryResult result;
    const auto count = static_cast<std::int64_t>(values->size());
    if (count == 0)
        return result;
    const std::int64_t step = count > 1 ? (input.to() - input.from()) / (count - 1) : 0;
    std::vector<std::int64_t> times;
    for (std::int64_t i = 0; i < count; ++i)
        times.push_back(input.from() + i * step);
    result.frames.push_back(seriesFrame(input, 0, std::move(times), std::move(*values)));
    return result;
}

QueryResult predictablePulse(const ScenarioInput &input)
{
    const JsonValue wave = input.model["pulseWave"];
    const std::int64_t on = std::clamp<std::int64_t>(wave["onCount"].integer(), 0, 1'000'000);
    const std::int64_t off = std::clamp<std::int64_t>(wave["offCount"].integer(), 0, 1'000'000);
    const auto value = [&](const char *key) { return wave[key].isNull() ? std::nullopt : std::optional(wave[key].number()); };
    const auto onValue = value("onValue"), offValue = value("offValue");
    auto frame = cycle(input, 0, wave["timeStep"].number(60), on + off, [&](Column &column, std::int64_t position) {
        const auto &chosen = position < on ? onValue : offValue;
        chosen ? column.append(*chosen) : column.appendNull();
    });
    if (!frame)
        return failed(frame.error().code, frame.error().detail);
    QueryResult result;
    result.frames.push_back(std::move(*frame));
    return result;
}

QueryResult predictableCsvWave(const ScenarioInput &input)
{
    QueryResult result;
    const JsonValue given = input.model["csvWave"];
    std::vector<JsonValue> waves = given.isArray() ? given.elements() : std::vector{given};
    for (const JsonValue &wave : waves) {
        const auto values = parseValues(wave["valuesCSV"].string());
        if (!values)
            return failed(values.error().code, values.error().detail);
        const auto index = static_cast<std::int64_t>(result.frames.size());
        auto frame = cycle(input, index, wave["timeStep"].number(60), static_cast<std::int64_t>(values->size()), [&](Column &column, std::int64_t position) {
            column.appendFrom(*values, static_cast<std::size_t>(position));
        });
        if (!frame)
            return failed(frame.error().code, frame.error().detail);
        if (!wave["name"].string().empty())
            frame->name = frame->fields[1].config.displayNameFromDS = wave["name"].string();
        if (!wave["labels"].string().empty())
            frame->fields[1].labels = parseLabelText(wave["labels"].string());
        result.frames.push_back(std::move(*frame));
    }
    return result;
}

QueryResult datapointsOutsideRange(const ScenarioInput &input)
{
    QueryResult result;
    result.frames.push_back(seriesFrame(input, 0, {input.from() - 3'600'000}, Column::numbers({10})));
    return result;
}

QueryResult noDataPoints(const ScenarioInput &)
{
    return {};
}

QueryResult serverError(const ScenarioInput &input)
{
    if (!input.model["stringInput"].string().empty())
        return csvMetricValues(input);
    return failed(ErrorCode::Internal, u"Test Data Panic!"_s);
}

} // namespace mdash
