#include "panels/interpolate.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

namespace {

ScopeValue several(std::vector<std::string> values)
{
    return {.values = values, .texts = values, .multi = true};
}

Scope sampleScope()
{
    Scope scope;
    scope.set("job", ScopeValue::single("api"));
    scope.set("host", several({"a.b:90", "c"}));
    scope.set("one", several({"a.b"}));
    scope.set("all", {.values = {".*"}, .texts = {"All"}, .multi = true, .all = true, .verbatim = true});
    scope.set("quote", ScopeValue::single("say \"hi\" it's \\o"));
    scope.set("typed", {.values = {"x\"} or vector(1) #"}, .texts = {}, .trusted = false});
    scope.set("tick", {.values = {"x`"}, .texts = {}, .trusted = false});
    scope.set("named", {.values = {"10.0.0.1", "10.0.0.2"}, .texts = {"first", "second"}, .multi = true});
    scope.set("none", several({}));
    scope.set("filters", {.values = {"a|=|b"}, .filters = true});
    scope.set("__from", ScopeValue::single("1714546987250"));
    scope.set("__dashboard.uid", ScopeValue::single("abc"));
    scope.setZone(QTimeZone("Europe/Berlin"));
    return scope;
}

} // namespace

class tst_Interpolate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void interpolate_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *text, const char *expected) { QTest::newRow(text) << QByteArray(text) << QByteArray(expected); };
        row("$job ${job} [[job]]", "api api api");
        row("$jobs ${jobs} [[jobs]] $ ${ [[", "$jobs ${jobs} [[jobs]] $ ${ [[");
        row("$host", "{a.b:90,c}");
        row("${host:glob}|${job:glob}", "{a.b:90,c}|api");
        row("${host:csv} [[host:csv]]", "a.b:90,c a.b:90,c");
        row("${host:raw}", "a.b:90,c");
        row("${host:pipe}", "a.b:90|c");
        row("${host:regex}", "(a\\.b:90|c)");
        row("${one:regex}", "a\\.b");
        row("${all:regex}", ".*");
        row("${host:json}", "[\"a.b:90\",\"c\"]");
        row("${job:json} ${one:json}", "\"api\" [\"a.b\"]");
        row("${quote:json}", "\"say \\\"hi\\\" it's \\\\o\"");
        row("${host:singlequote}", "'a.b:90','c'");
        row("${quote:singlequote}", "'say \"hi\" it\\'s \\o'");
        row("${host:doublequote}", "\"a.b:90\",\"c\"");
        row("${quote:sqlstring}", "'say \"hi\" it''s \\o'");
        row("${host:distributed}", "a.b:90,host=c");
        row("${host:lucene}", "(\"a.b\\:90\" OR \"c\")");
        row("${none:lucene}", "__empty__");
        row("${host:percentencode}", "%7Ba.b%3A90%2Cc%7D");
        row("${host:uriencode}", "%7Ba.b:90,c%7D");
        row("${host:queryparam}", "var-host=a.b%3A90&var-host=c");
        row("${all:queryparam}", "var-all=%24__all");
        row("${host:customqueryparam:p:x-}", "p=x-a.b%3A90&p=x-c");
        row("${filters:queryparam}${filters}", "var-filters=a%7C%3D%7Cb");
        row("${named:text} ${job:text} ${all:text}", "first + second api All");
        row("${quote:html}", "say &quot;hi&quot; it&#39;s \\o");
        row("${__from:date} ${__from:date:iso}", "2024-05-01T07:03:07.250Z 2024-05-01T07:03:07.250Z");
        row("${__from:date:seconds} ${__from:date:YYYY-MM-DD HH:mm}", "1714546987 2024-05-01 09:03");
        row("${job:date}", "NaN");
        row("${__dashboard.uid}", "abc");
        row("${job.nope} ${__dashboard.nope}", "${job.nope} ${__dashboard.nope}");
        row("${host:unheardof}", "{a.b:90,c}");
        row("$timeFilter $__timeFilter $__interval", "$timeFilter $__timeFilter $__interval");
    }
    void interpolate()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        QCOMPARE(mdash::interpolate(text.toStdString(), sampleScope()), expected.toStdString());
    }

    void interpolateQuery_data()
    {
        QTest::addColumn<int>("language");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](QueryLanguage language, const char *text, const char *expected) {
            QTest::newRow(text) << static_cast<int>(language) << QByteArray(text) << QByteArray(expected);
        };
        row(QueryLanguage::PromQl, "up{job=\"$job\",host=~\"$host\"}", "up{job=\"api\",host=~\"(a\\\\.b:90|c)\"}");
        row(QueryLanguage::PromQl, "up{host=~\"^$one$\"}", "up{host=~\"^a\\\\.b$\"}");
        row(QueryLanguage::PromQl, "up{host=\"$one\"}", "up{host=\"a.b\"}");
        row(QueryLanguage::PromQl, "up{host!~ '[[one]].*'}", "up{host!~ 'a\\\\.b.*'}");
        row(QueryLanguage::PromQl, "up{host=~`$one`}", "up{host=~`a\\.b`}");
        row(QueryLanguage::PromQl, "up{host=~\"$all\", x=\"$quote\"}", "up{host=~\".*\", x=\"say \\\"hi\\\" it's \\\\o\"}");
        row(QueryLanguage::PromQl, "up{x=\"$typed\"}", "up{x=\"x\\\"} or vector(1) #\"}");
        row(QueryLanguage::PromQl, "up{x=~\"${typed:regex}\"}", "up{x=~\"x\\\"\\\\} or vector\\\\(1\\\\) #\"}");
        row(QueryLanguage::PromQl, "up{host=~\"${one:regex}\"}", "up{host=~\"a\\\\.b\"}");
        row(QueryLanguage::PromQl, "rate($job[$__rate_interval]) # $job\"", "rate(api[$__rate_interval]) # api\"");
        row(QueryLanguage::PromQl, "label_replace(up, \"a\", \"$1\", \"b\", \"(.*)\")", "label_replace(up, \"a\", \"$1\", \"b\", \"(.*)\")");
        row(QueryLanguage::PromQl, "up{x=\"\\\"$quote\"}", "up{x=\"\\\"say \\\"hi\\\" it's \\\\o\"}");
        row(QueryLanguage::PromQl, "sum by (${host:csv}) (up)", "sum by (a.b:90,c) (up)");
        row(QueryLanguage::LogQl, "{job=~\"$one\"} |~ `$one` |= `$job`", "{job=~\"a\\\\.b\"} |~ `a\\.b` |= `api`");
        row(QueryLanguage::InfluxQl, "SELECT x FROM m WHERE host =~ /^$host$/ AND a / $job > 1", "SELECT x FROM m WHERE host =~ /^(a\\.b:90|c)$/ AND a / api > 1");
        row(QueryLanguage::InfluxQl, "\"host\" = '$quote'", "\"host\" = 'say \"hi\" it\\'s \\\\o'");
        row(QueryLanguage::InfluxQl, "host =~ /^${host:regex}$/", "host =~ /^(a\\.b:90|c)$/");
        row(QueryLanguage::Sql, "WHERE a = '$quote' AND b IN ($host)", "WHERE a = 'say \"hi\" it''s \\o' AND b IN ('a.b:90','c')");
        row(QueryLanguage::None, "{{job}} $quote", "{{job}} say \"hi\" it's \\o");
    }
    void interpolateQuery()
    {
        QFETCH(int, language);
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        const auto written = mdash::interpolateQuery(text.toStdString(), sampleScope(), static_cast<QueryLanguage>(language));
        QVERIFY(written);
        QCOMPARE(*written, expected.toStdString());
    }

    void interpolateQuery_refusesTypedTextOutsideQuotes_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"rate(up[$typed])", "up{x=\"${typed:raw}\"}", "$typed", "up{x=~`$tick`}", "sum(up) # \n + $typed"})
            QTest::newRow(text) << QByteArray(text);
    }
    void interpolateQuery_refusesTypedTextOutsideQuotes()
    {
        QFETCH(QByteArray, text);
        const auto written = mdash::interpolateQuery(text.toStdString(), sampleScope(), QueryLanguage::PromQl);
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::Forbidden);
        QVERIFY(written.error().detail.contains(u"variable t"_s));
    }

    void scopes_innerOnesWin()
    {
        const Scope outer = sampleScope();
        Scope inner(&outer);
        inner.set("job", ScopeValue::single("clone"));
        inner.setLookup([](std::string_view name, std::string_view path) -> std::optional<ScopeValue> {
            if (name == "__data" && path == "fields[\"a b\"].text")
                return ScopeValue::single("cell");
            return std::nullopt;
        });
        QCOMPARE(mdash::interpolate("$job ${host:csv} ${__data.fields[\"a b\"].text}", inner), std::string("clone a.b:90,c cell"));
        QCOMPARE(inner.variables().at("job")->values.front(), std::string("clone"));
        QVERIFY(!inner.variables().contains("__from"));
    }

    void referencedNames_listsEachOnce()
    {
        const std::vector<std::string> expected = {"a", "b", "c", "__interval"};
        QCOMPARE(referencedNames("$a ${b:csv} [[a]] [[c:pipe]] $__interval ${ [[ $"), expected);
    }
};

QTEST_APPLESS_MAIN(tst_Interpolate)
#include "tst_interpolate.moc"
