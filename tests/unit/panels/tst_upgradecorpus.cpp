#include "panels/upgrade.h"

#include "support/corpus.h"
#include "support/dashboardsummary.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

namespace {

QString goldenPath(const QString &file)
{
    QString name = file;
    name.replace(u'/', u'_').replace(u".json"_s, u".txt"_s);
    return QString::fromUtf8(MDASH_SOURCE_DIR) + u"/tests/unit/panels/golden/"_s + name;
}

std::string firstDifference(const QByteArray &expected, const QByteArray &actual)
{
    const QList<QByteArray> left = expected.split('\n');
    const QList<QByteArray> right = actual.split('\n');
    for (qsizetype i = 0; i < std::max(left.size(), right.size()); ++i) {
        if (left.value(i) != right.value(i))
            return "line " + std::to_string(i + 1) + "\n  expected " + left.value(i).toStdString() + "\n  got      " + right.value(i).toStdString();
    }
    return {};
}

} // namespace

/// Published dashboards against what a reviewer found right. A changed expectation is reviewed like code: run with
/// MDASH_UPDATE_GOLDEN=1, then read the difference.
class tst_UpgradeCorpus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void summary_isAsReviewed_data()
    {
        QTest::addColumn<QString>("file");
        const QStringList files = corpusFiles();
        QVERIFY(!files.isEmpty());
        for (const QString &file : files)
            QTest::newRow(qPrintable(file)) << file;
    }
    void summary_isAsReviewed()
    {
        QFETCH(QString, file);
        const QByteArray json = fileContent(corpusFolder() + u'/' + file);
        const auto model = upgradeDashboard(std::string_view(json.constData(), static_cast<std::size_t>(json.size())));
        const QByteArray actual = model ? QByteArray::fromStdString(summaryOf(**model)) : "refused: " + model.error().detail.toUtf8() + "\n";
        if (qEnvironmentVariableIsSet("MDASH_UPDATE_GOLDEN")) {
            QFile golden(goldenPath(file));
            QVERIFY(golden.open(QIODevice::WriteOnly));
            golden.write(actual);
        }
        const std::string difference = firstDifference(fileContent(goldenPath(file)), actual);
        QVERIFY2(difference.empty(), difference.c_str());
    }

    void upgrade_isQuick()
    {
        qint64 slowest = 0;
        for (const QString &file : corpusFiles()) {
            const QByteArray json = fileContent(corpusFolder() + u'/' + file);
            QElapsedTimer timer;
            timer.start();
            const auto model = upgradeDashboard(std::string_view(json.constData(), static_cast<std::size_t>(json.size())));
            slowest = std::max(slowest, timer.nsecsElapsed());
        }
        qInfo("slowest upgrade: %.1f ms", static_cast<double>(slowest) / 1e6);
        QVERIFY(slowest < 2'000'000'000); // what an unoptimised build under a sanitizer may take; the aim is 15 ms
    }

    void mutatedJson_neverCrashesOrHangs()
    {
        // Cheap, repeatable disorder: each round cuts, doubles or swaps a piece of a real dashboard.
        quint32 state = 12345;
        const auto next = [&state](qsizetype below) {
            state = state * 1664525u + 1013904223u;
            return below > 0 ? static_cast<qsizetype>(state >> 8) % below : 0;
        };
        static constexpr const char *pieces[] = {"null", "[]", "{}", "\"\"", "-1", "1e300", "true", "\"$x\"", "[[null]]", "{\"a\":{}}"};
        const QStringList files = corpusFiles();
        int parsed = 0;
        for (int round = 0; round < 400; ++round) {
            const QString &file = files[next(files.size())];
            QByteArray json = fileContent(corpusFolder() + u'/' + file);
            if (json.size() > 70'000)
                continue;
            // Replace some values, found after a colon, by others of any type.
            for (int change = 0; change < 20; ++change) {
                const qsizetype colon = json.indexOf(": ", next(json.size()));
                const qsizetype end = colon < 0 ? -1 : json.indexOf('\n', colon);
                if (end < 0)
                    continue;
                const bool comma = json.at(end - 1) == ',';
                const char last = json.at(end - (comma ? 2 : 1));
                if (last == '{' || last == '[')
                    continue;
                json.replace(colon + 2, end - colon - 2 - (comma ? 1 : 0), pieces[next(10)]);
            }
            if (round % 10 == 0)
                json.truncate(next(json.size()));
            const auto model = upgradeDashboard(std::string_view(json.constData(), static_cast<std::size_t>(json.size())));
            parsed += model ? 1 : 0;
        }
        QVERIFY(parsed > 50); // else the disorder is too great to reach the steps
    }
};

QTEST_APPLESS_MAIN(tst_UpgradeCorpus)
#include "tst_upgradecorpus.moc"
