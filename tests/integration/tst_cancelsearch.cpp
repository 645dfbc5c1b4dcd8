#include "support/gatewayfixture.h"

#include <future>

using explorer::test::GatewayFixture;
using nlohmann::json;

namespace
{

/// Values that every wildcard below has to be tried on to the end, and filters enough that without an end
/// from outside the search runs into its own deadline.
constexpr int kDocuments = 3000;
constexpr std::size_t kValueBytes = 4000;
constexpr int kFilters = 60;

void fill(GatewayFixture &service)
{
    service.signIn("analyst");
    service.call("POST", "/api/v1/collections", R"({"name":"slow","schema":{"fields":{"tag":"keyword"}}})");
    std::string body;
    for (int i = 0; i < kDocuments; ++i)
        body += json{{"id", std::to_string(i)}, {"tag", std::to_string(i) + std::string(kValueBytes, 'a')}}
                    .dump() +
                "\n";
    QCOMPARE(service.ingest("slow", body).status, 200);
}

std::string slowSearch()
{
    json filters = json::array();
    for (int i = 0; i < kFilters; ++i)
        filters.push_back("NOT tag:(*ab" + std::to_string(4 * i) + " OR *ab" + std::to_string(4 * i + 1) +
                          " OR *ab" + std::to_string(4 * i + 2) + " OR *ab" + std::to_string(4 * i + 3) +
                          ")");
    return json{{"collection", "slow"}, {"filters", filters}, {"timeout_ms", 5000}}.dump();
}

} // namespace

/// DELETE search/{id}, with the service on a socket.
class CancelSearchTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void stopsTheSearchOfTheSameUser();
    void letsAnAdminStopAnyone();
    void knowsOnlyWhatRuns();

private:
    /// Sends the slow search as the analyst, and has it stopped by `user` after a
    /// stranger, if any, has tried to.
    static GatewayFixture::Answer stoppedBy(GatewayFixture &service, const std::string &user,
                                            const std::string &stranger);
};

GatewayFixture::Answer CancelSearchTest::stoppedBy(GatewayFixture &service, const std::string &user,
                                                   const std::string &stranger)
{
    // First, since it takes a part of the time that the search runs.
    std::map<std::string, std::string> tokens;
    for (const std::string &name : {std::string("analyst"), user, stranger}) {
        if (!name.empty() && !tokens.contains(name)) {
            service.signIn(name);
            tokens[name] = service.token;
        }
    }
    const auto run = [port = service.gateway->port(), token = tokens["analyst"]] {
        explorer::test::RawHttpClient client(port, std::chrono::seconds(30));
        GatewayFixture::Answer answer;
        const auto raw = client.request("POST", "/api/v1/search", slowSearch(),
                                        "Content-Type: application/json\r\nX-Request-Id: slow-one\r\n"
                                        "Cache-Control: no-cache\r\nAuthorization: Bearer " +
                                            token + "\r\n");
        if (raw) {
            answer.status = raw->status;
            answer.json = json::parse(raw->body, nullptr, false);
        }
        return answer;
    };
    // On a busy machine a search may be over before anybody is heard.
    constexpr int kTries = 20;
    for (int attempt = 0; attempt < kTries; ++attempt) {
        auto search = std::async(std::launch::async, run);
        if (!stranger.empty()) {
            service.token = tokens[stranger];
            [&] { QCOMPARE(service.call("DELETE", "/api/v1/search/slow-one").status, 404); }();
        }
        service.token = tokens[user];
        int status = 404;
        while (status == 404 && search.wait_for(std::chrono::milliseconds(1)) != std::future_status::ready)
            status = service.call("DELETE", "/api/v1/search/slow-one").status;
        const GatewayFixture::Answer answer = search.get();
        if (status == 204 && answer.status != 200)
            return answer;
    }
    return {};
}

void CancelSearchTest::stopsTheSearchOfTheSameUser()
{
    GatewayFixture service;
    fill(service);
    const auto answer = stoppedBy(service, "analyst", "viewer");
    QCOMPARE(QByteArray::fromStdString(answer.json.value("type", "")),
             QByteArray("urn:explorerio:problem:search_cancelled"));
    QCOMPARE(answer.status, 499);
    // Nothing of it goes on.
    QCOMPARE(service.call("DELETE", "/api/v1/search/slow-one").status, 404);
}

void CancelSearchTest::letsAnAdminStopAnyone()
{
    GatewayFixture service;
    fill(service);
    QCOMPARE(stoppedBy(service, "admin", {}).status, 499);
}

void CancelSearchTest::knowsOnlyWhatRuns()
{
    GatewayFixture service;
    QCOMPARE(service.call("DELETE", "/api/v1/search/none").status, 401);
    service.signIn("analyst");
    const auto answer = service.call("DELETE", "/api/v1/search/none");
    QCOMPARE(answer.status, 404);
    QCOMPARE(QByteArray::fromStdString(answer.json.value("type", "")),
             QByteArray("urn:explorerio:problem:search_not_running"));
}

QTEST_GUILESS_MAIN(CancelSearchTest)
#include "tst_cancelsearch.moc"
