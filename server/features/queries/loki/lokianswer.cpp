#include "features/queries/loki/lokianswer.h"

#include "base/json.h"
#include "base/utf8.h"

#include <charconv>
#include <functional>
#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr std::size_t mostBytes = 64u << 20;
constexpr qsizetype longestRefusal = 500;

LokiAnswer readStreams(const JsonValue &result)
{
    LokiAnswer answer;
    answer.isLines = true;
    for (const JsonValue &stream : result.elements()) {
        Labels labels;
        for (const auto &[name, value] : stream["stream"].members())
            labels.emplace(name, value.string());
        for (const JsonValue &pair : stream["values"].elements()) {
            const auto parts = pair.elements();
            if (parts.size() >= 2)
                answer.lines.push_back({answer.streams.size(), std::string(parts[0].string()), std::string(parts[1].string())});
        }
        answer.streams.push_back(std::move(labels));
    }
    return answer;
}

std::int64_t millisOf(const std::string &nanoseconds)
{
    std::int64_t value = 0;
    std::from_chars(nanoseconds.data(), nanoseconds.data() + nanoseconds.size(), value);
    return value / 1'000'000;
}

std::string jsonOf(const Labels &labels)
{
    std::string text;
    JsonWriter json(text);
    json.beginObject();
    for (const auto &[name, value] : labels)
        json.member(name, value);
    json.endObject();
    return text;
}

} // namespace

Result<LokiAnswer> parseLokiAnswer(std::string body, int status)
{
    if (status == 400 && !body.starts_with('{'))
        return fail(ErrorCode::InvalidInput, fromUtf8(body).trimmed().left(longestRefusal), u"query.upstream"_s);
    if (status < 300) {
        const auto document = JsonDocument::parse(body, {.bytes = mostBytes});
        if (document && document->root()["data"]["resultType"].string() == "streams")
            return readStreams(document->root()["data"]["result"]);
    }
    auto numbers = parsePromAnswer(std::move(body), status);
    if (!numbers)
        return tl::unexpected(numbers.error());
    LokiAnswer answer;
    answer.numbers = std::move(*numbers);
    return answer;
}

Frame lokiLinesFrame(const LokiAnswer &answer, const std::string &refId, const std::string &executed, bool isForward)
{
    std::vector<std::string> labelTexts;
    for (const Labels &labels : answer.streams)
        labelTexts.push_back(jsonOf(labels));
    std::vector<std::size_t> order(answer.lines.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const std::string &first = answer.lines[a].nanoseconds, &second = answer.lines[b].nanoseconds;
        return isForward ? first < second : second < first; // all have 19 digits
    });
    Column labels(FieldType::String), time(FieldType::Time), line(FieldType::String), nanos(FieldType::String), id(FieldType::String);
    for (const std::size_t index : order) {
        const LokiLine &one = answer.lines[index];
        labels.append(labelTexts[one.stream]);
        time.append(millisOf(one.nanoseconds));
        line.append(one.text);
        nanos.append(one.nanoseconds);
        id.append(one.nanoseconds + '_' + std::to_string(std::hash<std::string>{}(labelTexts[one.stream] + one.text)));
    }
    Frame frame{.name = {}, .refId = refId, .meta = {}, .fields = {}};
    const auto add = [&](const char *name, Column &values) { frame.fields.push_back({.name = name, .labels = {}, .values = std::move(values), .config = {}}); };
    add("labels", labels);
    add("Time", time);
    add("Line", line);
    add("tsNs", nanos);
    add("id", id);
    frame.meta.preferredVisualisationType = "logs";
    frame.meta.executedQueryString = executed;
    frame.meta.customJson = R"({"frameType":"LabeledTimeValues"})";
    return frame;
}

} // namespace mdash
