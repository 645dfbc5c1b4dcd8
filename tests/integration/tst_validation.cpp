#include "support/gatewayfixture.h"

using explorer::test::GatewayFixture;
using nlohmann::json;

namespace
{

constexpr const char *kNdJson = "application/x-ndjson";
const std::string kPath = "/api/v1/collections/c";

QByteArray text(const json &value) { return QByteArray::fromStdString(value.dump()); }

json rules(const std::string &query)
{
    return {{"rules", {{{"name", "sane"}, {"query", query}, {"message", "n is sane."}}}}};
}

} // namespace

/// What a collection asks of its documents, and the quarantine of those that do not give it, over a real
/// socket.
class ValidationTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void changesRulesByVersion();
    void triesRulesBeforeSaving();
    void refusesRulesWithTheirPlace();
    void keepsEnrichments();
    void takesPoliciesAndAJsonSchema();
    void groupsADryRun();
    void worksOffTheQuarantine();
    void exportsTheQuarantine();
    void letsViewersOnlyLook();

private:
    GatewayFixture::Answer post(const std::string &body, const std::string &query = {})
    {
        return m_service->call("POST", kPath + "/documents" + query, body, kNdJson);
    }
    GatewayFixture::Answer act(const std::string &action, const json &body)
    {
        return m_service->call("POST", "/api/v1/quarantine/" + action, body.dump());
    }
    std::unique_ptr<GatewayFixture> m_service;
};

void ValidationTest::init()
{
    m_service = std::make_unique<GatewayFixture>();
    m_service->signIn("admin");
    QCOMPARE(m_service
                 ->call("POST", "/api/v1/collections",
                        R"({"name":"c","schema":{"fields":{"n":"long","t":"text"}}})")
                 .status,
             201);
}

void ValidationTest::changesRulesByVersion()
{
    const auto first = m_service->call("GET", kPath + "/rules");
    QCOMPARE(first.status, 200);
    QCOMPARE(text(first.json), QByteArray(R"({"rules":[]})"));
    const std::string match = "If-Match: " + first.raw.header("etag") + "\r\n";
    const auto put =
        m_service->call("PUT", kPath + "/rules", rules("n:<10").dump(), "application/json", match);
    QCOMPARE(put.status, 200);
    QCOMPARE(text(put.json), text(rules("n:<10")));
    QCOMPARE(
        m_service->call("PUT", kPath + "/rules", rules("n:<11").dump(), "application/json", match).status,
        412);
    QCOMPARE(post("{\"n\":5}\n{\"n\":12}\n").json["ledger"]["quarantined"].get<int>(), 1);
    QCOMPARE(m_service->call("GET", "/api/v1/collections/none/rules").status, 404);
}

void ValidationTest::triesRulesBeforeSaving()
{
    QCOMPARE(post("{\"id\":\"a\",\"n\":5}\n{\"id\":\"b\",\"n\":12}\n").status, 200);
    const auto trial = m_service->call("PUT", kPath + "/rules?try=true", rules("n:<10").dump());
    QCOMPARE(trial.status, 200);
    QCOMPARE(text(trial.json["rules"]), QByteArray(R"([{"broken":1,"ids":["b"],"name":"sane"}])"));
    QCOMPARE(trial.json["examined"].get<int>(), 2);
    QCOMPARE(text(m_service->call("GET", kPath + "/rules").json), QByteArray(R"({"rules":[]})"));
}

void ValidationTest::refusesRulesWithTheirPlace()
{
    const auto refused = m_service->call("PUT", kPath + "/rules", rules("n:(1 or").dump());
    QCOMPARE(refused.status, 422);
    QCOMPARE(refused.json["errors"][0]["pointer"].get<std::string>(), std::string("/rules/0/query"));
    QVERIFY(refused.json["errors"][0].contains("offset"));
    const auto unknown = m_service->call("PUT", kPath + "/rules", R"({"rules":[],"more":1})");
    QCOMPARE(unknown.status, 422);
    const auto schema =
        m_service->call("PUT", kPath + "/schema", R"({"fields":{},"json_schema":{"required":"n"}})");
    QCOMPARE(schema.status, 422);
    QCOMPARE(schema.json["errors"][0]["pointer"].get<std::string>(), std::string("/json_schema/required"));
}

void ValidationTest::keepsEnrichments()
{
    const json steps = {{"enrichments", {{{"type", "source"}, {"field", "from"}}}}};
    const auto put = m_service->call("PUT", kPath + "/enrichments", steps.dump());
    QCOMPARE(put.status, 200);
    QVERIFY(put.raw.header("etag") != m_service->call("GET", kPath + "/rules").raw.header("etag"));
    QCOMPARE(post("{\"id\":\"a\",\"n\":1}\n", "?source=shop.log").status, 200);
    QCOMPARE(text(m_service->call("GET", kPath + "/documents/a").json["from"]), QByteArray("\"shop.log\""));
    const auto refused =
        m_service->call("PUT", kPath + "/enrichments",
                        R"({"enrichments":[{"type":"compute","field":"y","expression":"1 +"}]})");
    QCOMPARE(refused.status, 422);
    QCOMPARE(refused.json["errors"][0]["pointer"].get<std::string>(),
             std::string("/enrichments/0/expression"));
}

void ValidationTest::takesPoliciesAndAJsonSchema()
{
    const auto put = m_service->call(
        "PUT", kPath,
        R"({"type_policy":"strict","security":"refuse","schema":{"fields":{"n":"long"},"json_schema":{"required":["n"]}}})");
    QCOMPARE(put.status, 200);
    QCOMPARE(text(put.json["type_policy"]), QByteArray("\"strict\""));
    QCOMPARE(text(put.json["security"]), QByteArray("\"refuse\""));
    QCOMPARE(text(m_service->call("GET", kPath + "/schema").json["json_schema"]),
             QByteArray(R"({"required":["n"]})"));
    const auto answer = post("{\"n\":\"1\"}\n{\"m\":1}\n{\"n\":1,\"t\":\"<script>x</script>\"}\n{\"n\":2}\n");
    QCOMPARE(text(answer.json["ledger"]),
             QByteArray(R"({"duplicate":0,"indexed":1,"quarantined":2,"received":4,"rejected":1})"));
    QCOMPARE(m_service->call("PUT", kPath, R"({"type_policy":"loose"})")
                 .json["errors"][0]["pointer"]
                 .get<std::string>(),
             std::string("/type_policy"));
}

void ValidationTest::groupsADryRun()
{
    const auto answer = post("{\"n\":\"a\"}\n{\"n\":\"b\"}\n{\"n\":1}\n", "?dry_run=true");
    QCOMPARE(answer.json["groups"].size(), std::size_t{1});
    QCOMPARE(answer.json["groups"][0]["count"].get<int>(), 2);
    QCOMPARE(text(answer.json["groups"][0]["lines"]), QByteArray("[1,2]"));
}

void ValidationTest::worksOffTheQuarantine()
{
    QCOMPARE(post("{\"id\":\"a\",\"n\":\"x1\"}\n{\"id\":\"b\",\"n\":\"x2\"}\n{oops\n")
                 .json["ledger"]["quarantined"]
                 .get<int>(),
             3);
    const auto list = m_service->call("GET", "/api/v1/quarantine?collection=c&q=stage:types");
    QCOMPARE(list.json["total"].get<int>(), 2);
    QCOMPARE(list.json["records"][0]["trail"].back()["stage"].get<std::string>(), std::string("types"));
    QCOMPARE(m_service->call("GET", "/api/v1/quarantine/groups?collection=c")
                 .json["groups"][0]["count"]
                 .get<int>(),
             2);
    const json fix = {{"collection", "c"},
                      {"q", "stage:types"},
                      {"operations", {{{"op", "replace"}, {"pointer", "/n"}, {"find", "x"}, {"with", ""}}}}};
    QCOMPARE(act("_fix", fix).json["changed"].get<int>(), 2);
    QCOMPARE(act("_revalidate", {{"collection", "c"}, {"q", "*"}}).json["ledger"]["indexed"].get<int>(), 2);
    const auto replayed = act("_replay", {{"collection", "c"}, {"q", "*"}, {"refresh", "wait"}});
    QCOMPARE(text(replayed.json["ledger"]),
             QByteArray(R"({"duplicate":0,"indexed":2,"quarantined":1,"received":3,"rejected":0})"));
    QCOMPARE(m_service->call("GET", "/api/v1/search?collection=c&q=n:2").json["total"]["value"].get<int>(),
             1);
    const std::string left =
        m_service->call("GET", "/api/v1/quarantine?collection=c").json["records"][0]["id"].get<std::string>();
    const auto shown = m_service->call("GET", "/api/v1/quarantine/" + left);
    const std::string match = "If-Match: " + shown.raw.header("etag") + "\r\n";
    QCOMPARE(
        m_service->call("PATCH", "/api/v1/quarantine/" + left, R"({"raw":"{}"})", "application/json", match)
            .status,
        200);
    QCOMPARE(
        m_service->call("PATCH", "/api/v1/quarantine/" + left, R"({"raw":"{}"})", "application/json", match)
            .status,
        412);
    QCOMPARE(act("_discard", {{"collection", "c"}, {"ids", {left}}}).status, 422);
    QCOMPARE(act("_discard", {{"collection", "c"}, {"ids", {left}}, {"reason", "a typing error"}})
                 .json["discarded"]
                 .get<int>(),
             1);
    const auto audit = m_service->call("GET", "/api/v1/audit?action=quarantine.discard");
    QVERIFY(audit.raw.body.find("a typing error") != std::string::npos);
    QCOMPARE(m_service->call("GET", "/api/v1/quarantine/" + left).status, 404);
    QCOMPARE(act("_replay", {{"collection", "c"}}).status, 422);
}

void ValidationTest::exportsTheQuarantine()
{
    std::string body;
    for (int i = 0; i < 2500; ++i)
        body += "{\"n\":\"x\"}\n";
    QCOMPARE(post(body).json["ledger"]["quarantined"].get<int>(), 2500);
    const auto file = m_service->call("GET", "/api/v1/quarantine/export?collection=c");
    QCOMPARE(file.status, 200);
    QCOMPARE(std::count(file.raw.body.begin(), file.raw.body.end(), '\n'), 2500);
}

void ValidationTest::letsViewersOnlyLook()
{
    m_service->signIn("viewer");
    QCOMPARE(m_service->call("GET", kPath + "/rules").status, 200);
    QCOMPARE(m_service->call("PUT", kPath + "/rules", rules("n:1").dump()).status, 403);
    QCOMPARE(m_service->call("GET", "/api/v1/quarantine?collection=c").status, 403);
}

QTEST_GUILESS_MAIN(ValidationTest)
#include "tst_validation.moc"
