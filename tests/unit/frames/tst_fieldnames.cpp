#include "frames/fieldmatcher.h"
#include "frames/fieldnames.h"

#include <QTest>

using namespace mdash;

namespace {

Field value(std::optional<Labels> labels, std::string name = "Value")
{
    Field field;
    field.name = std::move(name);
    field.values = Column::numbers({1});
    field.labels = std::move(labels);
    return field;
}

Frame frame(std::vector<Field> values, std::string name = {})
{
    Field time;
    time.name = "Time";
    time.values = Column::times({1});
    Frame frame;
    frame.name = std::move(name);
    frame.refId = "A";
    frame.fields.push_back(time);
    for (Field &field : values)
        frame.fields.push_back(std::move(field));
    return frame;
}

using Names = std::vector<std::vector<std::string>>;

bool isMatched(const std::string &matcher, const Frame &frame, std::size_t index)
{
    std::string error;
    const auto document = JsonDocument::parse(matcher);
    return FieldMatcher::read(document->root(), error)->matches(frame, index, fieldDisplayNames(frame)[index]);
}

} // namespace

class tst_FieldNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fieldDisplayNames_areMadeOfWhatTellsSeriesApart()
    {
        const Labels one{{"a", "1"}};
        const Labels two{{"a", "2"}};
        const Labels both{{"a", "1"}, {"b", "2"}};
        QCOMPARE(fieldDisplayNames(Frames{frame({value(both)})}), (Names{{"Time", "{a=\"1\", b=\"2\"}"}}));
        QCOMPARE(fieldDisplayNames(Frames{frame({value(one)}), frame({value(two)})}), (Names{{"Time", "1"}, {"Time", "2"}}));
        QCOMPARE(fieldDisplayNames(Frames{frame({value(one)}), frame({value(Labels{{"b", "2"}})})}), (Names{{"Time", "{a=\"1\"}"}, {"Time", "{b=\"2\"}"}}));
        QCOMPARE(fieldDisplayNames(Frames{frame({value(one)}), frame({value(Labels{})})}), (Names{{"Time", "1"}, {"Time", "Value"}}));
        QCOMPARE(fieldDisplayNames(Frames{frame({value(both)}, "fr"), frame({value({})}, "fr2")}), (Names{{"Time", "fr {a=\"1\", b=\"2\"}"}, {"Time", "fr2"}}));
        QCOMPARE(fieldDisplayNames(Frames{frame({value({}), value({})})}), (Names{{"Time", "Value 1", "Value 2"}}));
        QCOMPARE(fieldDisplayNames(Frames{frame({value({}, "cpu"), value({}, "mem")}, "fr")}), (Names{{"Time", "cpu", "mem"}}));
        QCOMPARE(fieldDisplayNames(Frames{frame({value(one, "Value #A"), value(one, "Value #B")})}), (Names{{"Time", "Value #A 1", "Value #B 1"}}));
    }

    void fieldDisplayNames_letTheSourceAndTransformationsSayMore()
    {
        Field named = value(Labels{{"a", "1"}});
        named.config.displayNameFromDS = "from source";
        QCOMPARE(fieldDisplayNames(frame({named})).at(1), std::string("from source"));
        named.config.displayName = "renamed";
        QCOMPARE(fieldDisplayNames(frame({named})).at(1), std::string("renamed"));
    }

    void matches_data()
    {
        QTest::addColumn<QByteArray>("matcher");
        QTest::addColumn<bool>("expected");
        QTest::newRow("byName") << QByteArray("{\"id\":\"byName\",\"options\":\"cpu 1\"}") << true;
        QTest::newRow("byName raw") << QByteArray("{\"id\":\"byName\",\"options\":\"cpu\"}") << true;
        QTest::newRow("byName other") << QByteArray("{\"id\":\"byName\",\"options\":\"mem\"}") << false;
        QTest::newRow("byRegexp") << QByteArray("{\"id\":\"byRegexp\",\"options\":\"/^cpu/\"}") << true;
        QTest::newRow("byRegexp whole") << QByteArray("{\"id\":\"byRegexp\",\"options\":\"cpu\"}") << false;
        QTest::newRow("byRegexp bare") << QByteArray("{\"id\":\"byRegexp\",\"options\":\"cpu.*\"}") << true;
        QTest::newRow("byRegexp wrong") << QByteArray("{\"id\":\"byRegexp\",\"options\":\"(\"}") << false;
        QTest::newRow("byNames") << QByteArray("{\"id\":\"byNames\",\"options\":{\"mode\":\"include\",\"names\":[\"x\",\"cpu 1\"]}}") << true;
        QTest::newRow("byNames exclude") << QByteArray("{\"id\":\"byNames\",\"options\":{\"mode\":\"exclude\",\"names\":[\"cpu 1\"]}}") << false;
        QTest::newRow("byNames exclude other") << QByteArray("{\"id\":\"byNames\",\"options\":{\"mode\":\"exclude\",\"names\":[\"x\"]}}") << true;
        QTest::newRow("byType") << QByteArray("{\"id\":\"byType\",\"options\":\"number\"}") << true;
        QTest::newRow("byType time") << QByteArray("{\"id\":\"byType\",\"options\":\"time\"}") << false;
        QTest::newRow("byFrameRefID") << QByteArray("{\"id\":\"byFrameRefID\",\"options\":\"A\"}") << true;
        QTest::newRow("byFrameRefID B") << QByteArray("{\"id\":\"byFrameRefID\",\"options\":\"B\"}") << false;
        QTest::newRow("byValue") << QByteArray("{\"id\":\"byValue\",\"options\":{\"reducer\":\"max\",\"op\":\">=\",\"value\":1}}") << true;
        QTest::newRow("byValue less") << QByteArray("{\"id\":\"byValue\",\"options\":{\"reducer\":\"allIsZero\",\"op\":\"==\",\"value\":1}}") << false;
    }
    void matches()
    {
        QFETCH(QByteArray, matcher);
        QFETCH(bool, expected);
        QCOMPARE(isMatched(matcher.toStdString(), frame({value(Labels{{"a", "1"}}, "cpu")}), 1), expected);
    }

    void read_knowsNoOtherMatchers()
    {
        std::string error;
        const auto document = JsonDocument::parse("{\"id\":\"byMood\",\"options\":\"good\"}");
        QVERIFY(!FieldMatcher::read(document->root(), error));
    }
};

QTEST_APPLESS_MAIN(tst_FieldNames)
#include "tst_fieldnames.moc"
