#include "api/framejson.h"
#include "base/utf8.h"
#include "features/queries/testdata/csvframe.h"
#include "features/queries/testdata/scenario.h"

#include <array>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

Field field(std::string name, Column values)
{
    return {.name = std::move(name), .labels = {}, .values = std::move(values), .config = {}};
}

QueryResult oneFrame(const ScenarioInput &input, std::string name, std::vector<Field> fields)
{
    QueryResult result;
    result.frames.push_back({.name = std::move(name), .refId = input.query.refId, .meta = {}, .fields = std::move(fields)});
    return result;
}

template<class Bound>
QueryResult heatmap(const ScenarioInput &input, Bound bound)
{
    constexpr int buckets = 10, mostRows = 100, intervalsPerRow = 50;
    std::vector<std::int64_t> times;
    const std::int64_t step = input.interval() * intervalsPerRow;
    for (std::int64_t time = input.from(); time < input.to() && times.size() < mostRows; time += step)
        times.push_back(time);
    std::vector<Field> fields{field("time", Column::times(times))};
    for (int bucket = 0; bucket < buckets; ++bucket) {
        std::vector<double> counts;
        for (std::size_t row = 0; row < times.size(); ++row)
            counts.push_back(std::floor(input.random.fraction() * 100));
        fields.push_back(field(std::to_string(bound(bucket)), Column::numbers(std::move(counts))));
    }
    return oneFrame(input, "data", std::move(fields));
}

} // namespace

QueryResult randomWalkTable(const ScenarioInput &input)
{
    Column time(FieldType::Time), value(FieldType::Number), low(FieldType::Number), high(FieldType::Number), info(FieldType::String);
    const bool withNil = input.model["withNil"].boolean();
    double walker = input.random.fraction() * 100;
    for (std::int64_t at = input.from(), i = 0; at < input.to() && i < mostScenarioPoints; at += input.interval(), ++i) {
        const double deviation = input.random.fraction() * 2;
        const double change = input.random.fraction() - 0.5;
        time.append(at);
        low.append(walker - deviation);
        high.append(walker + deviation);
        info.append(std::string(change > 0 ? "up" : "down"));
        if (withNil && input.random.fraction() > 0.8)
            value.appendNull();
        else
            value.append(walker);
        walker += change;
    }
    return oneFrame(input, "", {field("Time", time), field("Value", value), field("Min", low), field("Max", high), field("Info", info)});
}

QueryResult exponentialHeatmap(const ScenarioInput &input)
{
    return heatmap(input, [](int bucket) { return 1 << bucket; });
}

QueryResult linearHeatmap(const ScenarioInput &input)
{
    return heatmap(input, [](int bucket) { return bucket * 10; });
}

QueryResult tableStatic(const ScenarioInput &input)
{
    constexpr int rows = 10;
    Column time(FieldType::Time), message(FieldType::String), description(FieldType::String), value(FieldType::Number);
    for (int row = 0; row < rows; ++row) {
        time.append(input.from());
        message.append(std::string("This is a message"));
        description.append(std::string("Description"));
        value.append(23.1 + row);
    }
    return oneFrame(input, "", {field("Time", time), field("Message", message), field("Description", description), field("Value", value)});
}

QueryResult logLines(const ScenarioInput &input)
{
    constexpr std::array messages{"GET /api/health 200 in 1 ms", "connection pool grew to 8", "cache refreshed: 120 entries",
                                  "retrying request, attempt 2", "disk usage at 91 %"};
    constexpr std::array levels{"info", "debug", "info", "warning", "critical"};
    constexpr double mostLines = 10'000;
    const auto lines = static_cast<std::int64_t>(std::clamp(input.number("lines").value_or(10), 0.0, mostLines));
    const std::int64_t step = lines > 0 ? std::max<std::int64_t>(1, (input.to() - input.from()) / lines) : 1;
    Column time(FieldType::Time), message(FieldType::String), container(FieldType::String), host(FieldType::String), level(FieldType::String);
    for (std::int64_t line = 0; line < lines; ++line) {
        const auto kind = static_cast<std::size_t>(input.random.next() % messages.size());
        time.append(input.to() - line * step);
        message.append(std::string(messages[kind]));
        container.append("container-" + std::to_string(input.random.next() % 5));
        host.append("host-" + std::to_string(input.random.next() % 3));
        level.append(std::string(levels[kind]));
    }
    std::vector<Field> fields{field("time", time), field("message", message), field("container_id", container), field("hostname", host)};
    if (input.model["levelColumn"].boolean())
        fields.push_back(field("level", level));
    QueryResult result = oneFrame(input, "", std::move(fields));
    result.frames.front().meta.preferredVisualisationType = "logs";
    return result;
}

QueryResult csvContent(const ScenarioInput &input)
{
    QueryResult result;
    auto frame = frameFromCsv(input.model["csvContent"].string());
    if (!frame) {
        result.error = frame.error();
        return result;
    }
    frame->name = input.model["alias"].string();
    frame->refId = input.query.refId;
    result.frames.push_back(std::move(*frame));
    return result;
}

QueryResult rawFrame(const ScenarioInput &input)
{
    QueryResult result;
    const auto document = JsonDocument::parse(input.model["rawFrameContent"].string());
    if (!document) {
        result.error = document.error();
        return result;
    }
    const JsonValue root = document->root();
    for (const JsonValue &element : root.isArray() ? root.elements() : std::vector{root}) {
        auto frame = readFrame(element);
        if (!frame) {
            result.error = frame.error();
            return result;
        }
        frame->refId = input.query.refId;
        result.frames.push_back(std::move(*frame));
    }
    return result;
}

} // namespace mdash
