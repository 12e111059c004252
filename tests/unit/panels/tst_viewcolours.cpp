#include "base/json.h"
#include "panels/viewcolours.h"

#include <QFile>
#include <QTest>

using namespace mdash;

class tst_ViewColours : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void palette_isThatOfTheTokens()
    {
        QFile file(QStringLiteral(MDASH_SOURCE_DIR "/resources/tokens.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto tokens = JsonDocument::parse(file.readAll().toStdString());
        QVERIFY(tokens);
        std::size_t checked = 0;
        for (const auto &[name, colour] : tokens->root()["named"].members()) {
            if (!colour["fill"].isString())
                continue;
            QCOMPARE(hexOf(name), std::string(colour["fill"].string()));
            QCOMPARE(colourNamed(name), std::string(name));
            ++checked;
        }
        QCOMPARE(checked, std::size_t(30));
    }

    void colourNamed_understandsWhatDashboardsWrite()
    {
        QCOMPARE(colourNamed("#abc"), std::string("#aabbcc"));
        QCOMPARE(colourNamed("#AABBCC80"), std::string("#AABBCC80"));
        QCOMPARE(colourNamed("rgb(255, 0, 16)"), std::string("#ff0010"));
        QCOMPARE(colourNamed("rgba(50, 172, 45, 0.97)"), std::string("#32ac2df7"));
        QCOMPARE(colourNamed("transparent"), std::string("transparent"));
        QCOMPARE(colourNamed("white"), std::string("#ffffff"));
        QCOMPARE(colourNamed(""), std::string("text"));
        QCOMPARE(colourNamed("url(javascript:x)"), std::string("text"));
        QCOMPARE(colourNamed("#12"), std::string("text"));
    }

    void continuousColour_goesFromEndToEnd()
    {
        QCOMPARE(continuousColour("continuous-GrYlRd", 0), std::string("#2e9e52"));
        QCOMPARE(continuousColour("continuous-GrYlRd", 0.5), std::string("#e2b926"));
        QCOMPARE(continuousColour("continuous-GrYlRd", 7), std::string("#e24942"));
        QCOMPARE(continuousColour("continuous-nope", std::nan("")), std::string("#2e9e52"));
    }

    void shades_differ()
    {
        QCOMPARE(shadeOf("green", 0), std::string("green"));
        QVERIFY(shadeOf("green", 1) != shadeOf("green", 2));
        QCOMPARE(shadeOf("text", 3), std::string("text"));
        QCOMPARE(seriesColourByName("cpu"), seriesColourByName("cpu"));
    }
};

QTEST_APPLESS_MAIN(tst_ViewColours)
#include "tst_viewcolours.moc"
