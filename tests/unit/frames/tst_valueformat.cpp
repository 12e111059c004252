#include "base/json.h"
#include "frames/valueformat.h"

#include <QFile>
#include <QTest>

#include <limits>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

namespace {

/// One line of tests/vectors/units.json: [unit, decimals or null, value, prefix, text, suffix].
struct Vector
{
    std::string unit;
    std::optional<int> decimals;
    double value = 0;
    FormattedValue expected;
};

double numberOf(const JsonValue &json)
{
    if (json.isNumber())
        return json.number();
    const double infinity = std::numeric_limits<double>::infinity();
    return json.string() == "NaN" ? std::numeric_limits<double>::quiet_NaN() : json.string() == "Infinity" ? infinity : -infinity;
}

std::vector<Vector> readVectors(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto document = JsonDocument::parse(file.readAll().toStdString());
    if (!document)
        return {};
    std::vector<Vector> vectors;
    for (const JsonValue &line : document->root().elements()) {
        const std::vector<JsonValue> parts = line.elements();
        Vector vector{.unit = std::string(parts.at(0).string()), .value = numberOf(parts.at(2))};
        if (parts.at(1).isNumber())
            vector.decimals = static_cast<int>(parts.at(1).integer());
        vector.expected = {std::string(parts.at(3).string()), std::string(parts.at(4).string()), std::string(parts.at(5).string())};
        vectors.push_back(vector);
    }
    return vectors;
}

} // namespace

class tst_ValueFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void format_matchesTheSharedVectors()
    {
        const auto vectors = readVectors(qEnvironmentVariable("MDASH_UNIT_VECTORS", QStringLiteral(MDASH_SOURCE_DIR "/tests/vectors/units.json")));
        QVERIFY(vectors.size() > 1000);
        int wrong = 0;
        for (const Vector &vector : vectors) {
            const FormattedValue actual = ValueFormat(vector.unit, vector.decimals).format(vector.value);
            if (actual == vector.expected)
                continue;
            ++wrong;
            qWarning().noquote() << QString::fromStdString(vector.unit) << vector.decimals.value_or(-1) << vector.value << "->"
                                 << QString::fromStdString(actual.prefix + '|' + actual.text + '|' + actual.suffix) << "not"
                                 << QString::fromStdString(vector.expected.prefix + '|' + vector.expected.text + '|' + vector.expected.suffix);
        }
        QCOMPARE(wrong, 0);
    }

    void units_haveKnownKernelsAndDistinctIds()
    {
        QVERIFY(knownUnits().size() > 250);
        QSet<QString> ids;
        for (const UnitDefinition &entry : knownUnits()) {
            const QString id = QString::fromStdString(entry.unit.id);
            QVERIFY2(!ids.contains(id), qPrintable(id));
            ids.insert(id);
            QVERIFY2(!entry.name.empty() && !entry.group.empty(), qPrintable(id));
            QVERIFY2(entry.unit.kernel != "datetime" || !entry.pattern.empty(), qPrintable(id));
            QVERIFY2(entry.unit.kernel != "bool" || entry.words.size() == 2, qPrintable(id));
            QVERIFY2(entry.unit.kernel != "time" || !entry.rungs.empty(), qPrintable(id));
        }
    }

    void format_usesZoneAndToday()
    {
        const FormatContext context{QTimeZone("Asia/Kolkata"), TimePoint(Millis(1'715'768'430'500))}; // 2024-05-15T10:20:30Z
        const auto text = [&](std::string_view unit, double value) { return ValueFormat(unit, {}, context).format(value).text; };
        QCOMPARE(text("dateTimeAsIso", 1'715'768'430'500), std::string("2024-05-15 15:50:30"));
        QCOMPARE(text("dateTimeAsIsoNoDateIfToday", 1'715'768'430'500), std::string("15:50:30"));
        QCOMPARE(text("dateTimeAsIsoNoDateIfToday", 1'715'668'430'500), std::string("2024-05-14 12:03:50"));
        QCOMPARE(text("time:DD.MM. HH:mm", 1'715'768'430'500), std::string("15.05. 15:50"));
        QCOMPARE(text("dateTimeFromNow", 1'715'768'430'500 - 180'000), std::string("3 minutes ago"));
        QCOMPARE(text("dateTimeFromNow", 1'715'768'430'500 + 7'200'000), std::string("in 2 hours"));
    }

    void format_survivesAnyUnitAndValue()
    {
        const double huge = std::numeric_limits<double>::max();
        for (const char *unit : {":", "si:", "suffix:", "bool:", "bool:/", "time:", "currency:", "count:", "unknown:x", "µ", "\xff", "s", "hex", "clocks", "dtdurations", "dateTimeAsIso"}) {
            for (const double value : {0.0, -0.0, huge, -huge, std::numeric_limits<double>::denorm_min(), 1e-320, 9.3e15, std::nan("")}) {
                for (const int decimals : {-5, 0, 3, 400})
                    QVERIFY(ValueFormat(unit, decimals).format(value).joined().size() < 1200);
            }
        }
    }
};

QTEST_APPLESS_MAIN(tst_ValueFormat)
#include "tst_valueformat.moc"
