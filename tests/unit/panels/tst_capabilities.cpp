#include "panels/capabilities.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

class tst_Capabilities : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void legacyPanels_areClaimedWithWhatTheyBecome()
    {
        const Capabilities capabilities = dashboardCapabilities({"prometheus"});
        const auto claims = [&](std::string_view type) {
            return std::count(capabilities.panels.begin(), capabilities.panels.end(), type) == 1;
        };
        QVERIFY(claims("timeseries") && claims("graph") && claims("stat") && claims("singlestat"));
        QCOMPARE(claims("grafana-piechart-panel"), claims("piechart"));
        QCOMPARE(claims("natel-discrete-panel"), claims("state-timeline"));
        QVERIFY(!claims("acme-panel"));
    }

    void lists_areWrittenByTheNamesOfTheDashboardJson()
    {
        std::string text;
        JsonWriter json(text);
        writeCapabilities(json, dashboardCapabilities({"prometheus", "testdata"}));
        const auto document = JsonDocument::parse(text);
        QVERIFY(document);
        QCOMPARE(document->root()["datasources"].json(), std::string("[\"prometheus\",\"testdata\",\"__expr__\",\"mixed\",\"dashboard\"]"));
        for (const char *list : {"panels", "variables", "transformations", "mappings"})
            QVERIFY(document->root()[list].size() > 0);
        QVERIFY(text.find("\"adhoc\"") == std::string::npos); // listed, but filters nothing yet
    }
};

QTEST_APPLESS_MAIN(tst_Capabilities)
#include "tst_capabilities.moc"
