#include "server/http/router.h"

#include <QTest>

using namespace explorer::http;

class TestRouter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsRoutes_data();
    void findsRoutes();
    void namesAllowedMethods();
    void namesRoutesWithoutPermission();

private:
    static Router router();
};

Router TestRouter::router()
{
    Router made;
    for (const auto &[method, pattern] :
         std::vector<std::pair<const char *, const char *>>{{"GET", "/"},
                                                            {"GET", "/items"},
                                                            {"GET", "/items/{id}"},
                                                            {"DELETE", "/items/{id}"},
                                                            {"POST", "/items/_replay"},
                                                            {"GET", "/items/special"},
                                                            {"GET", "/c/{c}/d/{id}"}}) {
        Route route;
        route.method = method;
        route.pattern = pattern;
        route.permission = 1;
        route.handler = [](Request &) { return Response::empty(204); };
        made.add(route);
    }
    return made;
}

void TestRouter::findsRoutes_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QStringList>("segments");
    QTest::addColumn<QString>("pattern");
    const auto row = [](const char *name, const char *method, const char *path, const char *pattern) {
        const QString text = QString::fromLatin1(path);
        QTest::newRow(name) << QString::fromLatin1(method)
                            << (text.isEmpty() ? QStringList() : text.split(QLatin1Char('/')))
                            << QString::fromLatin1(pattern);
    };
    row("root", "GET", "", "/");
    row("plain", "GET", "items", "/items");
    row("value", "GET", "items/7", "/items/{id}");
    row("words beat values", "GET", "items/special", "/items/special");
    row("HEAD falls back to GET", "HEAD", "items/7", "/items/{id}");
    row("two values", "GET", "c/a/d/b", "/c/{c}/d/{id}");
    row("another method's words do not hide a value", "DELETE", "items/special", "/items/{id}");
    row("no empty value", "GET", "items/", "");
    row("no dots", "GET", "items/..", "");
    row("too long", "GET", "items/7/8", "");
    row("unknown", "GET", "nothing", "");
}

void TestRouter::findsRoutes()
{
    QFETCH(QString, method);
    QFETCH(QStringList, segments);
    QFETCH(QString, pattern);
    std::vector<std::string> path;
    for (const QString &segment : segments)
        path.push_back(segment.toStdString());
    const Router routes = router();
    const Router::Match match = routes.find(method.toStdString(), path);
    QCOMPARE(match.route ? QString::fromStdString(match.route->pattern) : QString(), pattern);
    if (pattern == QLatin1String("/items/{id}"))
        QCOMPARE(match.pathValues.at("id"), path.back());
}

void TestRouter::namesAllowedMethods()
{
    const Router routes = router();
    QCOMPARE(routes.find("PUT", {"items", "7"}).allowed, std::string("DELETE, GET, HEAD"));
    QCOMPARE(routes.find("PUT", {"items", "_replay"}).allowed, std::string("DELETE, GET, HEAD, POST"));
    QCOMPARE(routes.find("PUT", {"nothing"}).allowed, std::string());
}

void TestRouter::namesRoutesWithoutPermission()
{
    Router routes = router();
    QVERIFY(routes.check());
    Route open;
    open.method = "GET";
    open.pattern = "/open";
    open.handler = [](Request &) { return Response::empty(204); };
    routes.add(open);
    const auto checked = routes.check();
    QVERIFY(!checked);
    QVERIFY(checked.error().message.find("GET /open") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestRouter)
#include "tst_router.moc"
