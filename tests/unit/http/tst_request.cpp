#include "platform/http/request.h"

#include <QTest>

using namespace mdash;
using namespace Qt::Literals::StringLiterals;

class tst_request : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void query_givesTheFirstValueDecoded()
    {
        Request request;
        request.rawQuery = "q=a%20b+c&q=second&empty=&%71x=1&flag";

        QCOMPARE(request.query("q"), std::optional(u"a b c"_s));
        QCOMPARE(request.queryAll("q"), (QStringList{u"a b c"_s, u"second"_s}));
        QCOMPARE(request.query("empty"), std::optional(QString(u""_s)));
        QCOMPARE(request.query("qx"), std::optional(u"1"_s));
        QCOMPARE(request.query("flag"), std::optional(QString(u""_s)));
        QCOMPARE(request.query("none"), std::optional<QString>());
    }

    void queryInteger_countsNonsenseAsAbsent()
    {
        Request request;
        request.rawQuery = "limit=12&page=x&big=99999999999999999999";

        QCOMPARE(request.queryInteger("limit", 5), qint64{12});
        QCOMPARE(request.queryInteger("page", 5), qint64{5});
        QCOMPARE(request.queryInteger("big", 5), qint64{5});
    }

    void queryBoolean_knowsWhatClientsSend()
    {
        Request request;
        request.rawQuery = "a=true&b=1&c=T&d=perhaps&e=false";

        QVERIFY(request.queryBoolean("a") && request.queryBoolean("b") && request.queryBoolean("c"));
        QVERIFY(!request.queryBoolean("d", true) && !request.queryBoolean("e", true));
        QVERIFY(request.queryBoolean("f", true));
    }

    void idParam_namesTheParameterThatIsNoId()
    {
        Request request;
        request.params = {{"id", "12"}, {"orgId", "12x"}, {"teamId", "-1"}, {"userId", "99999999999999999999"}};

        QCOMPARE(request.idParam("id").value_or(0), qint64{12});
        QCOMPARE(request.idParam("orgId").error().detail, u"orgId is invalid"_s);
        QVERIFY(!request.idParam("teamId"));
        QVERIFY(!request.idParam("userId"));
        QVERIFY(!request.idParam("absent"));
    }

    void cookie_isFoundAmongOthers()
    {
        Request request;
        request.headers = {{"cookie", "a=1; session=x=y; sessions=no"}, {"cookie", "b=2"}};

        QCOMPARE(std::string(request.cookie("session")), std::string("x=y"));
        QCOMPARE(std::string(request.cookie("b")), std::string("2"));
        QVERIFY(request.cookie("ession").empty());
    }

    void json_demandsItsContentType_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<bool>("isAccepted");
        QTest::newRow("json") << QByteArray("application/json") << true;
        QTest::newRow("with charset") << QByteArray("Application/JSON ; charset=utf-8") << true;
        QTest::newRow("suffix") << QByteArray("application/merge-patch+json") << true;
        QTest::newRow("none") << QByteArray() << false;
        QTest::newRow("form") << QByteArray("application/x-www-form-urlencoded") << false;
        QTest::newRow("text") << QByteArray("text/plain; x=application/json") << false;
    }
    void json_demandsItsContentType()
    {
        QFETCH(QByteArray, type);
        QFETCH(bool, isAccepted);
        Request request;
        request.body = "{\"a\":1}";
        if (!type.isEmpty())
            request.headers = {{"content-type", type.toStdString()}};

        const auto json = request.json();

        QCOMPARE(json.has_value(), isAccepted);
        if (!isAccepted)
            QCOMPARE(json.error().detail, u"bad request data"_s);
    }

    void json_readsAnEmptyBodyAsAnEmptyObject()
    {
        Request request;
        request.headers = {{"content-type", "application/json"}};

        const auto json = request.json();

        QVERIFY(json && json->root().isObject());
    }
};

QTEST_APPLESS_MAIN(tst_request)
#include "tst_request.moc"
