#include "features/selfmetrics/figurecollector.h"

#include <QTest>

#include <cmath>
#include <set>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

namespace {

prometheus::MetricFamily gauge(const std::string &name, double value)
{
    prometheus::MetricFamily family{name, "", prometheus::MetricType::Gauge, {}};
    family.metric.resize(1);
    family.metric[0].gauge.value = value;
    return family;
}

prometheus::ClientMetric requests(const std::string &status, std::uint64_t fast, std::uint64_t slow)
{
    prometheus::ClientMetric metric;
    metric.label = {{"handler", "/api/x"}, {"status_code", status}};
    metric.histogram.bucket = {{fast, 0.01}, {fast + slow, 0.1}, {fast + slow, std::numeric_limits<double>::infinity()}};
    metric.histogram.sample_count = fast + slow;
    metric.histogram.sample_sum = 0.5;
    return metric;
}

std::optional<double> valueOf(const FigureValues &values, std::string_view name, std::string_view code = {})
{
    for (const Figure &figure : figures()) {
        if (figure.name == name && figure.code == code)
            return figureIn(encodeFigures(values), figure.id);
    }
    return std::nullopt;
}

} // namespace

class tst_Figures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void figures_haveUniqueIdsAndSeries()
    {
        std::set<int> ids;
        std::set<std::pair<std::string_view, std::string_view>> series;
        for (const Figure &figure : figures()) {
            QVERIFY(ids.insert(figure.id).second);
            QVERIFY(series.insert({figure.name, figure.code}).second);
        }
    }

    void encodeFigures_readsBackExactly()
    {
        const FigureValues values{{1, 1}, {7, 0.1}, {14, 123456789}, {100, -2.5e-9}};
        const std::string text = encodeFigures(values);
        QCOMPARE(text, std::string("1:1 7:0.1 14:123456789 100:-2.5e-09"));
        for (const auto &[id, value] : values)
            QCOMPARE(*figureIn(text, id), value);
        QVERIFY(!figureIn(text, 2));
        QVERIFY(!figureIn(text, 10));
    }

    void figureIn_toleratesNonsense()
    {
        for (const char *text : {"", "x", "1", "1:", "1:x", ":::", "7:5 1", " 1:2"})
            QVERIFY2(!figureIn(text, 1), text);
    }

    void collect_picksTheKeyFigures()
    {
        prometheus::MetricFamily http{"grafana_http_request_duration_seconds", "", prometheus::MetricType::Histogram,
                                      {requests("200", 90, 10), requests("204", 5, 0), requests("500", 1, 1)}};
        FigureCollector collector;
        const auto values = collector.collect({http, gauge("md_http_connections", 7), gauge("other", 1)});
        QCOMPARE(*valueOf(values, "md_up"), 1.0);
        QCOMPARE(*valueOf(values, "md_http_requests_total", "2xx"), 105.0);
        QCOMPARE(*valueOf(values, "md_http_requests_total", "5xx"), 2.0);
        QCOMPARE(*valueOf(values, "md_http_request_seconds_total"), 1.5);
        QCOMPARE(*valueOf(values, "md_http_connections"), 7.0);
        QVERIFY(!valueOf(values, "md_sessions"));
    }

    void collect_quantilesAreOfWhatCameSince()
    {
        const auto family = [](std::uint64_t fast, std::uint64_t slow) {
            return prometheus::MetricFamily{"grafana_http_request_duration_seconds", "", prometheus::MetricType::Histogram, {requests("200", fast, slow)}};
        };
        FigureCollector collector;
        QVERIFY(*valueOf(collector.collect({family(100, 0)}), "md_http_request_p95_seconds") <= 0.01);
        const auto slow = collector.collect({family(100, 10)});
        QVERIFY(*valueOf(slow, "md_http_request_p50_seconds") > 0.01);
        const auto quiet = collector.collect({family(100, 10)});
        QVERIFY(!valueOf(quiet, "md_http_request_p50_seconds")); // no requests: no time
    }

    void quantileOf_isLinearInABucket()
    {
        constexpr double infinity = std::numeric_limits<double>::infinity();
        QCOMPARE(*quantileOf(0.5, {{1, 0}, {2, 10}, {infinity, 10}}), 1.5);
        QCOMPARE(*quantileOf(0.95, {{1, 10}, {infinity, 20}}), 1.0);
        QVERIFY(!quantileOf(0.5, {}));
        QVERIFY(!quantileOf(0.5, {{1, 0}}));
    }
};

QTEST_APPLESS_MAIN(tst_Figures)
#include "tst_figures.moc"
