#include "api/bodyreader.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

class tst_BodyReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_ignoringCaseAndWhatIsUnknown()
    {
        const auto document = JsonDocument::parse(R"({"Name":"ada","zipcode":"3000","isAdmin":true,"orgId":7,"other":[1]})");
        BodyReader body(document->root());
        QCOMPARE(body.text("name"), u"ada"_s);
        QCOMPARE(body.text("zipCode"), u"3000"_s);
        QVERIFY(body.boolean("isadmin"));
        QCOMPARE(body.integer("OrgId"), 7);
        QVERIFY(body.done());
    }

    void absentAndNull_areZeroValues()
    {
        const auto document = JsonDocument::parse(R"({"name":null})");
        BodyReader body(document->root());
        QVERIFY(!body.optionalText("name"));
        QCOMPARE(body.text("email"), QString());
        QCOMPARE(body.integer("orgId"), 0);
        QVERIFY(!body.boolean("isAdmin"));
        QVERIFY(body.elements("items").empty());
        QVERIFY(body.done());
    }

    void wrongType_makesTheBodyBad_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("number as text") << R"({"text":12})"_ba;
        QTest::newRow("text as number") << R"({"number":"12"})"_ba;
        QTest::newRow("fraction as whole number") << R"({"number":1.5})"_ba;
        QTest::newRow("beyond 64 bits") << R"({"number":1e30})"_ba;
        QTest::newRow("text as flag") << R"({"flag":"maybe"})"_ba;
        QTest::newRow("object as text") << R"({"text":{"a":1}})"_ba;
        QTest::newRow("text as list") << R"({"list":"a"})"_ba;
        QTest::newRow("list as object") << R"({"object":[]})"_ba;
        QTest::newRow("text with NUL") << R"({"text":"a\u0000b"})"_ba;
        QTest::newRow("no object") << "[]"_ba;
    }
    void wrongType_makesTheBodyBad()
    {
        QFETCH(QByteArray, json);
        const auto document = JsonDocument::parse(json.toStdString());
        BodyReader body(document->root());
        static_cast<void>(body.text("text"));
        static_cast<void>(body.integer("number"));
        static_cast<void>(body.boolean("flag"));
        static_cast<void>(body.elements("list"));
        static_cast<void>(body.object("object"));
        QCOMPARE(body.done().error().detail, u"bad request data"_s);
        QCOMPARE(body.done().error().code, ErrorCode::InvalidInput);
    }
};

QTEST_APPLESS_MAIN(tst_BodyReader)
#include "tst_bodyreader.moc"
