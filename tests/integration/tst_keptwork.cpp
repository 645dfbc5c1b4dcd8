#include "support/gatewayfixture.h"

#include <set>

using explorer::test::GatewayFixture;
using nlohmann::json;

namespace
{

json searchFor(const std::string &query) { return {{"collection", {"notes"}}, {"query", query}}; }

std::string named(const std::string &name, const std::string &query)
{
    return json{{"name", name}, {"tags", {"a"}}, {"search", searchFor(query)}}.dump();
}

std::string ran(const std::string &query) { return json{{"search", searchFor(query)}, {"total", 3}}.dump(); }

QByteArray text(const json &value) { return QByteArray::fromStdString(value.dump()); }

} // namespace

/// Saved searches, history and preferences over a real socket: each user's own, with ETags, limits and
/// portable files.
class KeptWorkTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsSavedSearchesWithTheirVersion();
    void hidesThemFromOthers();
    void pagesSavedSearches();
    void importsAndExportsSavedSearches();
    void importsAllOrNothing();
    void movesTheSameSearchUpInTheHistory();
    void keepsAThousandLinesOfHistory();
    void forgetsHistory();
    void importsAndExportsHistory();
    void keepsPreferences();
    void outlivesARestart();
};

void KeptWorkTest::keepsSavedSearchesWithTheirVersion()
{
    GatewayFixture service;
    QCOMPARE(service.call("GET", "/api/v1/saved-searches").status, 401);
    service.signIn("viewer");
    const auto made = service.call("POST", "/api/v1/saved-searches", named("One", "fox"));
    QCOMPARE(made.status, 201);
    const std::string path = made.raw.header("location");
    QCOMPARE(made.json["etag"].get<std::string>(), made.raw.header("etag"));
    QCOMPARE(text(made.json["search"]["query"]), text("fox"));
    const std::string match = "If-Match: " + made.raw.header("etag") + "\r\n";

    const auto changed = service.call("PUT", path, named("Two", "dog"), "application/json", match);
    QCOMPARE(changed.status, 200);
    QCOMPARE(text(changed.json["name"]), text("Two"));
    QVERIFY(changed.raw.header("etag") != made.raw.header("etag"));
    const auto late = service.call("PUT", path, named("Three", "cat"), "application/json", match);
    QCOMPARE(late.status, 412);
    QCOMPARE(service.call("DELETE", path, {}, {}, match).status, 412);
    QCOMPARE(text(service.call("GET", path).json["name"]), text("Two"));
    const std::string current = changed.raw.header("etag");
    QCOMPARE(service.call("GET", path, {}, {}, "If-None-Match: " + current + "\r\n").status, 304);
    QCOMPARE(service.call("DELETE", path, {}, {}, "If-Match: " + current + "\r\n").status, 204);
    QCOMPARE(service.call("GET", path).status, 404);
    QCOMPARE(service.call("DELETE", path).status, 404);
}

void KeptWorkTest::hidesThemFromOthers()
{
    GatewayFixture service;
    service.signIn("analyst");
    const std::string path =
        service.call("POST", "/api/v1/saved-searches", named("Mine", "fox")).raw.header("location");
    service.call("POST", "/api/v1/history", ran("fox"));
    service.signIn("admin");
    QCOMPARE(service.call("GET", path).status, 404);
    QCOMPARE(service.call("PUT", path, named("Stolen", "fox")).status, 404);
    QCOMPARE(service.call("DELETE", path).status, 404);
    QVERIFY(service.call("GET", "/api/v1/saved-searches").json["items"].empty());
    QVERIFY(service.call("GET", "/api/v1/history").json["items"].empty());
}

void KeptWorkTest::pagesSavedSearches()
{
    GatewayFixture service;
    service.signIn("viewer");
    for (int i = 0; i < 5; ++i)
        QCOMPARE(service.call("POST", "/api/v1/saved-searches", named(std::to_string(i), "q")).status, 201);
    std::set<std::string> names;
    std::string cursor;
    int pages = 0;
    do {
        const auto page = service.call("GET", "/api/v1/saved-searches?size=2" +
                                                  (cursor.empty() ? "" : "&cursor=" + cursor));
        QCOMPARE(page.status, 200);
        for (const json &item : page.json["items"])
            QVERIFY(names.insert(item["name"].get<std::string>()).second);
        cursor = page.json.value("next_cursor", "");
        ++pages;
    } while (!cursor.empty());
    QCOMPARE(names.size(), std::size_t{5});
    QCOMPARE(pages, 3);
    QCOMPARE(service.call("GET", "/api/v1/saved-searches?size=0").status, 422);
    QCOMPARE(service.call("GET", "/api/v1/saved-searches?from=1").status, 422);
}

void KeptWorkTest::importsAndExportsSavedSearches()
{
    GatewayFixture service;
    service.signIn("analyst");
    for (const char *name : {"One", "Two", "Three"})
        service.call("POST", "/api/v1/saved-searches", named(name, name));
    const auto file = service.call("GET", "/api/v1/saved-searches?format=export");
    QCOMPARE(text(file.json["format"]), text("explorerio-saved-searches"));
    QCOMPARE(text(file.json["version"]), text(1));
    QVERIFY(file.raw.header("content-disposition").find("attachment") == 0);
    service.signIn("viewer");
    const auto taken = service.call("POST", "/api/v1/saved-searches/_import", file.raw.body);
    QCOMPARE(text(taken.json), text({{"received", 3}, {"imported", 3}, {"unchanged", 0}}));
    const auto again = service.call("POST", "/api/v1/saved-searches/_import", file.raw.body);
    QCOMPARE(text(again.json), text({{"received", 3}, {"imported", 0}, {"unchanged", 3}}));
    json names = json::array();
    const auto list = service.call("GET", "/api/v1/saved-searches");
    for (const json &item : list.json["items"])
        names.push_back(item["name"]);
    QCOMPARE(text(names), text({"Three", "Two", "One"}));
}

void KeptWorkTest::importsAllOrNothing()
{
    GatewayFixture service;
    service.signIn("viewer");
    json file{{"saved_searches", json::array()}};
    for (int i = 0; i < 1001; ++i)
        file["saved_searches"].push_back(json::parse(named(std::to_string(i), "q")));
    const auto many = service.call("POST", "/api/v1/saved-searches/_import", file.dump());
    QCOMPARE(many.status, 422);
    QVERIFY(service.call("GET", "/api/v1/saved-searches").json["items"].empty());
    file["saved_searches"].erase(0);
    QCOMPARE(service.call("POST", "/api/v1/saved-searches/_import", file.dump()).status, 200);
    const auto full = service.call("POST", "/api/v1/saved-searches", named("one more", "q"));
    QCOMPARE(full.status, 422);
    QVERIFY(full.json["detail"].get<std::string>().find("1000") != std::string::npos);
}

void KeptWorkTest::movesTheSameSearchUpInTheHistory()
{
    GatewayFixture service;
    service.signIn("viewer");
    for (const char *query : {"fox", "dog", "fox"})
        QCOMPARE(service.call("POST", "/api/v1/history", ran(query)).status, 201);
    const auto list = service.call("GET", "/api/v1/history");
    QCOMPARE(list.json["items"].size(), std::size_t{2});
    QCOMPARE(text(list.json["items"][0]["search"]["query"]), text("fox"));
    QCOMPARE(text(list.json["items"][0]["total"]), text(3));
    const auto bad = service.call("POST", "/api/v1/history", R"({"search":{"collection":"c"},"total":-1})");
    QCOMPARE(bad.status, 422);
    QCOMPARE(text(bad.json["errors"][0]["pointer"]), text("/total"));
}

void KeptWorkTest::keepsAThousandLinesOfHistory()
{
    GatewayFixture service;
    service.signIn("viewer");
    json file{{"history", json::array()}};
    for (int i = 0; i < 1005; ++i) {
        json entry = json::parse(ran("q" + std::to_string(i)));
        entry["at"] = "2024-01-01T00:" + std::string(i / 60 < 10 ? "0" : "") + std::to_string(i / 60) + ":" +
                      (i % 60 < 10 ? "0" : "") + std::to_string(i % 60) + "Z";
        file["history"].push_back(entry);
    }
    QCOMPARE(service.call("POST", "/api/v1/history/_import", file.dump()).status, 200);
    const auto all = service.call("GET", "/api/v1/history?format=export");
    QCOMPARE(all.json["history"].size(), std::size_t{1000});
    QCOMPARE(text(all.json["history"][0]["search"]["query"]), text("q1004"));
    QCOMPARE(text(all.json["history"][999]["search"]["query"]), text("q5"));
}

void KeptWorkTest::forgetsHistory()
{
    GatewayFixture service;
    service.signIn("viewer");
    const auto line = service.call("POST", "/api/v1/history", ran("fox"));
    service.call("POST", "/api/v1/history", ran("dog"));
    const std::string path = "/api/v1/history/" + line.json["id"].get<std::string>();
    QCOMPARE(service.call("DELETE", path).status, 204);
    QCOMPARE(service.call("DELETE", path).status, 404);
    QCOMPARE(service.call("GET", "/api/v1/history").json["items"].size(), std::size_t{1});
    QCOMPARE(service.call("DELETE", "/api/v1/history").status, 204);
    QVERIFY(service.call("GET", "/api/v1/history").json["items"].empty());
}

void KeptWorkTest::importsAndExportsHistory()
{
    GatewayFixture service;
    service.signIn("analyst");
    service.call("POST", "/api/v1/history", ran("fox"));
    service.call("POST", "/api/v1/history", ran("dog"));
    const auto file = service.call("GET", "/api/v1/history?format=export");
    service.signIn("viewer");
    service.call("POST", "/api/v1/history", ran("fox"));
    const auto taken = service.call("POST", "/api/v1/history/_import", file.raw.body);
    // The viewer's own fox is newer and stays.
    QCOMPARE(text(taken.json), text({{"received", 2}, {"imported", 1}, {"unchanged", 1}}));
    QCOMPARE(service.call("POST", "/api/v1/history/_import", R"({"format":"other","history":[]})").status,
             422);
}

void KeptWorkTest::keepsPreferences()
{
    GatewayFixture service;
    service.signIn("viewer");
    const auto none = service.call("GET", "/api/v1/preferences");
    QCOMPARE(none.status, 200);
    QCOMPARE(text(none.json), text(json::object()));
    const std::string match = "If-Match: " + none.raw.header("etag") + "\r\n";
    const auto set =
        service.call("PUT", "/api/v1/preferences", R"({"theme":"dark"})", "application/json", match);
    QCOMPARE(set.status, 200);
    QCOMPARE(service.call("PUT", "/api/v1/preferences", "{}", "application/json", match).status, 412);
    const auto read = service.call("GET", "/api/v1/preferences");
    QCOMPARE(text(read.json), text({{"theme", "dark"}}));
    QCOMPARE(read.raw.header("etag"), set.raw.header("etag"));
    QCOMPARE(service.call("PUT", "/api/v1/preferences", "[1]").status, 422);
    const std::string large = R"({"a":")" + std::string(64 * 1024, 'x') + "\"}";
    QCOMPARE(service.call("PUT", "/api/v1/preferences", large).status, 413);
    service.signIn("analyst");
    QCOMPARE(text(service.call("GET", "/api/v1/preferences").json), text(json::object()));
}

void KeptWorkTest::outlivesARestart()
{
    GatewayFixture service;
    service.signIn("viewer");
    service.call("POST", "/api/v1/saved-searches", named("One", "fox"));
    service.call("POST", "/api/v1/history", ran("fox"));
    service.call("PUT", "/api/v1/preferences", R"({"a":1})");
    service.stop();
    service.start();
    service.signIn("viewer");
    QCOMPARE(service.call("GET", "/api/v1/saved-searches").json["items"].size(), std::size_t{1});
    QCOMPARE(service.call("GET", "/api/v1/history").json["items"].size(), std::size_t{1});
    QCOMPARE(text(service.call("GET", "/api/v1/preferences").json), text({{"a", 1}}));
}

QTEST_GUILESS_MAIN(KeptWorkTest)
#include "tst_keptwork.moc"
