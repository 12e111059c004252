#include "panels/builtins.h"
#include "panels/interpolate.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

namespace {

BuiltInValues sample()
{
    BuiltInValues values;
    values.range = {TimePoint(Millis(1'714'546'987'250)), TimePoint(Millis(1'714'550'587'250))};
    values.zone = QTimeZone("Europe/Berlin");
    values.rawFrom = "now-1h";
    values.rawTo = "now";
    values.dashboardUid = "abc";
    values.dashboardTitle = "Hosts";
    values.orgId = 3;
    values.orgName = "Main";
    values.userId = 7;
    values.userLogin = "ada";
    return values;
}

} // namespace

class tst_BuiltIns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void builtIns_standInText_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *text, const char *expected) { QTest::newRow(text) << QByteArray(text) << QByteArray(expected); };
        row("$__from ${__to}", "1714546987250 1714550587250");
        row("${__from:date:YYYY-MM-DD HH:mm}", "2024-05-01 09:03");
        row("$__range $__range_s $__range_ms", "3600s 3600 3600000");
        row("$__interval $__interval_ms", "1m 60000");
        row("${__dashboard} ${__dashboard.uid} $__dashboard", "Hosts abc Hosts");
        row("${__org} ${__org.name} ${__user.login} ${__user}", "3 Main ada 7");
        row("/d/x?${__url_time_range}&${__all_variables}", "/d/x?from=now-1h&to=now&var-job=api&var-pod=a%20b&var-pod=c");
        row("$__timezone", "Europe/Berlin");
        row("$__rate_interval $timeFilter", "$__rate_interval $timeFilter");
    }
    void builtIns_standInText()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        Scope outer;
        setBuiltIns(outer, sample());
        Scope variables(&outer);
        variables.set("job", ScopeValue::single("api"));
        variables.set("pod", ScopeValue{.values = {"a b", "c"}});
        Scope display(&variables);
        setDisplayBuiltIns(display, sample(), Millis(60'000));
        QCOMPARE(interpolate(text.toStdString(), display), expected.toStdString());
    }

    void macrosOfDataSources_areLeftInQueries()
    {
        Scope scope;
        setBuiltIns(scope, sample());
        const std::string query = "rate(x[$__interval]) $__range ${__rate_interval}";
        QCOMPARE(interpolate(query, scope), query);
    }

    void linkAddress_addsWhatTheLinkAsksFor()
    {
        Scope scope;
        scope.set("host", ScopeValue::single("a b"));
        scope.set("base", ScopeValue::single("http://home:7070/#/"));
        LinkModel link{.url = "/d/x?var-h=$host", .includeVariables = true, .keepTime = true};
        QCOMPARE(linkAddress(link, scope, sample()), std::string("/d/x?var-h=a%20b&from=now-1h&to=now&var-base=http%3A%2F%2Fhome%3A7070%2F%23%2F&var-host=a%20b"));
        QCOMPARE(linkAddress({.url = "$base"}, scope, sample()), std::string("http://home:7070/#/"));
        QCOMPARE(linkAddress({.url = "/d/x", .keepTime = true}, scope, sample()), std::string("/d/x?from=now-1h&to=now"));
    }
};

QTEST_APPLESS_MAIN(tst_BuiltIns)
#include "tst_builtins.moc"
