#include "features/selfmetrics/figures.h"
#include "features/selfmetrics/selfqueryevaluator.h"
#include "features/selfmetrics/windowfunctions.h"

#include <QTest>

#include <cmath>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

namespace {

using Samples = std::vector<SelfMetricsStore::Sample>;

/// Two nodes for ten minutes: a writes 10 requests/s (9 of 2xx, 1 of 5xx), b 20/s of 2xx; memory 100 and 200.
Samples twoNodes()
{
    Samples samples;
    for (std::int64_t at = 0; at <= 600'000; at += 15'000) {
        const double seconds = static_cast<double>(at) / 1000;
        samples.push_back({"a", at, encodeFigures({{1, 1}, {2, 9 * seconds}, {5, seconds}, {14, 100}})});
        samples.push_back({"b", at + 5'000, encodeFigures({{1, 1}, {2, 20 * (seconds + 5)}, {14, 200}})});
    }
    return samples;
}

/// The values at ten minutes by labels, as text: `code=2xx,node=a 9`.
QStringList valuesOf(const char *query, const Samples &samples = twoNodes(), std::int64_t at = 600'000)
{
    const auto node = parseSelfQuery(query);
    if (!node)
        return {node.error().detail};
    const auto set = evaluateSelfQuery(**node, samples, {at, 1, 1});
    if (!set)
        return {set.error().detail};
    QStringList found;
    for (const GridSeries &series : *set) {
        QStringList labels;
        for (const auto &[name, value] : series.labels) {
            if (name != "job")
                labels += u"%1=%2"_s.arg(QString::fromStdString(name), QString::fromStdString(value));
        }
        found += u"%1 %2"_s.arg(labels.join(u',')).arg(std::round(series.values[0] * 1000) / 1000).trimmed();
    }
    found.sort();
    return found;
}

} // namespace

class tst_SelfQuery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void evaluate_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char *query, QStringList expected) { QTest::newRow(query) << QByteArray(query) << expected; };
        row("md_up", {u"__name__=md_up,node=a 1"_s, u"__name__=md_up,node=b 1"_s});
        row("process_resident_memory_bytes{node=\"b\"}", {u"__name__=process_resident_memory_bytes,node=b 200"_s});
        row("process_resident_memory_bytes{node!=\"b\"}", {u"__name__=process_resident_memory_bytes,node=a 100"_s});
        row("process_resident_memory_bytes{node=~\"b|c\"}", {u"__name__=process_resident_memory_bytes,node=b 200"_s});
        row("process_resident_memory_bytes{node!~'a.*',}", {u"__name__=process_resident_memory_bytes,node=b 200"_s});
        row("{__name__=\"md_up\",node=\"a\"}", {u"__name__=md_up,node=a 1"_s});
        row("rate(md_http_requests_total[5m])", {u"code=2xx,node=a 9"_s, u"code=2xx,node=b 20"_s, u"code=5xx,node=a 1"_s});
        row("sum(rate(md_http_requests_total[5m]))", {u"30"_s});
        row("sum by (node) (rate(md_http_requests_total[5m]))", {u"node=a 10"_s, u"node=b 20"_s});
        row("sum(rate(md_http_requests_total[5m])) by (code)", {u"code=2xx 29"_s, u"code=5xx 1"_s});
        row("sum without (node, job) (rate(md_http_requests_total[5m]))", {u"code=2xx 29"_s, u"code=5xx 1"_s});
        row("max(process_resident_memory_bytes) / 2", {u"100"_s});
        row("min(process_resident_memory_bytes)", {u"100"_s});
        row("avg(process_resident_memory_bytes)", {u"150"_s});
        row("count(md_up)", {u"2"_s});
        row("increase(md_http_requests_total{code=\"5xx\"}[1m])", {u"code=5xx,node=a 60"_s});
        row("irate(md_http_requests_total{code=\"5xx\"}[1m])", {u"code=5xx,node=a 1"_s});
        row("avg_over_time(process_resident_memory_bytes{node=\"a\"}[5m])", {u"node=a 100"_s});
        row("count_over_time(md_up{node=\"a\"}[1m])", {u"node=a 4"_s});
        row("process_resident_memory_bytes > 150", {u"__name__=process_resident_memory_bytes,node=a nan"_s, u"__name__=process_resident_memory_bytes,node=b 200"_s});
        row("2 * 3 + 4", {u"10"_s});
        row("2 + 3 * 4 ^ 2", {u"50"_s});
        row("-2 ^ 2", {u"-4"_s});
        row("(2 + 3) * -4", {u"-20"_s});
        row("100 * sum(rate(md_http_requests_total{code=\"5xx\"}[5m])) / sum(rate(md_http_requests_total[5m]))", {u"3.333"_s});
        row("process_resident_memory_bytes / md_up", {u"node=a 100"_s, u"node=b 200"_s});
        row("round(avg(process_resident_memory_bytes) / 100)", {u"2"_s});
        row("no_such_metric", {});
    }
    void evaluate()
    {
        QFETCH(QByteArray, query);
        QFETCH(QStringList, expected);
        QCOMPARE(valuesOf(query.constData()), expected);
    }

    void parse_refuses_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QString>("part");
        const auto row = [](const char *query, const char *part) { QTest::newRow(query) << QByteArray(query) << QString::fromLatin1(part); };
        row("", "at character 1: expected a metric");
        row("md_up{", "at character 7: expected a label or }");
        row("md_up{node}", "expected = != =~ or !~");
        row("md_up{node=a}", "expected a text in quotes");
        row("md_up{node=\"a}", "expected the closing quote");
        row("md_up[5m", "expected a duration");
        row("md_up[5 minutes]", "expected a duration");
        row("rate(md_up)", "expected a selector with a window");
        row("abs(md_up[5m])", "expected a selector without a window");
        row("md_up[5m]", "needs a function such as rate");
        row("histogram_quantile(0.9, x)", "not \"histogram_quantile\"");
        row("sum(1)", "needs series");
        row("md_up md_up", "at character 7: expected an operator");
        row("sum by (node (md_up)", "expected , or )");
        row("md_up{node=~\"(\"}", "");
        row("{}", "expected a metric or a matcher");
    }
    void parse_refuses()
    {
        QFETCH(QByteArray, query);
        QFETCH(QString, part);
        const auto node = parseSelfQuery(query.constData());
        const auto result = node ? evaluateSelfQuery(**node, twoNodes(), {600'000, 1, 1}) : Result<std::vector<GridSeries>>(tl::unexpected(node.error()));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::InvalidInput);
        QVERIFY2(result.error().detail.contains(part), qPrintable(result.error().detail));
    }

    void parse_boundsDepthAndLength()
    {
        QVERIFY(parseSelfQuery(std::string(20, '(') + "1" + std::string(20, ')')));
        QVERIFY(!parseSelfQuery(std::string(1000, '(') + "1" + std::string(1000, ')')));
        QVERIFY(!parseSelfQuery(std::string(1000, '-') + "1"));
        QVERIFY(!parseSelfQuery(std::string(5000, ' ') + "1"));
        std::string power = "2";
        for (int i = 0; i < 500; ++i)
            power += "^-2";
        QVERIFY(!parseSelfQuery(power));
    }

    void evaluate_boundsItsWork()
    {
        const auto node = parseSelfQuery("{__name__=~\".+\"}");
        const auto set = evaluateSelfQuery(**node, twoNodes(), {0, 1, 4'000'000});
        QVERIFY(!set);
        QCOMPARE(set.error().code, ErrorCode::TooLarge);
    }

    void selector_endsWhenANodeIsGone()
    {
        QCOMPARE(valuesOf("count(md_up)", twoNodes(), 660'000).first(), u"1"_s); // b wrote last at 605 s
        QCOMPARE(valuesOf("count(md_up)", twoNodes(), 670'000).first(), u"nan"_s);
    }

    void rate_survivesARestart() // and loses no more than what was counted between the last sample and it
    {
        Samples samples;
        for (std::int64_t at = 0; at <= 300'000; at += 15'000)
            samples.push_back({"a", at, encodeFigures({{2, static_cast<double>(at % 150'000) / 1000}})});
        const QString text = valuesOf("rate(md_http_requests_total[5m])", samples, 300'000).first();
        const double rate = text.section(u' ', 1).toDouble();
        QVERIFY2(rate > 0.85 && rate < 1.05, qPrintable(text));
    }

    void windowFunction_needsEnoughSamples()
    {
        const std::vector<std::int64_t> times{1000};
        const std::vector<double> values{5};
        QVERIFY(std::isnan(windowFunction("rate", {times, values, 2000, 5000})));
        QVERIFY(std::isnan(windowFunction("avg_over_time", {{}, {}, 2000, 5000})));
        QCOMPARE(windowFunction("max_over_time", {times, values, 2000, 5000}), 5.0);
    }

    void evaluate_speed()
    {
        Samples samples;
        for (std::int64_t at = 0; at < 24 * 3'600'000; at += 15'000) {
            for (const char *node : {"a", "b", "c"})
                samples.push_back({node, at, encodeFigures({{1, 1}, {2, static_cast<double>(at)}, {3, 5}, {4, 7}, {5, 1}, {6, 3.25}, {7, 0.0012}, {8, 0.025}, {9, 12}, {14, 45678912}})});
        }
        const auto node = parseSelfQuery("sum by (node) (rate(md_http_requests_total[5m]))");
        QBENCHMARK {
            QCOMPARE(evaluateSelfQuery(**node, samples, {0, 60'000, 1440})->size(), std::size_t(3));
        }
    }
};

QTEST_APPLESS_MAIN(tst_SelfQuery)
#include "tst_selfquery.moc"
