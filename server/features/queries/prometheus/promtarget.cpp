#include "features/queries/prometheus/promtarget.h"

#include "base/duration.h"
#include "base/queryinterval.h"
#include "base/utf8.h"

#include <array>
#include <charconv>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

struct Macro
{
    std::string_view name; // without $__
    std::string value;
};

bool continuesName(std::string_view rest)
{
    return !rest.empty() && (rest.front() == '_' || (rest.front() >= '0' && rest.front() <= '9')
                             || (rest.front() >= 'a' && rest.front() <= 'z') || (rest.front() >= 'A' && rest.front() <= 'Z'));
}

/// Length of the macro at the start of @p text as `$__name` or `${__name}`; 0 if it is not there.
std::size_t macroLength(std::string_view text, std::string_view name)
{
    if (text.starts_with("${__") && text.substr(4).starts_with(name) && text.substr(4 + name.size()).starts_with('}'))
        return name.size() + 5;
    if (text.starts_with("$__") && text.substr(3).starts_with(name) && !continuesName(text.substr(3 + name.size())))
        return name.size() + 3;
    return 0;
}

bool isRateIntervalName(std::string_view text)
{
    return text == "$__rate_interval" || text == "${__rate_interval}";
}

qint64 alignedDown(qint64 millis, qint64 step, qint64 offset)
{
    const qint64 shifted = millis + offset;
    qint64 rest = shifted % step;
    if (rest < 0)
        rest += step;
    return shifted - rest - offset;
}

Millis scrapeIntervalOf(const PromOptions &options)
{
    return parseMinInterval(options.scrapeInterval).value_or(Millis(15'000));
}

Millis stepOf(const DataQuery &query, const JsonValue &model, const PromOptions &options)
{
    const std::string_view interval = model["interval"].string();
    const Millis minimum = minimumInterval({interval, query.interval, options.scrapeInterval, Millis(15'000)});
    const Millis calculated = calculateInterval(query.range, query.maxDataPoints, minimum);
    const Millis step = std::max(calculated, safeInterval(query.range));
    if (isRateIntervalName(interval))
        return rateInterval(step, scrapeIntervalOf(options));
    const qint64 factor = model["intervalFactor"].integer(1);
    return step * std::clamp<qint64>(factor, 1, 1'000);
}

} // namespace

std::string promSeconds(qint64 millis)
{
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, static_cast<double>(millis) / 1000.0, std::chars_format::fixed).ptr;
    return {buffer, end};
}

std::string replacePromMacros(std::string_view expr, const TimeRange &range, Millis step, Millis rateStep)
{
    const qint64 millis = range.length().count();
    const std::string seconds = std::to_string((millis + 500) / 1000);
    const std::array macros{Macro{"interval_ms", std::to_string(step.count())}, Macro{"interval", formatInterval(step)},
                            Macro{"range_ms", std::to_string(millis)}, Macro{"range_s", seconds},
                            Macro{"range", seconds + 's'}, Macro{"rate_interval_ms", std::to_string(rateStep.count())},
                            Macro{"rate_interval", formatDuration(rateStep)}, Macro{"auto", formatInterval(step)}};
    std::string text;
    text.reserve(expr.size() + 16);
    while (!expr.empty()) {
        std::size_t length = 0;
        if (expr.front() == '$') {
            for (const Macro &macro : macros) {
                length = macroLength(expr, macro.name);
                if (length > 0) {
                    text += macro.value;
                    break;
                }
            }
        }
        if (length == 0)
            text += expr.front();
        expr.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return text;
}

PromOptions readPromOptions(const DataSourceSettings &source)
{
    PromOptions options;
    if (const auto document = JsonDocument::parse(source.jsonData)) {
        const JsonValue json = document->root();
        options.scrapeInterval = json["timeInterval"].string();
        options.usesPost = json["httpMethod"].string("POST") != "GET";
        options.customParameters = json["customQueryParameters"].string();
    }
    return options;
}

Result<PromTarget> readPromTarget(const DataQuery &query, const PromOptions &options)
{
    const auto document = JsonDocument::parse(query.model);
    if (!document)
        return tl::unexpected(document.error());
    const JsonValue model = document->root();
    const std::string_view expr = model["expr"].string();
    if (expr.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return fail(ErrorCode::InvalidInput, u"Query %1: expr is empty: expected a PromQL expression"_s.arg(fromUtf8(query.refId)));

    PromTarget target;
    target.refId = query.refId;
    target.instant = model["instant"].boolean();
    target.range = model["range"].boolean(!target.instant);
    target.range = target.range || !target.instant;
    target.exemplars = model["exemplar"].boolean();
    target.legendFormat = model["legendFormat"].string();
    target.format = model["format"].string("time_series");
    target.step = stepOf(query, model, options);
    const Millis rateStep = isRateIntervalName(model["interval"].string())
                                ? target.step
                                : rateInterval(target.step, scrapeIntervalOf(options));
    target.expr = replacePromMacros(expr, query.range, target.step, rateStep);
    const qint64 offset = model["utcOffsetSec"].integer() * 1000;
    const auto aligned = [&](TimePoint time) {
        return TimePoint(Millis(alignedDown(time.time_since_epoch().count(), target.step.count(), offset)));
    };
    target.start = aligned(query.range.from);
    target.end = aligned(query.range.to);
    target.instantTime = query.range.to;
    target.executed = "Expr: " + target.expr + "\nStep: " + formatDuration(target.step);
    return target;
}

} // namespace mdash
