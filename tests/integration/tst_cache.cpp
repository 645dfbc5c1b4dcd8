#include "support/gatewayfixture.h"

#include <latch>
#include <thread>

using explorer::test::GatewayFixture;
using nlohmann::json;

namespace
{

QByteArray dumped(const json &value) { return QByteArray::fromStdString(value.dump()); }

/// A counter of /metrics without labels.
double counter(GatewayFixture &service, const std::string &name)
{
    const std::string text = service.call("GET", "/metrics").raw.body;
    const std::size_t at = text.find("\n" + name + " ");
    return at == std::string::npos ? -1 : std::stod(text.substr(at + name.size() + 2));
}

void fill(GatewayFixture &service, const std::string &collection, bool isCritical)
{
    const json body{{"name", collection},
                    {"critical", isCritical},
                    {"schema", {{"fields", {{"title", "text"}, {"tag", "keyword"}}}}}};
    QCOMPARE(service.call("POST", "/api/v1/collections", body.dump()).status, 201);
    std::string lines;
    for (int i = 0; i < 2000; ++i)
        lines += json{{"id", std::to_string(i)}, {"title", "word" + std::to_string(i)}, {"tag", "t"}}.dump() +
                 "\n";
    QCOMPARE(service.ingest(collection, lines).status, 200);
}

json search(GatewayFixture &service, const std::string &collection, const std::string &query = "tag:t")
{
    return service.call("POST", "/api/v1/search", json{{"collection", collection}, {"query", query}}.dump())
        .json;
}

std::string statusOf(const json &answer) { return answer["cache"].value("status", ""); }

} // namespace

class CacheTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoHundredClientsOfOneColdKeyCostOneIndexQuery();
    void ordinaryCollectionsAreLazyCriticalOnesAreNot();
    void clearingIsPreviewedCountedAndAudited();
    void theQueryLogOutlivesARestartAndWarms();
    void onlyAdminsManageTheCache();
};

void CacheTest::twoHundredClientsOfOneColdKeyCostOneIndexQuery()
{
    explorer::gateway::GatewaySettings settings = GatewayFixture::relaxed();
    settings.http.connectionsPerAddress = 300;
    GatewayFixture service(settings);
    service.signIn("analyst");
    fill(service, "notes", false);
    const double before = counter(service, "explorerio_index_queries_total");
    QVERIFY(before >= 0);
    const std::string body = json{
        {"collection", "notes"},
        {"query", "title:/word[0-9]*7/ OR title:*9*"},
        {"facets", {"tag"}}}.dump();
    constexpr int kClients = 200;
    std::atomic<int> good{0};
    std::atomic<int> busy{0};
    std::latch start(kClients);
    std::vector<std::thread> clients;
    for (int i = 0; i < kClients; ++i) {
        clients.emplace_back([&] {
            explorer::test::RawHttpClient client(service.gateway->port(), std::chrono::seconds(30));
            start.arrive_and_wait();
            const auto answer = client.request("POST", "/api/v1/search", body,
                                               "Content-Type: application/json\r\nAuthorization: Bearer " +
                                                   service.token + "\r\n");
            good += answer && answer->status == 200 ? 1 : 0;
            busy += answer && answer->status == 503 ? 1 : 0;
        });
    }
    for (std::thread &client : clients)
        client.join();
    // Past a hundred waiters a client is asked to come back.
    QCOMPARE(good + busy, kClients);
    QVERIFY(good > 0);
    QCOMPARE(counter(service, "explorerio_index_queries_total"), before + 1);
}

void CacheTest::ordinaryCollectionsAreLazyCriticalOnesAreNot()
{
    GatewayFixture service;
    service.signIn("analyst");
    fill(service, "plain", false);
    fill(service, "urgent", true);
    for (const std::string collection : {"plain", "urgent"}) {
        QCOMPARE(search(service, collection)["total"]["value"].get<int>(), 2000);
        QCOMPARE(statusOf(search(service, collection)), std::string("hit"));
        QCOMPARE(service
                     .call("PUT", "/api/v1/collections/" + collection + "/documents/new",
                           R"({"title":"one more","tag":"t"})")
                     .status,
                 201);
    }
    QTRY_COMPARE(search(service, "urgent")["total"]["value"].get<int>(), 2001);
    const json old = search(service, "plain");
    QCOMPARE(statusOf(old), std::string("hit"));
    QCOMPARE(old["total"]["value"].get<int>(), 2000);
    QVERIFY(old["cache"]["age_ms"].is_number());
    // Once the index shows the document, the next request has the answer renewed.
    QTRY_COMPARE(search(service, "plain")["total"]["value"].get<int>(), 2001);
    const auto put = service.call("PUT", "/api/v1/collections/plain/documents/next?refresh=wait",
                                  R"({"title":"another","tag":"t"})");
    QCOMPARE(put.status, 201);
    QCOMPARE(search(service, "plain")["total"]["value"].get<int>(), 2002);
    QVERIFY(service.call("PUT", "/api/v1/collections/plain", R"({"critical":true})").json["critical"] ==
            json(true));
}

void CacheTest::clearingIsPreviewedCountedAndAudited()
{
    GatewayFixture service;
    service.signIn("admin");
    fill(service, "notes", false);
    search(service, "notes");
    search(service, "notes", "title:word1");
    json order{{"collection", "notes"}, {"preview", true}};
    auto answer = service.call("POST", "/api/v1/cache/_invalidate", order.dump());
    QCOMPARE(dumped(answer.json["count"]), dumped(2));
    QCOMPARE(statusOf(search(service, "notes")), std::string("hit"));
    order["preview"] = false;
    answer = service.call("POST", "/api/v1/cache/_invalidate", order.dump());
    QCOMPARE(dumped(answer.json["count"]), dumped(2));
    QCOMPARE(statusOf(search(service, "notes")), std::string("miss"));
    answer = service.call("POST", "/api/v1/cache/_invalidate", R"({"query":"tag:t"})");
    QCOMPARE(dumped(answer.json["count"]), dumped(1));
    const json lines = service.call("GET", "/api/v1/audit?action=cache.").json["entries"];
    QCOMPARE(lines.size(), std::size_t(2));
    QCOMPARE(dumped(lines[1]["target"]), dumped("collection notes"));
    QCOMPARE(dumped(lines[1]["detail"]), dumped("immediate, 2 answers"));
    QCOMPARE(dumped(service.call("GET", "/api/v1/audit/verify").json),
             dumped({{"valid", true}, {"checked", 2}}));
    const json stats = service.call("GET", "/api/v1/cache/stats").json;
    QCOMPARE(dumped(stats["totals"]["hits"]), dumped(1));
    QCOMPARE(stats["shapes"].size(), std::size_t(2));
    QCOMPARE(service.call("POST", "/api/v1/cache/_invalidate", R"({"preview":true})").status, 422);
    QCOMPARE(service.call("POST", "/api/v1/cache/_invalidate", R"({"collection":"none"})").status, 404);
}

void CacheTest::theQueryLogOutlivesARestartAndWarms()
{
    GatewayFixture service;
    service.signIn("analyst");
    fill(service, "notes", false);
    search(service, "notes");
    service.stop();
    service.start();
    QTRY_COMPARE(service.call("GET", "/readyz").status, 200);
    QCOMPARE(statusOf(search(service, "notes")), std::string("hit"));
    service.signIn("admin");
    const json stats = service.call("GET", "/api/v1/cache/stats").json;
    QCOMPARE(dumped(stats["warming"]["reason"]), dumped("start"));
    QCOMPARE(dumped(stats["warming"]["percent"]), dumped(100));
    QCOMPARE(dumped(stats["shapes"][0]["shape"]), dumped("tag:?"));
    QCOMPARE(dumped(stats["shapes"][0]["searches"]), dumped(2));
    const auto warmed = service.call("POST", "/api/v1/cache/_warm");
    QCOMPARE(QByteArray::fromStdString(warmed.raw.body), QByteArray(R"({"started":true})"));
}

void CacheTest::onlyAdminsManageTheCache()
{
    GatewayFixture service;
    service.signIn("analyst");
    QCOMPARE(service.call("GET", "/api/v1/cache/stats").status, 403);
    QCOMPARE(service.call("POST", "/api/v1/cache/_invalidate", R"({"collection":"*"})").status, 403);
    QCOMPARE(service.call("POST", "/api/v1/cache/_warm").status, 403);
    QCOMPARE(service.call("GET", "/api/v1/audit").status, 403);
}

QTEST_GUILESS_MAIN(CacheTest)
#include "tst_cache.moc"
