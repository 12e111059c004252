#include "base/json.h"
#include "frames/fieldnames.h"
#include "frames/transformations.h"

#include <QFile>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

namespace {

Column columnIn(const JsonValue &json)
{
    const std::string_view type = json["type"].string();
    Column column(type == "time" ? FieldType::Time : type == "number" ? FieldType::Number : type == "boolean" ? FieldType::Boolean : FieldType::String);
    for (const JsonValue &value : json["values"].elements()) {
        if (value.isNull())
            column.appendNull();
        else if (type == "time")
            column.append(static_cast<std::int64_t>(value.integer()));
        else if (type == "number")
            column.append(value.number());
        else if (type == "boolean")
            column.append(value.boolean());
        else
            column.append(std::string(value.string()));
    }
    return column;
}

Frames framesIn(const JsonValue &json)
{
    Frames frames;
    for (const JsonValue &one : json.elements()) {
        Frame frame;
        frame.refId = one["refId"].string();
        frame.name = one["name"].string();
        for (const JsonValue &field : one["fields"].elements()) {
            Field read;
            read.name = field["name"].string();
            read.values = columnIn(field);
            read.config.displayNameFromDS = field["title"].string();
            if (field["labels"].isObject()) {
                read.labels.emplace();
                for (const auto &[name, value] : field["labels"].members())
                    read.labels->emplace(name, value.string());
            }
            frame.fields.push_back(std::move(read));
        }
        frames.push_back(std::move(frame));
    }
    return frames;
}

void writeCell(JsonWriter &writer, const Column &column, std::size_t row)
{
    if (column.isNull(row))
        writer.null();
    else if (column.type() == FieldType::Time)
        writer.value(static_cast<qint64>(column.times()[row]));
    else if (column.type() == FieldType::Number)
        writer.value(column.numbers()[row]);
    else if (column.type() == FieldType::Boolean)
        writer.value(column.booleans()[row] != 0);
    else
        writer.value(column.strings()[row]);
}

/// `[{"names":[…],"types":[…],"values":[[…]]}]`, as the vectors have it.
std::string described(const Frames &frames)
{
    static constexpr const char *types[] = {"time", "number", "string", "boolean"};
    const auto names = fieldDisplayNames(frames);
    std::string text;
    JsonWriter writer(text);
    writer.beginArray();
    for (std::size_t i = 0; i < frames.size(); ++i) {
        writer.beginObject().key("names").beginArray();
        for (const std::string &name : names[i])
            writer.value(name);
        writer.endArray().key("types").beginArray();
        for (const Field &field : frames[i].fields)
            writer.value(types[static_cast<int>(field.type())]);
        writer.endArray().key("values").beginArray();
        for (const Field &field : frames[i].fields) {
            writer.beginArray();
            for (std::size_t row = 0; row < field.values.size(); ++row)
                writeCell(writer, field.values, row);
            writer.endArray();
        }
        writer.endArray().endObject();
    }
    writer.endArray();
    return text;
}

JsonDocument parsed(const std::string &text)
{
    return JsonDocument::parse(text).value();
}

JsonDocument vectors()
{
    QFile file(QStringLiteral(MDASH_SOURCE_DIR "/tests/vectors/transformations.json"));
    return file.open(QIODevice::ReadOnly) ? parsed(file.readAll().toStdString()) : parsed("[]");
}

Frame numbers(std::size_t rows, std::size_t fields)
{
    Frame frame;
    frame.refId = "A";
    std::vector<std::int64_t> times;
    for (std::size_t row = 0; row < rows; ++row)
        times.push_back(static_cast<std::int64_t>(row) * 1000);
    Field time;
    time.name = "Time";
    time.values = Column::times(times);
    frame.fields.push_back(time);
    for (std::size_t i = 0; i < fields; ++i) {
        Field field;
        field.name = "v" + std::to_string(i);
        field.values = Column::numbers(std::vector<double>(rows, static_cast<double>(i)));
        frame.fields.push_back(field);
    }
    return frame;
}

Frames ran(const Frames &frames, const std::string &steps, std::vector<Notice> &notices)
{
    const JsonDocument document = parsed(steps);
    return transformed(frames, document.root().elements(), {}, notices);
}

} // namespace

class tst_Transformations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void transformed_matchesTheVectors_data()
    {
        QTest::addColumn<int>("index");
        const JsonDocument document = vectors();
        int index = 0;
        for (const JsonValue &vector : document.root().elements())
            QTest::newRow(qPrintable(vector["name"].text())) << index++;
        QVERIFY(index > 50);
    }
    void transformed_matchesTheVectors()
    {
        QFETCH(int, index);
        const JsonDocument document = vectors();
        const JsonValue vector = document.root().elements().at(static_cast<std::size_t>(index));
        const Frames input = framesIn(vector["frames"]);
        const std::string before = described(input);
        std::vector<Notice> notices;

        const Frames output = transformed(input, vector["steps"].elements(), {}, notices);

        QCOMPARE(described(output), vector["expected"].json());
        QCOMPARE(described(input), before); // a stage never changes its input
        QCOMPARE(notices.size(), vector["notices"].size());
        for (std::size_t i = 0; i < notices.size(); ++i)
            QCOMPARE(notices[i].text, std::string(vector["notices"].elements()[i].string()));
    }

    void transformed_replacesVariables()
    {
        const JsonDocument steps = parsed(R"([{"id":"organize","options":{"renameByName":{"v0":"$name"}}}])");
        std::vector<Notice> notices;
        const Frames frames = transformed({numbers(1, 1)}, steps.root().elements(), [](std::string_view text) { return text == "$name" ? std::string("CPU") : std::string(text); }, notices);
        QCOMPARE(fieldDisplayNames(frames).at(0).at(1), std::string("CPU"));
    }

    void transformed_refusesWhatWouldBeTooLarge()
    {
        Frames frames;
        for (int i = 0; i < 60; ++i) {
            frames.push_back(numbers(1000, 20));
            std::vector<std::int64_t> times;
            for (int row = 0; row < 1000; ++row)
                times.push_back(row * 1000 + i); // no time in common
            frames.back().fields[0].values = Column::times(times);
        }
        std::vector<Notice> notices;
        const Frames result = ran(frames, R"([{"id":"joinByField","options":{}}])", notices);
        QCOMPARE(result.size(), frames.size());
        QCOMPARE(notices.size(), std::size_t(1));
        QVERIFY(notices[0].text.find("at most 1000000 cells") != std::string::npos);
    }

    void transformed_stopsAfterFiftySteps()
    {
        std::string steps = "[";
        for (int i = 0; i < 60; ++i)
            steps += std::string(i ? "," : "") + R"({"id":"limit","options":{"limitField":5}})";
        std::vector<Notice> notices;
        ran({numbers(10, 1)}, steps + "]", notices);
        QCOMPARE(notices.size(), std::size_t(1));
    }

    void transformed_survivesAnyOptions()
    {
        const std::vector<std::string> odd{"null", "[]", "{}", "5", "\"x\"", R"({"fields":[1],"sort":"x","reducers":"a","filters":{},"binary":7,"include":3,"mode":"binary","byField":"nope"})",
                                           R"x({"fields":{"v0":{"operation":"groupby"}},"sort":[{}],"reducers":["max","nope"],"filters":[{}],"mode":"unary","conversions":[{}],"mappings":[{}],"include":{},"value":"x","source":"v0","format":"regexp","regExp":"(?<a>.)"})x"};
        const std::vector<Frames> inputs{{}, {Frame{}}, {numbers(0, 2)}, {numbers(3, 2), Frame{}, numbers(2, 1)}, {numbers(3, 0)}};
        for (const std::string_view id : knownTransformations()) {
            for (const std::string &options : odd) {
                for (const Frames &input : inputs) {
                    std::vector<Notice> notices;
                    const std::string before = described(input);
                    ran(input, R"([{"id":")" + std::string(id) + R"(","options":)" + options + "}]", notices);
                    QCOMPARE(described(input), before);
                }
            }
        }
    }
};

QTEST_APPLESS_MAIN(tst_Transformations)
#include "tst_transformations.moc"
