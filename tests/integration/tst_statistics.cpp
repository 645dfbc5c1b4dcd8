#include "support/gatewayfixture.h"

using explorer::test::GatewayFixture;
using nlohmann::json;

namespace
{

QByteArray text(const json &value) { return QByteArray::fromStdString(value.dump()); }

void fill(GatewayFixture &service)
{
    service.signIn("analyst");
    service.call(
        "POST", "/api/v1/collections",
        R"({"name":"a","schema":{"fields":{"n":"long","ts":"date","tag":"keyword","ok":"boolean"}}})");
    service.call("POST", "/api/v1/collections",
                 R"({"name":"b","schema":{"fields":{"n":"double","tag":"keyword"}}})");
    service.ingest("a", R"({"id":"1","n":[1,5],"ts":"2024-01-01T00:00:00Z","tag":"x"}
{"id":"2","n":-3,"ts":"2024-01-02T00:00:00Z","tag":"y"}
{"id":"3","tag":"x"}
)");
    service.ingest("b", R"({"id":"1","n":0.5,"tag":"x"}
)");
}

json ask(GatewayFixture &service, const json &body)
{
    return service.call("POST", "/api/v1/search", body.dump()).json;
}

} // namespace

/// Numeric statistics in the answers of a search.
class StatisticsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sumsUpAllHits();
    void addsUpSeveralCollections();
    void isNullWithoutAValue();
    void refusesOtherFields();
    void countsInTheCacheKey();
};

void StatisticsTest::sumsUpAllHits()
{
    GatewayFixture service;
    fill(service);
    const json answer =
        ask(service, {{"collection", "a"}, {"query", ""}, {"size", 0}, {"statistics", {"n", "ts"}}});
    QCOMPARE(text(answer["statistics"][0]), text({{"field", "n"},
                                                  {"count", 3},
                                                  {"missing", 1},
                                                  {"min", -3},
                                                  {"max", 5},
                                                  {"sum", 3.0},
                                                  {"mean", 1.0}}));
    QCOMPARE(text(answer["statistics"][1]["min"]), text(1'704'067'200'000));
    const auto got = service.call("GET", "/api/v1/search?collection=a&q=tag:x&statistics=n&size=0");
    QCOMPARE(text(got.json["statistics"][0]["sum"]), text(6.0));
}

void StatisticsTest::addsUpSeveralCollections()
{
    GatewayFixture service;
    fill(service);
    const json answer =
        ask(service, {{"collection", {"a", "b"}}, {"query", ""}, {"statistics", {"n", "ts"}}});
    QCOMPARE(text(answer["statistics"][0]), text({{"field", "n"},
                                                  {"count", 4},
                                                  {"missing", 1},
                                                  {"min", -3},
                                                  {"max", 5},
                                                  {"sum", 3.5},
                                                  {"mean", 0.875}}));
    // The other collection has no such field: its hits lack it.
    QCOMPARE(text(answer["statistics"][1]["missing"]), text(2));
}

void StatisticsTest::isNullWithoutAValue()
{
    GatewayFixture service;
    fill(service);
    const json answer = ask(service, {{"collection", "a"}, {"query", "tag:none"}, {"statistics", {"n"}}});
    QCOMPARE(text(answer["statistics"][0]), text({{"field", "n"},
                                                  {"count", 0},
                                                  {"missing", 0},
                                                  {"min", nullptr},
                                                  {"max", nullptr},
                                                  {"sum", nullptr},
                                                  {"mean", nullptr}}));
}

void StatisticsTest::refusesOtherFields()
{
    GatewayFixture service;
    fill(service);
    for (const char *field : {"tag", "ok", "none"}) {
        const auto answer = service.call("POST", "/api/v1/search",
                                         json{{"collection", "a"}, {"statistics", {"n", field}}}.dump());
        QCOMPARE(answer.status, 422);
        QCOMPARE(text(answer.json["errors"][0]["code"]), text("statistics_field"));
        QCOMPARE(text(answer.json["errors"][0]["pointer"]), text("/statistics/1"));
    }
    const auto many =
        service.call("POST", "/api/v1/search",
                     json{{"collection", "a"}, {"statistics", std::vector<std::string>(11, "n")}}.dump());
    QCOMPARE(many.status, 422);
}

void StatisticsTest::countsInTheCacheKey()
{
    GatewayFixture service;
    fill(service);
    QVERIFY(!ask(service, {{"collection", "a"}, {"query", "tag:x"}}).contains("statistics"));
    const json with = ask(service, {{"collection", "a"}, {"query", "tag:x"}, {"statistics", {"n"}}});
    QCOMPARE(text(with["cache"]["status"]), text("miss"));
    QCOMPARE(with["statistics"].size(), std::size_t{1});
    const json again = ask(service, {{"collection", "a"}, {"query", "tag:x"}, {"statistics", {"n"}}});
    QCOMPARE(text(again["cache"]["status"]), text("hit"));
    QCOMPARE(text(again["statistics"]), text(with["statistics"]));
}

QTEST_GUILESS_MAIN(StatisticsTest)
#include "tst_statistics.moc"
