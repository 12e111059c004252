#include "features/frontend/webpagesroutes.h"

#include <QTest>

using namespace mdash;

class tst_webpagesroutes : public QObject
{
    Q_OBJECT

    static const std::vector<WebFile> &files()
    {
        static const std::vector<WebFile> pages{{"/index.html", "text/html", "a", "__BASE__ app", {}, {}},
                                              {"/login.html", "text/html", "b", "__BASE__ sign in", {}, {}}};
        return pages;
    }

    static Result<Response> ask(const std::string &path, const Principal &caller, const std::string &cookie = {})
    {
        WebPagesRoutes routes(files(), "/dash");
        Router router;
        routes.declare(router);
        Request request;
        request.path = path;
        if (!cookie.empty())
            request.headers = {{"cookie", cookie}};
        const auto match = router.match(Method::Get, path);
        return std::get<Result<Response>>(router.at(match.value().index).handler(request, caller));
    }
    static std::string bodyOf(const Result<Response> &answer)
    {
        return *std::get<std::shared_ptr<const std::string>>(answer.value().body);
    }
    static Principal ada()
    {
        Principal principal;
        principal.kind = Principal::Kind::User;
        return principal;
    }

private Q_SLOTS:
    void page_isTheShellUnderTheSubPath()
    {
        for (const char *path : {"/", "/d/uid/title", "/dashboards", "/explore", "/alerting/list", "/admin/users"}) {
            const auto answer = ask(path, ada());
            QVERIFY(answer);
            QCOMPARE(answer->status, 200);
            QCOMPARE(bodyOf(answer), std::string("/dash/ app"));
        }
    }

    void unknownPage_isTheShellWith404()
    {
        const auto answer = ask("/no/such/page", ada());
        QVERIFY(answer);
        QCOMPARE(answer->status, 404);
        QCOMPARE(bodyOf(answer), std::string("/dash/ app"));
    }

    void unknownApiPath_isAnError()
    {
        for (const char *path : {"/api", "/api/none", "/apis", "/apis/x/v1", "/public/build/gone.js"}) {
            const auto answer = ask(path, ada());
            QVERIFY(!answer);
            QCOMPARE(answer.error().code, ErrorCode::NotFound);
        }
    }

    void login_sendsThoseOnWhoAreSignedIn_data()
    {
        QTest::addColumn<QByteArray>("cookie");
        QTest::addColumn<QByteArray>("location");
        QTest::newRow("home") << QByteArray() << QByteArray("/dash/");
        QTest::newRow("back") << QByteArray("redirect_to=%2Fdash%2Fd%2Fx%3Fa%3Db") << QByteArray("/dash/d/x?a=b");
        QTest::newRow("other host") << QByteArray("redirect_to=%2F%2Fevil.test") << QByteArray("/dash/");
        QTest::newRow("backslash") << QByteArray("redirect_to=%2F%5Cevil.test") << QByteArray("/dash/");
        QTest::newRow("scheme") << QByteArray("redirect_to=https%3A%2F%2Fevil.test") << QByteArray("/dash/");
        QTest::newRow("line break") << QByteArray("redirect_to=%2Fx%0d%0aSet-Cookie%3A+a") << QByteArray("/dash/");
    }
    void login_sendsThoseOnWhoAreSignedIn()
    {
        QFETCH(QByteArray, cookie);
        QFETCH(QByteArray, location);
        const auto answer = ask("/login", ada(), cookie.toStdString());
        QVERIFY(answer);
        QCOMPARE(answer->status, 302);
        QCOMPARE(answer->headers.at(0).second, location.toStdString());
        QCOMPARE(bodyOf(ask("/login", {})), std::string("/dash/ sign in"));
    }
};

QTEST_APPLESS_MAIN(tst_webpagesroutes)
#include "tst_webpagesroutes.moc"
