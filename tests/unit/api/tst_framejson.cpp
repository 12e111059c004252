#include "api/framejson.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

/// JSON written with single quotes, so that a test reads without backslashes.
std::string json(std::string text)
{
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

std::string written(const Frame &frame)
{
    std::string text;
    JsonWriter writer(text);
    writeFrame(writer, frame);
    return text;
}

Result<Frame> read(const std::string &text)
{
    const auto document = JsonDocument::parse(text);
    return readFrame(document->root());
}

Field field(const char *name, Column values)
{
    return {.name = name, .labels = {}, .values = std::move(values), .config = {}};
}

Frame example()
{
    Frame frame{.name = "up", .refId = "A", .meta = {}, .fields = {}};
    frame.meta.type = "timeseries-multi";
    frame.meta.resultType = "matrix";
    frame.meta.executedQueryString = "Expr: up";
    frame.fields = {field("Time", Column::times({1641889530000, 1641889531000, 1641889532000, 1641889533000})),
                    field("Value", Column::numbers({0.1, notANumber, infinity, -infinity}))};
    frame.fields[0].config.intervalMs = 1000;
    frame.fields[1].labels = Labels{{"job", "b"}};
    frame.fields[1].config.displayNameFromDS = "up";
    return frame;
}

} // namespace

class tst_FrameJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writeFrame_followsTheWireFormat()
    {
        QCOMPARE(written(example()),
                 json("{'schema':{'name':'up','refId':'A',"
                      "'meta':{'type':'timeseries-multi','custom':{'resultType':'matrix'},'executedQueryString':'Expr: up'},"
                      "'fields':[{'name':'Time','type':'time','typeInfo':{'frame':'time.Time'},'config':{'interval':1000}},"
                      "{'name':'Value','type':'number','typeInfo':{'frame':'float64'},'labels':{'job':'b'},"
                      "'config':{'displayNameFromDS':'up'}}]},"
                      "'data':{'values':[[1641889530000,1641889531000,1641889532000,1641889533000],[0.1,null,null,null]],"
                      "'entities':[null,{'NaN':[1],'Inf':[2],'NegInf':[3]}]}}"));
    }

    void writeFrame_tellsMissingFromNotANumber()
    {
        Frame frame;
        frame.fields = {field("v", Column::numbers({1, notANumber}))};
        frame.fields[0].values.appendNull();
        QCOMPARE(written(frame),
                 json("{'schema':{'fields':[{'name':'v','type':'number','typeInfo':{'frame':'float64','nullable':true}}]},"
                      "'data':{'values':[[1,null,null]],'entities':[{'NaN':[1]}]}}"));
    }

    void writeFrame_withoutFields()
    {
        QCOMPARE(written(Frame{}), json("{'schema':{'fields':[]},'data':{'values':[]}}"));
    }

    void writeFrame_keepsEmptyLabels()
    {
        Frame frame;
        frame.fields = {field("", Column::booleans({1, 0}))};
        frame.fields[0].labels.emplace();
        QCOMPARE(written(frame), json("{'schema':{'fields':[{'type':'boolean','typeInfo':{'frame':'bool'},'labels':{}}]},"
                                      "'data':{'values':[[true,false]]}}"));
    }

    void readFrame_readsWhatWasWritten()
    {
        Frame frame = example();
        frame.meta.notices = {{"warning", "partial"}};
        frame.meta.customJson = json("{'stats':{'a':1}}");
        frame.fields[1].config.extraJson = json("{'links':[{'url':'/d/x'}]}");
        frame.fields[1].values.setNull(0);
        auto again = read(written(frame));
        QVERIFY(again);
        QVERIFY(std::isnan(again->fields[1].values.numbers()[1]));
        again->fields[1].values.setNumber(1, 7); // NaN does not equal itself
        frame.fields[1].values.setNumber(1, 7);
        QVERIFY(*again == frame);
    }

    void readFrame_acceptsOtherProgramsFrames()
    {
        const auto frame = read(json("{'schema':{'fields':[{'name':'n','type':'number','typeInfo':{'frame':'int64'}},"
                                     "{'name':'j','type':'other','typeInfo':{'frame':'json.RawMessage'}},{'name':'s'}]},"
                                     "'data':{'values':[[1,2],[{'a':1},null],['x','y']]}}"));
        QVERIFY(frame);
        QCOMPARE(frame->rows(), std::size_t(2));
        QCOMPARE(frame->fields[0].values.numbers(), (std::vector<double>{1, 2}));
        QCOMPARE(frame->fields[1].values.strings()[0], json("{'a':1}"));
        QVERIFY(frame->fields[1].values.isNull(1));
        QCOMPARE(frame->fields[2].values.strings()[1], std::string("y"));
    }

    void readFrame_refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("part");
        QTest::newRow("no schema") << "{}"_ba << u"schema"_s;
        QTest::newRow("columns missing") << "{'schema':{'fields':[{'name':'a','type':'number'}]},'data':{'values':[]}}"_ba
                                         << u"1 columns"_s;
        QTest::newRow("unequal") << "{'schema':{'fields':[{'type':'number'},{'type':'number'}]},'data':{'values':[[1],[1,2]]}}"_ba
                                 << u"equal length"_s;
        QTest::newRow("wrong type") << "{'schema':{'fields':[{'name':'a','type':'number'}]},'data':{'values':[['x']]}}"_ba
                                    << u"\"a\", row 0"_s;
        QTest::newRow("unknown type") << "{'schema':{'fields':[{'type':'colour'}]},'data':{'values':[[]]}}"_ba << u"colour"_s;
        QTest::newRow("entity outside")
            << "{'schema':{'fields':[{'type':'number'}]},'data':{'values':[[1]],'entities':[{'NaN':[5]}]}}"_ba
            << u"entities.NaN"_s;
    }
    void readFrame_refuses()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, part);
        const auto frame = read(json(text.toStdString()));
        QVERIFY(!frame);
        QCOMPARE(frame.error().code, ErrorCode::InvalidInput);
        QVERIFY2(frame.error().detail.contains(part), qPrintable(frame.error().detail));
    }
};

QTEST_APPLESS_MAIN(tst_FrameJson)
#include "tst_framejson.moc"
