#include "base/json.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

class tst_Json : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parse_keepsExactNumbers()
    {
        const auto document = JsonDocument::parse(R"({"a":0.30000000000000004,"b":9007199254740993,"c":18446744073709551615})");
        QVERIFY(document);
        QCOMPARE(document->root().json(), std::string(R"({"a":0.30000000000000004,"b":9007199254740993,"c":18446744073709551615})"));
    }

    void parse_readsIntegersBeyond64BitsAsDoubles()
    {
        const auto document = JsonDocument::parse("{\"min\":-100000000000000000000,\"max\":100000000000000000000,\"id\":18446744073709551615,\"text\":\"\\\"99999999999999999999\"}");
        QVERIFY(document);
        QCOMPARE(document->root()["min"].number(), -1e20);
        QCOMPARE(document->root()["max"].number(), 1e20);
        QCOMPARE(document->root()["text"].string(), std::string_view("\"99999999999999999999"));
        QVERIFY(document->root().json().find("18446744073709551615") != std::string::npos);
        QVERIFY(!JsonDocument::parse("[100000000000000000000,1.2.3]"));
        QVERIFY(!JsonDocument::parse(std::string(200, '[') + "100000000000000000000" + std::string(200, ']')));
    }
    void parse_lastDuplicateCounts()
    {
        const auto document = JsonDocument::parse(R"({"a":1,"a":2})");
        QCOMPARE(document->root()["a"].integer(), 2);
    }

    void parse_refusesDepthSizeAndBadUtf8()
    {
        QVERIFY(!JsonDocument::parse(std::string(200, '[') + std::string(200, ']')));
        QCOMPARE(JsonDocument::parse("[1,2,3]", {.bytes = 4}).error().code, ErrorCode::TooLarge);
        QVERIFY(!JsonDocument::parse("\"\xff\""));
        QVERIFY(!JsonDocument::parse(""));
    }

    void missingMembers_giveFallbacks()
    {
        const auto document = JsonDocument::parse(R"({"n":"text"})");
        const JsonValue root = document->root();
        QVERIFY(!root["x"].exists());
        QCOMPARE(root["x"]["y"].integer(7), 7);
        QCOMPARE(root["n"].integer(7), 7);
        QCOMPARE(root.member("N").text(), u"text"_s);
    }

    void writer_escapesAndSeparates()
    {
        std::string text;
        JsonWriter writer(text);
        writer.beginObject().member("a\"b", u"tab\tä"_s).key("list").beginArray().value(1).value(true).null().endArray();
        writer.member("d", 1e21).member("nan", std::numeric_limits<double>::quiet_NaN()).endObject();
        QCOMPARE(text, std::string("{\"a\\\"b\":\"tab\\tä\",\"list\":[1,true,null],\"d\":1e+21,\"nan\":null}"));
    }

    void withTopLevelMembers_changesNothingElse()
    {
        const std::string text = "{ \"title\" : \"a}b\", \"id\":null , \"panels\":[{\"id\": 1.0}] }";
        const auto changed = withTopLevelMembers(text, {{"id", "7"}, {"uid", "\"x\""}});
        QCOMPARE(*changed, std::string("{\"uid\":\"x\", \"title\" : \"a}b\", \"id\":7 , \"panels\":[{\"id\": 1.0}] }"));
        QCOMPARE(*withTopLevelMembers("{ }", {{"id", "7"}}), std::string("{\"id\":7 }"));
        QVERIFY(!withTopLevelMembers("[]", {}));
    }

    void rawMember_isTheTextAsSent()
    {
        QCOMPARE(rawMember(R"({"a" : {"x":[1.0,"}"]} ,"b":2})", "a"), std::string_view(R"({"x":[1.0,"}"]})"));
        QCOMPARE(rawMember(R"({"a":1,"a": 2 })", "a"), std::string_view("2"));
        QCOMPARE(rawMember(R"({"a":1})", "b"), std::string_view());
        QCOMPARE(rawMember("[1]", "a"), std::string_view());
    }
};

QTEST_APPLESS_MAIN(tst_Json)
#include "tst_json.moc"
