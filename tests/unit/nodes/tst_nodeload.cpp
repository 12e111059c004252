#include "features/nodes/nodeload.h"

#include "base/json.h"

#include <QTest>

using namespace mdash;
using namespace std::chrono_literals;

class tst_nodeload : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rates_areOfTheTimeBetween()
    {
        NodeLoad load;
        const std::chrono::steady_clock::time_point start{};
        FigureValues values{{2, 100}, {4, 20}, {7, 0.0125}, {8, 0.25}, {9, 3}, {11, 12}, {14, 5e7}, {15, 10}, {23, 4}};
        load.update(values, start);
        auto json = JsonDocument::parse(load.json());
        QCOMPARE(json->root()["requestsPerSecond"].number(), 0.0);

        values[0].second = 230; // and one figure that did not move
        values[7].second = 17.5;
        load.update(values, start + 10s);

        json = JsonDocument::parse(load.json());
        QCOMPARE(json->root()["requestsPerSecond"].number(), 13.0);
        QCOMPARE(json->root()["cpu"].number(), 0.75);
        QCOMPARE(json->root()["p50Ms"].number(), 12.5);
        QCOMPARE(json->root()["p95Ms"].number(), 250.0);
        QCOMPARE(json->root()["queue"].number(), 4.0);
        QCOMPARE(json->root()["rssBytes"].number(), 5e7);
        QCOMPARE(json->root()["sessions"].number(), 12.0);
        QCOMPARE(json->root()["sockets"].number(), 3.0);
    }
};

QTEST_APPLESS_MAIN(tst_nodeload)
#include "tst_nodeload.moc"
