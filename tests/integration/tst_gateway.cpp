#include "core/api/wire.h"
#include "server/handlers/openapi.h"
#include "server/handlers/resources.h"
#include "support/gatewayfixture.h"

#include <QProcess>
#include <QStandardPaths>
#include <QUrl>

#include <set>

using explorer::test::GatewayFixture;
using nlohmann::json;

namespace
{

const char *const kDocuments =
    R"({"id":"1","title":"Quick brown fox","status":200,"ts":"2024-01-15T10:00:00Z","tag":["animal","fast"]}
{"id":"2","title":"The brown quick dog","status":404,"ts":"2024-01-31T23:59:59Z","tag":["animal"]}
{"id":"3","title":"Null pointer exception","status":500,"ts":"2024-02-01T00:00:00Z","tag":["error"]}
)";

const char *const kSchema =
    R"({"name":"notes","schema":{"fields":{"title":"text","status":"long","ts":"date","tag":"keyword"}}})";

/// As text: what a failed comparison can show.
QByteArray dumped(const json &value) { return QByteArray::fromStdString(value.dump()); }

std::string encoded(const std::string &query)
{
    return QUrl::toPercentEncoding(QString::fromStdString(query)).toStdString();
}

} // namespace

/// The HTTP contract over a real socket: every resource of the first slice, with what it refuses.
class GatewayTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void signsInRefreshesAndSignsOut();
    void refusesWithoutTokenOrRole();
    void keepsCollectionsWithTheirSchema();
    void ingestsEveryFormat_data();
    void ingestsEveryFormat();
    void quarantinesBadRecordsAndKeepsTheLedger();
    void readsReplacesAndDeletesADocument();
    void searchesWithEveryPart();
    void pagesToTheLastRowOnOneSnapshot();
    void answersFromTheCacheAndSaysSo();
    void reportsQueryErrorsWithSpansAndFixes();
    void refusesUnknownMembersAndParameters();
    void tellsHealthReadinessAndMetrics();
    void servesAnOpenApiDocumentOfAllItsRoutes();
    void detectsAFormat();
    void limitsRates();
    void wantsTheLaunchSecretWhereThereIsOne();
    void startsTwiceInOneProcess();
    void keepsEverythingOverARestart();
};

void GatewayTest::signsInRefreshesAndSignsOut()
{
    GatewayFixture service;
    const auto login = service.signIn("admin");
    QCOMPARE(login.status, 200);
    QCOMPARE(dumped(login.json["token_type"]), dumped("Bearer"));
    QCOMPARE(dumped(login.json["expires_in"]), dumped(600));
    QCOMPARE(dumped(service.call("GET", "/api/v1/auth/me").json["role"]), dumped("admin"));
    const std::string body = json{{"refresh_token", login.json["refresh_token"]}}.dump();
    const auto refreshed = service.call("POST", "/api/v1/auth/refresh", body);
    QCOMPARE(refreshed.status, 200);
    QVERIFY(refreshed.json["refresh_token"] != login.json["refresh_token"]);
    const std::string last = json{{"refresh_token", refreshed.json["refresh_token"]}}.dump();
    QCOMPARE(service.call("POST", "/api/v1/auth/logout", last).status, 204);
    QCOMPARE(service.call("POST", "/api/v1/auth/refresh", last).status, 401);
    service.token.clear();
    const auto wrong =
        service.call("POST", "/api/v1/auth/login", R"({"username":"admin","password":"wrong wrong wrong"})");
    const auto unknown =
        service.call("POST", "/api/v1/auth/login", R"({"username":"nobody","password":"wrong wrong wrong"})");
    QCOMPARE(wrong.status, 401);
    QCOMPARE(unknown.status, 401);
    QCOMPARE(dumped(wrong.json["detail"]), dumped(unknown.json["detail"]));
}

void GatewayTest::refusesWithoutTokenOrRole()
{
    GatewayFixture service;
    QCOMPARE(service.call("GET", "/api/v1/collections").status, 401);
    service.token = "not.a.token";
    QCOMPARE(service.call("GET", "/api/v1/collections").status, 401);
    service.signIn("viewer");
    QCOMPARE(service.call("GET", "/api/v1/collections").status, 200);
    const auto refused = service.call("POST", "/api/v1/collections", kSchema);
    QCOMPARE(refused.status, 403);
    QCOMPARE(refused.raw.header("content-type"), "application/problem+json");
    QVERIFY(!refused.json["request_id"].get<std::string>().empty());
    service.signIn("analyst");
    QCOMPARE(service.call("POST", "/api/v1/collections", kSchema).status, 201);
}

void GatewayTest::keepsCollectionsWithTheirSchema()
{
    GatewayFixture service;
    service.signIn("admin");
    const auto created = service.call("POST", "/api/v1/collections", kSchema);
    QCOMPARE(created.status, 201);
    QCOMPARE(dumped(created.json["schema"]["fields"]["ts"]), dumped("date"));
    QCOMPARE(service.call("POST", "/api/v1/collections", kSchema).status, 409);
    QCOMPARE(service.call("POST", "/api/v1/collections", R"({"name":"Bad Name"})").status, 422);
    QCOMPARE(
        dumped(service.call("POST", "/api/v1/collections", R"({"name":"b","schema":{"fields":{"x":"blob"}}})")
                   .json["errors"][0]["pointer"]),
        dumped("/schema/fields/x"));
    const auto schema = service.call("GET", "/api/v1/collections/notes/schema");
    QCOMPARE(schema.status, 200);
    const std::string etag = schema.raw.header("etag");
    json changed = schema.json;
    changed["fields"]["note"] = "text";
    const std::string target = "/api/v1/collections/notes/schema";
    QCOMPARE(service.call("PUT", target, changed.dump(), "application/json", "If-Match: \"v99\"\r\n").status,
             412);
    const auto put =
        service.call("PUT", target, changed.dump(), "application/json", "If-Match: " + etag + "\r\n");
    QCOMPARE(put.status, 200);
    QCOMPARE(dumped(put.json["schema"]["fields"]["note"]), dumped("text"));
    QCOMPARE(service.call("GET", "/api/v1/collections?size=1").json["collections"].size(), std::size_t{1});
    QCOMPARE(service.call("DELETE", "/api/v1/collections/notes").status, 204);
    QCOMPARE(service.call("GET", "/api/v1/collections/notes").status, 404);
}

void GatewayTest::ingestsEveryFormat_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("body");
    QTest::addColumn<int>("count");
    QTest::newRow("json") << "application/json"
                          << R"({"id":"1","title":"one","n":1})" << 1;
    QTest::newRow("ndjson") << "application/x-ndjson"
                            << "{\"id\":\"1\",\"title\":\"one\"}\n{\"id\":\"2\",\"title\":\"two\"}\n"
                            << 2;
    QTest::newRow("csv") << "text/csv"
                         << "id,title,n\n1,\"one, two\",3\n2,\"a \"\"b\"\"\",4\n"
                         << 2;
}

void GatewayTest::ingestsEveryFormat()
{
    QFETCH(QString, type);
    QFETCH(QString, body);
    QFETCH(int, count);
    GatewayFixture service;
    service.signIn("analyst");
    QCOMPARE(service.call("POST", "/api/v1/collections", R"({"name":"inferred"})").status, 201);
    const auto answer = service.call("POST", "/api/v1/collections/inferred/documents?refresh=wait",
                                     body.toStdString(), type.toStdString());
    QCOMPARE(answer.status, 200);
    QCOMPARE(dumped(answer.json["ledger"]["indexed"]), dumped(count));
    QCOMPARE(dumped(service.call("GET", "/api/v1/search?collection=inferred&q=one").json["total"]["value"]),
             dumped(1));
    QVERIFY(service.call("GET", "/api/v1/collections/inferred").json["schema"]["fields"].contains("title"));
    QCOMPARE(service.call("POST", "/api/v1/collections/inferred/documents", "x", "application/octet-stream")
                 .status,
             415);
    QCOMPARE(service.call("POST", "/api/v1/collections/none/documents", "{}", "application/json").status,
             404);
}

void GatewayTest::quarantinesBadRecordsAndKeepsTheLedger()
{
    GatewayFixture service;
    service.signIn("analyst");
    QCOMPARE(service.call("POST", "/api/v1/collections", kSchema).status, 201);
    const std::string bad = "{\"id\":\"4\",\"status\":\"no number\"}\n{broken\n";
    const auto answer = service.ingest(
        "notes", kDocuments + bad +
                     "{\"id\":\"1\",\"title\":\"Quick brown "
                     "fox\",\"status\":200,\"ts\":\"2024-01-15T10:00:00Z\",\"tag\":[\"animal\",\"fast\"]}\n");
    QCOMPARE(answer.status, 200);
    const json &ledger = answer.json["ledger"];
    QCOMPARE(dumped(ledger["received"]), dumped(6));
    QCOMPARE(dumped(ledger["indexed"]), dumped(3));
    QCOMPARE(dumped(ledger["quarantined"]), dumped(2));
    QCOMPARE(dumped(ledger["duplicate"]), dumped(1));
    QCOMPARE(dumped(ledger["rejected"]), dumped(0));
    QCOMPARE(dumped(answer.json["items"][3]["status"]), dumped("quarantined"));
    QCOMPARE(dumped(answer.json["items"][3]["error"]["pointer"]), dumped("/status"));
    const auto kept = service.call("GET", "/api/v1/quarantine?collection=notes");
    QCOMPARE(dumped(kept.json["total"]), dumped(2));
    std::set<std::string> raw;
    for (const json &record : kept.json["records"])
        raw.insert(record["raw"].get<std::string>());
    QVERIFY(raw.count("{broken") == 1);
    const auto dry = service.ingest("notes", kDocuments, "?dry_run=true");
    QCOMPARE(dumped(dry.json["dry_run"]), dumped(true));
    const auto atomic =
        service.ingest("notes", std::string("{\"id\":\"9\",\"title\":\"new\"}\n{broken\n"), "?mode=atomic");
    QCOMPARE(dumped(atomic.json["ledger"]["indexed"]), dumped(0));
    QCOMPARE(service.call("GET", "/api/v1/collections/notes/documents/9").status, 404);
}

void GatewayTest::readsReplacesAndDeletesADocument()
{
    GatewayFixture service;
    service.signIn("analyst");
    service.call("POST", "/api/v1/collections", kSchema);
    const std::string target = "/api/v1/collections/notes/documents/a%2Fb";
    const std::string body = R"({"title":"Wei\u00df   kept","status":9007199254740993})";
    const auto created = service.call("PUT", target + "?refresh=wait", body);
    QCOMPARE(created.status, 201);
    const auto read = service.call("GET", target);
    QCOMPARE(read.status, 200);
    QVERIFY(read.raw.body.find("9007199254740993") != std::string::npos);
    QVERIFY(read.raw.body.find(R"(Wei\u00df   kept)") != std::string::npos);
    const std::string etag = read.raw.header("etag");
    QCOMPARE(service.call("GET", target, {}, {}, "If-None-Match: " + etag + "\r\n").status, 304);
    QCOMPARE(service.call("PUT", target, body, "application/json", "If-None-Match: *\r\n").status, 412);
    QCOMPARE(service
                 .call("PUT", target, R"({"title":"new","status":1})", "application/json",
                       "If-Match: " + etag + "\r\n")
                 .status,
             200);
    QCOMPARE(service.call("PUT", target, body, "application/json", "If-Match: " + etag + "\r\n").status, 412);
    QCOMPARE(service.call("PUT", target, R"({"status":"x"})").status, 422);
    QCOMPARE(service.call("DELETE", target + "?refresh=wait").status, 204);
    QCOMPARE(service.call("GET", target).status, 404);
    QCOMPARE(dumped(service.call("GET", "/api/v1/search?collection=notes").json["total"]["value"]),
             dumped(0));
}

void GatewayTest::searchesWithEveryPart()
{
    GatewayFixture service;
    service.signIn("viewer");
    const std::string viewer = service.token;
    service.signIn("analyst");
    service.call("POST", "/api/v1/collections", kSchema);
    QCOMPARE(service.ingest("notes", kDocuments).status, 200);
    service.token = viewer;
    const auto answer =
        service.call("GET", "/api/v1/search?collection=notes&q=" + encoded("quick and status:[100 TO 450]") +
                                "&sort=ts:desc&facets=tag,status&histogram=ts:1d&highlight=true&size=5");
    QCOMPARE(answer.status, 200);
    const json &found = answer.json;
    QCOMPARE(dumped(found["total"]["value"]), dumped(2));
    QCOMPARE(dumped(found["hits"][0]["id"]), dumped("2"));
    QCOMPARE(dumped(found["hits"][1]["highlights"]["title"][0]["offset"]), dumped(0));
    QCOMPARE(dumped(found["hits"][1]["highlights"]["title"][0]["length"]), dumped(5));
    QCOMPARE(dumped(found["facets"]["tag"]["values"][0]["value"]), dumped("animal"));
    QCOMPARE(dumped(found["facets"]["tag"]["values"][0]["count"]), dumped(2));
    QCOMPARE(found["histogram"]["buckets"].size(), std::size_t{17});
    QCOMPARE(dumped(found["histogram"]["buckets"][0]["count"]), dumped(1));
    const json request{{"collection", "notes"},
                       {"query", "*"},
                       {"filters", {"not tag:error"}},
                       {"time", {{"field", "ts"}, {"from", "2024-01-31"}, {"to", "2024-03"}}},
                       {"fields", {"title"}}};
    const auto posted = service.call("POST", "/api/v1/search", request.dump());
    QCOMPARE(posted.status, 200);
    QCOMPARE(dumped(posted.json["total"]["value"]), dumped(1));
    QCOMPARE(posted.json["hits"][0]["source"].contains("status"), false);
    QCOMPARE(
        dumped(service.call("GET", "/api/v1/search?collection=notes&from=2024-02&q=").json["total"]["value"]),
        dumped(1));
}

void GatewayTest::pagesToTheLastRowOnOneSnapshot()
{
    GatewayFixture service;
    service.signIn("analyst");
    service.call("POST", "/api/v1/collections", kSchema);
    std::string documents;
    for (int i = 0; i < 500; ++i)
        documents += json{{"id", std::to_string(i)}, {"title", "row"}, {"status", i % 7}}.dump() + "\n";
    QCOMPARE(dumped(service.ingest("notes", documents).json["ledger"]["indexed"]), dumped(500));
    std::set<std::string> seen;
    std::string cursor;
    int pages = 0;
    do {
        const auto page = service.call("GET", "/api/v1/search?collection=notes&q=row&size=200&sort=status" +
                                                  (cursor.empty() ? "" : "&cursor=" + encoded(cursor)));
        QCOMPARE(page.status, 200);
        QCOMPARE(dumped(page.json["total"]["value"]), dumped(500));
        for (const json &hit : page.json["hits"])
            QVERIFY(seen.insert(hit["id"].get<std::string>()).second);
        cursor = page.json.value("next_cursor", "");
        // What is written meanwhile belongs to no page of this snapshot.
        QCOMPARE(service.ingest("notes", json{{"id", "new" + std::to_string(pages)}, {"title", "row"}}.dump())
                     .status,
                 200);
        ++pages;
    } while (!cursor.empty() && pages < 10);
    QCOMPARE(seen.size(), std::size_t{500});
    QCOMPARE(service.call("GET", "/api/v1/search?collection=notes&q=row&cursor=forged").status, 422);
}

void GatewayTest::answersFromTheCacheAndSaysSo()
{
    GatewayFixture service;
    service.signIn("analyst");
    service.call("POST", "/api/v1/collections", kSchema);
    service.ingest("notes", kDocuments);
    const std::string target = "/api/v1/search?collection=notes&q=" + encoded("quick or fox");
    QCOMPARE(dumped(service.call("GET", target).json["cache"]["status"]), dumped("miss"));
    // The index may tell of the documents after the writer was told: that clears the answers once more.
    auto hit = service.call("GET", "/api/v1/search?collection=notes&q=" + encoded("(fox) OR quick"));
    if (hit.json["cache"]["status"] != "hit")
        hit = service.call("GET", target);
    QCOMPARE(dumped(hit.json["cache"]["status"]), dumped("hit"));
    QVERIFY(hit.json["cache"]["age_ms"].get<int>() >= 0);
    QCOMPARE(
        dumped(service.call("GET", target, {}, {}, "Cache-Control: no-cache\r\n").json["cache"]["status"]),
        dumped("bypass"));
    service.ingest("notes", R"({"id":"7","title":"another fox"})");
    const auto after = service.call("GET", target);
    QCOMPARE(dumped(after.json["cache"]["status"]), dumped("miss"));
    QCOMPARE(dumped(after.json["total"]["value"]), dumped(3));
}

void GatewayTest::reportsQueryErrorsWithSpansAndFixes()
{
    GatewayFixture service;
    service.signIn("analyst");
    service.call("POST", "/api/v1/collections", kSchema);
    const auto syntax = service.call("GET", "/api/v1/search?collection=notes&q=" + encoded("a and"));
    QCOMPARE(syntax.status, 400);
    QCOMPARE(dumped(syntax.json["errors"][0]["code"]), dumped("expected_operand"));
    QCOMPARE(dumped(syntax.json["errors"][0]["offset"]), dumped(5));
    const auto meaning = service.call("GET", "/api/v1/search?collection=notes&q=" + encoded("status:4*"));
    QCOMPARE(meaning.status, 422);
    QCOMPARE(dumped(meaning.json["errors"][0]["code"]), dumped("wildcard_on_numeric"));
    const auto warned = service.call("GET", "/api/v1/search?collection=notes&q=" + encoded("statsu:200"));
    QCOMPARE(warned.status, 200);
    QCOMPARE(dumped(warned.json["warnings"][0]["fix"]), dumped("status"));
    const auto deep = service.call("POST", "/api/v1/search",
                                   json{{"collection", "notes"}, {"query", std::string(20000, '(')}}.dump());
    QVERIFY(deep.status == 400 || deep.status == 422);
    QVERIFY(deep.raw.body.size() < 4096);
    const auto valid =
        service.call("POST", "/api/v1/search/validate", R"({"collection":"notes","query":"status:"})");
    QCOMPARE(dumped(valid.json["valid"]), dumped(false));
    QCOMPARE(service.call("GET", "/api/v1/search?collection=none&q=a").status, 404);
    QCOMPARE(service.call("GET", "/api/v1/search?q=a").status, 422);
    QCOMPARE(service.call("GET", "/api/v1/search?collection=notes&size=201").status, 422);
}

void GatewayTest::refusesUnknownMembersAndParameters()
{
    GatewayFixture service;
    service.signIn("analyst");
    service.call("POST", "/api/v1/collections", kSchema);
    QCOMPARE(dumped(service.call("POST", "/api/v1/search", R"({"collection":"notes","qeury":"x"})")
                        .json["errors"][0]["pointer"]),
             dumped("/qeury"));
    QCOMPARE(service.call("GET", "/api/v1/search?collection=notes&sise=3").status, 422);
    QCOMPARE(service.call("POST", "/api/v1/collections", "{").status, 400);
    QCOMPARE(service.call("POST", "/api/v1/collections", "[]").status, 422);
    QCOMPARE(service.call("POST", "/api/v1/collections", "{}", "text/plain").status, 415);
    QCOMPARE(service.call("PATCH", "/api/v1/collections", "{}").status, 405);
    QCOMPARE(service.call("GET", "/api/v1/nothing").status, 404);
    QCOMPARE(service.call("GET", "/api/v1/collections", {}, {}, "Origin: http://evil.example\r\n").status,
             403);
}

void GatewayTest::tellsHealthReadinessAndMetrics()
{
    GatewayFixture service;
    QCOMPARE(dumped(service.call("GET", "/livez").json["live"]), dumped(true));
    QTRY_COMPARE(service.call("GET", "/readyz").status, 200);
    QCOMPARE(service.call("GET", "/api/v1/health").status, 401);
    service.signIn("viewer");
    const auto health = service.call("GET", "/api/v1/health?fresh=true");
    QCOMPARE(health.status, 200);
    std::set<std::string> names;
    for (const json &component : health.json["components"])
        names.insert(component["name"].get<std::string>());
    for (const char *name : {"gateway", "database", "cache", "search index", "disk"})
        QVERIFY2(names.count(name) == 1, name);
    const auto metrics = service.call("GET", "/metrics");
    QCOMPARE(metrics.status, 200);
    QVERIFY(metrics.raw.body.find("explorerio_http_requests_total") != std::string::npos);
    const QString promtool = QStandardPaths::findExecutable(QStringLiteral("promtool"));
    if (promtool.isEmpty())
        QSKIP("promtool is not installed (Debian package prometheus)");
    QProcess process;
    process.start(promtool, {QStringLiteral("check"), QStringLiteral("metrics")});
    process.write(QByteArray::fromStdString(metrics.raw.body));
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError() + process.readAllStandardOutput());
}

void GatewayTest::servesAnOpenApiDocumentOfAllItsRoutes()
{
    GatewayFixture service;
    const auto served = service.call("GET", "/api/v1/openapi.json");
    QCOMPARE(served.status, 200);
    QCOMPARE(dumped(served.json["openapi"]), dumped("3.1.0"));
    explorer::http::Router router;
    explorer::gateway::addAllRoutes(router, *service.engine, [] { return explorer::http::ServerStatus{}; });
    std::set<std::string> routed;
    for (const explorer::http::Route &route : router.routes()) {
        std::string method = route.method;
        std::transform(method.begin(), method.end(), method.begin(),
                       [](char c) { return static_cast<char>(c + 32); });
        routed.insert(method + " " + route.pattern);
    }
    std::set<std::string> described;
    for (const auto &[path, operations] : served.json["paths"].items()) {
        for (const auto &[method, operation] : operations.items())
            described.insert(method + " " + path);
    }
    QCOMPARE(QByteArray::fromStdString(json(described).dump(1)),
             QByteArray::fromStdString(json(routed).dump(1)));
}

void GatewayTest::detectsAFormat()
{
    GatewayFixture service;
    service.signIn("analyst");
    const auto answer = service.call("POST", "/api/v1/ingest/detect?whole=true", "a;b\n1;x\n2;y\n",
                                     "application/octet-stream");
    QCOMPARE(answer.status, 200);
    QCOMPARE(dumped(answer.json["format"]), dumped("csv"));
    QCOMPARE(dumped(answer.json["delimiter"]), dumped(";"));
    QCOMPARE(dumped(answer.json["parsed_ratio"]), dumped(1.0));
    QCOMPARE(dumped(answer.json["schema"]["fields"]["a"]), dumped("long"));
}

void GatewayTest::limitsRates()
{
    explorer::gateway::GatewaySettings settings;
    settings.rates.userPerSecond = 1;
    settings.rates.userBurst = 3;
    GatewayFixture service(settings);
    service.signIn("viewer");
    int limited = 0;
    for (int i = 0; i < 5; ++i) {
        const auto answer = service.call("GET", "/api/v1/auth/me");
        if (answer.status != 429)
            continue;
        ++limited;
        QVERIFY(!answer.raw.header("retry-after").empty());
    }
    QVERIFY(limited >= 1);
}

void GatewayTest::wantsTheLaunchSecretWhereThereIsOne()
{
    explorer::gateway::GatewaySettings settings;
    settings.launchSecret = "secret of this launch";
    GatewayFixture service(settings);
    QCOMPARE(service.call("GET", "/livez").status, 403);
    QCOMPARE(service.call("GET", "/livez", {}, {}, "X-ExplorerIO-Launch: secret of that launch\r\n").status,
             403);
    QCOMPARE(service.call("GET", "/livez", {}, {}, "X-ExplorerIO-Launch: secret of this launch\r\n").status,
             200);
}

void GatewayTest::startsTwiceInOneProcess()
{
    GatewayFixture first;
    GatewayFixture second;
    QVERIFY(first.gateway->port() != second.gateway->port());
    first.signIn("admin");
    second.token = first.token;
    // Another service's key signs other tokens.
    QCOMPARE(second.call("GET", "/api/v1/auth/me").status, 401);
    QCOMPARE(first.call("GET", "/api/v1/auth/me").status, 200);
    first.stop();
    QCOMPARE(second.call("GET", "/livez").status, 200);
    first.start();
    QCOMPARE(first.call("GET", "/api/v1/auth/me").status, 200);
}

void GatewayTest::keepsEverythingOverARestart()
{
    GatewayFixture service;
    service.signIn("analyst");
    service.call("POST", "/api/v1/collections", kSchema);
    QCOMPARE(dumped(service.ingest("notes", kDocuments, "").json["ledger"]["indexed"]), dumped(3));
    service.stop();
    service.start();
    QCOMPARE(service.call("GET", "/api/v1/collections/notes/documents/2").status, 200);
    QTRY_COMPARE(
        dumped(service.call("GET", "/api/v1/search?collection=notes&q=quick").json["total"]["value"]),
        dumped(2));
}

QTEST_GUILESS_MAIN(GatewayTest)
#include "tst_gateway.moc"
