#include "platform/http/router.h"

#include <QTest>

using namespace mdash;

class tst_router : public QObject
{
    Q_OBJECT

    static Route route(Method method, std::string pattern)
    {
        return {method, std::move(pattern), Access::everyone(), 1_KiB, [](const Request &, const Principal &) -> Reply {
                    return Reply(Result<Response>(Response::json("{}")));
                }};
    }
    /// "pattern name=value …", or "-" if nothing matches.
    static std::string matched(const Router &router, Method method, const std::string &path)
    {
        const auto match = router.match(method, path);
        if (!match)
            return "-";
        std::string text = router.at(match->index).pattern;
        for (const auto &[name, value] : match->params)
            text += " " + name + "=" + value;
        return text;
    }

private Q_SLOTS:
    void match_prefersStaticSegmentsToParameters()
    {
        Router router;
        router.add(route(Method::Get, "/api/users/:id"));
        router.add(route(Method::Get, "/api/users/search"));
        router.add(route(Method::Get, "/api/users/:id/orgs"));

        QCOMPARE(matched(router, Method::Get, "/api/users/search"), std::string("/api/users/search"));
        QCOMPARE(matched(router, Method::Get, "/api/users/7"), std::string("/api/users/:id id=7"));
        QCOMPARE(matched(router, Method::Get, "/api/users/search/orgs"), std::string("/api/users/:id/orgs id=search"));
    }

    void match_goesByMethodBeforePlace()
    {
        Router router;
        router.add(route(Method::Get, "/api/users/lookup"));
        router.add(route(Method::Put, "/api/users/:id"));

        QCOMPARE(matched(router, Method::Put, "/api/users/lookup"), std::string("/api/users/:id id=lookup"));
        QCOMPARE(matched(router, Method::Delete, "/api/users/lookup"), std::string("-"));
    }

    void match_letsNamesDifferBetweenRoutesOfOnePlace()
    {
        Router router;
        router.add(route(Method::Get, "/api/dashboards/:id"));
        router.add(route(Method::Post, "/api/dashboards/:uid/restore"));

        QCOMPARE(matched(router, Method::Post, "/api/dashboards/x/restore"), std::string("/api/dashboards/:uid/restore uid=x"));
        QCOMPARE(matched(router, Method::Get, "/api/dashboards/x"), std::string("/api/dashboards/:id id=x"));
    }

    void match_takesTheRestAsLastResort()
    {
        Router router;
        router.add(route(Method::Get, "/*path"));
        router.add(route(Method::Get, "/api/*rest"));
        router.add(route(Method::Get, "/api/proxy/:id/*rest"));

        QCOMPARE(matched(router, Method::Get, "/"), std::string("/*path path="));
        QCOMPARE(matched(router, Method::Get, "/d/uid/title"), std::string("/*path path=d/uid/title"));
        QCOMPARE(matched(router, Method::Get, "/api/x"), std::string("/api/*rest rest=x"));
        QCOMPARE(matched(router, Method::Get, "/api/proxy/1/a/b"), std::string("/api/proxy/:id/*rest id=1 rest=a/b"));
    }

    void match_decodesSlashesInParametersLast()
    {
        Router router;
        router.add(route(Method::Get, "/api/orgs/name/:name"));

        QCOMPARE(matched(router, Method::Get, std::string("/api/orgs/name/a\0b", 18)),
                 std::string("/api/orgs/name/:name name=a/b"));
    }

    void match_answersHeadByGet()
    {
        Router router;
        router.add(route(Method::Get, "/api/user"));

        QCOMPARE(matched(router, Method::Head, "/api/user"), std::string("/api/user"));
        QCOMPARE(matched(router, Method::Options, "/api/user"), std::string("-"));
    }
};

QTEST_APPLESS_MAIN(tst_router)
#include "tst_router.moc"
