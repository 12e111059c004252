#include "features/health/fieldmetrics.h"
#include "features/health/openmetrics.h"
#include "features/health/processmetrics.h"

#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <QTest>

#include <algorithm>

using namespace mdash;
using prometheus::MetricType;

namespace {

const prometheus::MetricFamily *find(const MetricFamilies &families, std::string_view name)
{
    const auto found = std::ranges::find(families, name, &prometheus::MetricFamily::name);
    return found == families.end() ? nullptr : &*found;
}

/// The value of a counter with the label code.
double countOf(const MetricFamilies &families, std::string_view name, std::string_view code)
{
    const auto *family = find(families, name);
    for (const auto &metric : family ? family->metric : std::vector<prometheus::ClientMetric>()) {
        if (metric.label.at(0).value == code)
            return metric.counter.value;
    }
    return -1;
}

/// Answers of a server, as its histogram has them.
struct Requests
{
    prometheus::Registry registry;
    prometheus::Family<prometheus::Histogram> &durations =
        prometheus::BuildHistogram().Name("grafana_http_request_duration_seconds").Help("h").Register(registry);

    void answer(const std::string &method, const std::string &handler, const std::string &status, double seconds = 0.25)
    {
        durations.Add({{"handler", handler}, {"method", method}, {"status_code", status}}, prometheus::Histogram::BucketBoundaries{0.5, 1})
            .Observe(seconds);
    }
    [[nodiscard]] MetricFamilies totals() const
    {
        auto families = registry.Collect();
        appendResponseTotals(families);
        return families;
    }
};

} // namespace

class tst_Metrics : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void openMetrics_namesCountersWithoutTotalAndEnds()
    {
        MetricFamilies families;
        appendMetric(families, "md_things_total", "Things, \"counted\".", MetricType::Counter, 3);
        appendMetric(families, "md_level", "A level\nof two lines.", MetricType::Gauge, 0.5);
        QCOMPARE(openMetricsText(families), std::string("# HELP md_things Things, \\\"counted\\\".\n"
                                                        "# TYPE md_things counter\n"
                                                        "md_things_total 3\n"
                                                        "# HELP md_level A level\\nof two lines.\n"
                                                        "# TYPE md_level gauge\n"
                                                        "md_level 0.5\n"
                                                        "# EOF\n"));
    }

    void openMetrics_writesHistograms()
    {
        prometheus::Registry registry;
        prometheus::BuildHistogram().Name("md_seconds").Help("h").Register(registry)
            .Add({{"handler", "/a\"b"}}, prometheus::Histogram::BucketBoundaries{0.5, 1}).Observe(0.75);
        QCOMPARE(openMetricsText(registry.Collect()), std::string("# HELP md_seconds h\n"
                                                                  "# TYPE md_seconds histogram\n"
                                                                  "md_seconds_bucket{handler=\"/a\\\"b\",le=\"0.5\"} 0\n"
                                                                  "md_seconds_bucket{handler=\"/a\\\"b\",le=\"1.0\"} 1\n"
                                                                  "md_seconds_bucket{handler=\"/a\\\"b\",le=\"+Inf\"} 1\n"
                                                                  "md_seconds_count{handler=\"/a\\\"b\"} 1\n"
                                                                  "md_seconds_sum{handler=\"/a\\\"b\"} 0.75\n"
                                                                  "# EOF\n"));
    }

    void type_isWhatTheClientAccepts_data()
    {
        QTest::addColumn<QByteArray>("accepted");
        QTest::addColumn<QByteArray>("expected");
        const QByteArray text = "text/plain; version=0.0.4; charset=utf-8";
        QTest::newRow("Prometheus") << QByteArray("application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
                                                  "text/plain;version=0.0.4;q=0.5,*/*;q=0.1")
                                    << QByteArray("application/openmetrics-text; version=1.0.0; charset=utf-8");
        QTest::newRow("old Prometheus") << QByteArray("application/openmetrics-text; version=0.0.1,text/plain;version=0.0.4;q=0.5")
                                        << QByteArray("application/openmetrics-text; version=0.0.1; charset=utf-8");
        QTest::newRow("browser") << QByteArray("text/html,*/*;q=0.8") << text;
        QTest::newRow("nothing") << QByteArray() << text;
    }
    void type_isWhatTheClientAccepts()
    {
        QFETCH(QByteArray, accepted);
        QFETCH(QByteArray, expected);
        QCOMPARE(metricsType(accepted.toStdString()), expected.toStdString());
    }

    void responses_areCountedByKindAndStatus()
    {
        Requests requests;
        requests.answer("GET", "/api/search", "200");
        requests.answer("GET", "/api/search", "403");
        requests.answer("GET", "/api/datasources/proxy/uid/:uid/*rest", "200");
        requests.answer("GET", "/*path", "404");
        const auto families = requests.totals();
        QCOMPARE(countOf(families, "grafana_api_response_status_total", "200"), 1);
        QCOMPARE(countOf(families, "grafana_api_response_status_total", "unknown"), 1);
        QCOMPARE(countOf(families, "grafana_api_response_status_total", "500"), 0);
        QCOMPARE(countOf(families, "grafana_proxy_response_status_total", "200"), 1);
        QCOMPARE(countOf(families, "grafana_page_response_status_total", "404"), 1);
    }

    void durations_areSummedInMilliseconds()
    {
        Requests requests;
        requests.answer("GET", "/api/dashboards/uid/:uid", "200", 0.25);
        requests.answer("GET", "/api/dashboards/uid/:uid", "404", 0.5);
        requests.answer("DELETE", "/api/dashboards/uid/:uid", "200", 8);
        const auto families = requests.totals();
        const auto *gets = find(families, "grafana_api_dashboard_get_milliseconds");
        QVERIFY(gets);
        QCOMPARE(gets->metric.at(0).summary.sample_count, std::uint64_t{2});
        QCOMPARE(gets->metric.at(0).summary.sample_sum, 750);
    }

    void statistics_haveTheFieldsNames()
    {
        Statistics all;
        all.dashboards = 7;
        all.users.all = 3;
        all.dataSourcesByType = {{QStringLiteral("loki"), 2}};
        MetricFamilies families;
        appendStatistics(families, all);
        QCOMPARE(find(families, "grafana_stat_totals_dashboard")->metric.at(0).gauge.value, 7);
        QCOMPARE(find(families, "grafana_stat_total_users")->metric.at(0).gauge.value, 3);
        QCOMPARE(find(families, "grafana_stat_totals_datasource")->metric.at(0).label.at(0).value, std::string("loki"));
    }

    void process_tellsAboutItself()
    {
        MetricFamilies families;
        appendProcessMetrics(families);
        for (const char *name : {"process_cpu_seconds_total", "process_resident_memory_bytes", "process_open_fds", "process_start_time_seconds"})
            QVERIFY2(find(families, name), name);
        QVERIFY(find(families, "process_resident_memory_bytes")->metric.at(0).gauge.value > 1e6);
    }
};

QTEST_APPLESS_MAIN(tst_Metrics)
#include "tst_metrics.moc"
