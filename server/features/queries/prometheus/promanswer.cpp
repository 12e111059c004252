#include "features/queries/prometheus/promanswer.h"

#include "base/utf8.h"

#include <simdjson.h>

#include <charconv>
#include <cmath>
#include <limits>

using namespace Qt::Literals::StringLiterals;
namespace ondemand = simdjson::ondemand;

// The hot path of a range query: simdjson's on-demand reader straight into columns. Its exceptions end in parsePromAnswer().

namespace mdash {
namespace {

constexpr std::size_t mostPoints = 5'000'000;

std::int64_t toMillis(double seconds)
{
    constexpr double most = 9e12; // year 287396
    return std::abs(seconds) < most ? std::llround(seconds * 1000) : 0;
}

Labels readLabels(ondemand::object object)
{
    Labels labels;
    for (auto member : object) {
        std::string name(std::string_view(member.unescaped_key()));
        labels.emplace_hint(labels.end(), std::move(name), std::string_view(member.value()));
    }
    return labels;
}

/// Calls @p first and @p second with the two parts of a pair, as [time, value].
template<class First, class Second>
void readPair(ondemand::array pair, First first, Second second)
{
    std::size_t index = 0;
    for (ondemand::value part : pair) {
        if (index == 0)
            first(part);
        else if (index == 1)
            second(part);
        ++index;
    }
    if (index < 2)
        throw simdjson::simdjson_error(simdjson::INDEX_OUT_OF_BOUNDS);
}

void readPoint(ondemand::array pair, PromSeries &series)
{
    readPair(
        pair, [&](ondemand::value time) { series.times.push_back(toMillis(double(time))); },
        [&](ondemand::value value) { series.values.push_back(parseSampleValue(std::string_view(value))); });
}

PromBucket readBucket(ondemand::array parts, std::int64_t time)
{
    std::array<double, 4> numbers{}; // rule, low, high, count
    std::size_t index = 0;
    for (ondemand::value part : parts) {
        const double number = index == 0 ? double(part) : parseSampleValue(std::string_view(part));
        if (index < numbers.size())
            numbers[index] = number;
        ++index;
    }
    return {time, numbers[1], numbers[2], numbers[3]};
}

void readHistogram(ondemand::array pair, PromHistogram &histogram)
{
    std::int64_t time = 0;
    readPair(
        pair, [&](ondemand::value value) { time = toMillis(double(value)); },
        [&](ondemand::value value) {
            for (auto bucket : value["buckets"].get_array())
                histogram.buckets.push_back(readBucket(bucket.get_array(), time));
        });
}

class AnswerReader
{
public:
    explicit AnswerReader(PromAnswer &answer) : m_answer(answer) {}

    void readData(ondemand::value data)
    {
        if (data.type() == ondemand::json_type::array) {
            m_answer.resultType = "exemplar";
            readExemplars(data.get_array());
            return;
        }
        ondemand::object object = data.get_object();
        m_answer.resultType = std::string_view(object.find_field_unordered("resultType"));
        ondemand::value result = object.find_field_unordered("result");
        if (m_answer.resultType == "matrix" || m_answer.resultType == "vector")
            readSeriesList(result.get_array());
        else if (m_answer.resultType == "string")
            readText(result.get_array());
        else
            readScalar(result.get_array());
    }

private:
    void readScalar(ondemand::array pair)
    {
        PromSeries series;
        readPoint(pair, series);
        m_answer.series.push_back(std::move(series));
    }

    void readText(ondemand::array pair)
    {
        readPair(
            pair, [&](ondemand::value time) { m_answer.textTime = toMillis(double(time)); },
            [&](ondemand::value text) { m_answer.text = std::string_view(text); });
    }

    void readSeriesList(ondemand::array list)
    {
        for (auto element : list) {
            PromSeries series;
            PromHistogram histogram;
            series.times.reserve(m_expected);
            series.values.reserve(m_expected);
            for (auto member : element.get_object())
                readMember(member.unescaped_key(), member.value(), series, histogram);
            m_expected = series.times.size();
            if (!series.times.empty())
                m_answer.series.push_back(std::move(series));
            if (!histogram.buckets.empty()) {
                histogram.metric = m_metric;
                m_answer.histograms.push_back(std::move(histogram));
            }
        }
    }

    void readMember(std::string_view key, ondemand::value value, PromSeries &series, PromHistogram &histogram)
    {
        if (key == "metric") {
            m_metric = readLabels(value.get_object());
            series.metric = m_metric;
        } else if (key == "values") {
            for (auto pair : value.get_array())
                readPoint(pair.get_array(), series);
            m_points += series.times.size();
            if (m_points > mostPoints)
                throw simdjson::simdjson_error(simdjson::CAPACITY);
        } else if (key == "value") {
            readPoint(value.get_array(), series);
        } else if (key == "histograms") {
            for (auto pair : value.get_array())
                readHistogram(pair.get_array(), histogram);
        } else if (key == "histogram") {
            readHistogram(value.get_array(), histogram);
        }
    }

    void readExemplars(ondemand::array list)
    {
        for (auto element : list) {
            Labels seriesLabels;
            for (auto member : element.get_object()) {
                const std::string_view key = member.unescaped_key();
                if (key == "seriesLabels")
                    seriesLabels = readLabels(member.value().get_object());
                else if (key == "exemplars")
                    readExemplarsOfSeries(member.value().get_array(), seriesLabels);
            }
        }
    }

    void readExemplarsOfSeries(ondemand::array list, const Labels &seriesLabels)
    {
        for (auto element : list) {
            PromAnswer::Exemplar exemplar{.labels = seriesLabels};
            for (auto member : element.get_object()) {
                const std::string_view key = member.unescaped_key();
                if (key == "labels")
                    exemplar.labels.merge(readLabels(member.value().get_object()));
                else if (key == "value")
                    exemplar.value = parseSampleValue(std::string_view(member.value()));
                else if (key == "timestamp")
                    exemplar.time = toMillis(double(member.value()));
            }
            m_answer.exemplars.push_back(std::move(exemplar));
        }
    }

    PromAnswer &m_answer;
    Labels m_metric;
    std::size_t m_expected = 0;
    std::size_t m_points = 0;
};

struct Envelope
{
    std::string status, errorType, error;
};

void readEnvelope(ondemand::document &document, Envelope &envelope, PromAnswer &answer)
{
    AnswerReader reader(answer);
    for (auto member : document.get_object()) {
        const std::string_view key = member.unescaped_key();
        if (key == "status")
            envelope.status = std::string_view(member.value());
        else if (key == "errorType")
            envelope.errorType = std::string_view(member.value());
        else if (key == "error")
            envelope.error = std::string_view(member.value());
        else if (key == "data" && !member.value().is_null())
            reader.readData(member.value());
        else if (key == "warnings" || key == "infos")
            for (auto text : member.value().get_array())
                answer.notices.push_back({key == "warnings" ? "warning" : "info", std::string(std::string_view(text))});
    }
}

tl::unexpected<Error> upstreamError(const Envelope &envelope, int status)
{
    const bool isOurs = envelope.errorType == "bad_data" || envelope.errorType == "execution" || status == 422;
    const ErrorCode code = envelope.errorType == "timeout" || status == 504 ? ErrorCode::Timeout
                           : isOurs                                          ? ErrorCode::InvalidInput
                                                                             : ErrorCode::BadGateway;
    return fail(code, fromUtf8(envelope.errorType + ": " + envelope.error), u"query.upstream"_s);
}

tl::unexpected<Error> notPrometheus(int status)
{
    if (status == 401 || status == 403)
        return fail(ErrorCode::BadGateway, u"The data source refused our credentials (HTTP status %1)"_s.arg(status), u"query.upstream"_s);
    if (status >= 300)
        return fail(ErrorCode::BadGateway, u"The data source answered HTTP status %1"_s.arg(status), u"query.upstream"_s);
    return fail(ErrorCode::BadGateway, u"The data source's answer is not that of a Prometheus API"_s, u"query.upstream"_s);
}

} // namespace

double parseSampleValue(std::string_view text)
{
    if (text == "+Inf" || text == "Inf")
        return std::numeric_limits<double>::infinity();
    if (text == "-Inf")
        return -std::numeric_limits<double>::infinity();
    if (text.starts_with('+'))
        text.remove_prefix(1);
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size())
        return std::numeric_limits<double>::quiet_NaN();
    return number;
}

Result<PromAnswer> parsePromAnswer(std::string body, int status)
{
    PromAnswer answer;
    Envelope envelope;
    body.reserve(body.size() + simdjson::SIMDJSON_PADDING);
    try {
        ondemand::parser parser;
        ondemand::document document = parser.iterate(body);
        readEnvelope(document, envelope, answer);
    } catch (const simdjson::simdjson_error &problem) {
        if (problem.error() == simdjson::CAPACITY)
            return fail(ErrorCode::TooLarge, u"The answer has more than the %1 points that are accepted"_s.arg(mostPoints));
        if (envelope.status != "error")
            return notPrometheus(status);
    }
    if (envelope.status == "error" || !envelope.errorType.empty())
        return upstreamError(envelope, status);
    if (status >= 300 || envelope.status != "success")
        return notPrometheus(status);
    return answer;
}

} // namespace mdash
