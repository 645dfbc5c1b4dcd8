#include "support/gatewayfixture.h"

using explorer::test::GatewayFixture;
using nlohmann::json;

namespace
{

QByteArray text(const json &value) { return QByteArray::fromStdString(value.dump()); }

void fill(GatewayFixture &service)
{
    service.signIn("analyst");
    service.call("POST", "/api/v1/collections", R"({"name":"a","schema":{"fields":{
        "title":"text","status":"keyword","host":"keyword","bytes":"long","ok":"boolean","ts":"date"}}})");
    service.ingest("a", R"({"id":"1","title":"green garden","status":"open","host":"x","bytes":200,"ok":true}
{"id":"2","title":"green gate","status":"open","host":"y","bytes":200,"ok":false}
{"id":"3","title":"red house","status":"on hold","host":"x","bytes":404,"ok":true}
{"id":"4","title":"red roof","status":"closed","host":"x","bytes":500,"ok":true}
)");
}

json ask(GatewayFixture &service, const json &more)
{
    json body{{"collection", "a"}};
    body.update(more);
    return service.call("POST", "/api/v1/search/suggest", body.dump()).json;
}

/// `insert=count` of each item.
QByteArray brief(const json &answer)
{
    QByteArray all;
    for (const json &item : answer["items"]) {
        all += (all.isEmpty() ? "" : " ") + QByteArray::fromStdString(item.value("insert", "?"));
        if (item.contains("count"))
            all += "=" + QByteArray::number(item["count"].get<int>());
    }
    return all;
}

} // namespace

/// POST search/suggest, with the service on a socket.
class SuggestTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesFieldsOperatorsAndKeywords();
    void countsValuesWithinTheRest();
    void offersTermsNumbersAndDates();
    void offersTheUsersOwnHistory();
    void refusesWhatItCannotRead();
};

void SuggestTest::namesFieldsOperatorsAndKeywords()
{
    GatewayFixture service;
    fill(service);
    const json fields = ask(service, {{"text", "sta"}});
    QCOMPARE(text(fields["context"]), text("field"));
    QCOMPARE(text(fields["replace"]), text({{"offset", 0}, {"length", 3}}));
    QCOMPARE(text(fields["items"][0]),
             text({{"text", "status"}, {"insert", "status:"}, {"kind", "field"}, {"type", "keyword"}}));
    const json operators = ask(service, {{"text", "bytes"}});
    QCOMPARE(text(operators["context"]), text("operator"));
    QCOMPARE(brief(operators), QByteArray(": >= <= > <"));
    const json keywords = ask(service, {{"text", "status:open "}});
    QCOMPARE(text(keywords["context"]), text("keyword"));
    QCOMPARE(brief(keywords), QByteArray("and or not"));
}

void SuggestTest::countsValuesWithinTheRest()
{
    GatewayFixture service;
    fill(service);
    QCOMPARE(brief(ask(service, {{"text", "status:"}})), QByteArray("open=2 closed=1 \"on hold\"=1"));
    QCOMPARE(brief(ask(service, {{"text", "status:o"}})), QByteArray("open=2 \"on hold\"=1"));
    QCOMPARE(brief(ask(service, {{"text", "host:x status:o"}})), QByteArray("\"on hold\"=1 open=1"));
    QCOMPARE(brief(ask(service, {{"text", "host:x and not status:o"}})), QByteArray("\"on hold\"=1 open=1"));
    QCOMPARE(brief(ask(service, {{"text", "(host:y and status:o"}})), QByteArray("open=1"));
    QCOMPARE(brief(ask(service, {{"text", "status:o host:y"}, {"cursor", 8}})), QByteArray("open=1"));
    QCOMPARE(brief(ask(service, {{"text", "status:"}, {"filters", {"bytes:404"}}})),
             QByteArray("\"on hold\"=1"));
    QCOMPARE(brief(ask(service, {{"text", "status:"}, {"size", 1}})), QByteArray("open=2"));
}

void SuggestTest::offersTermsNumbersAndDates()
{
    GatewayFixture service;
    fill(service);
    QCOMPARE(brief(ask(service, {{"text", "title:G"}})), QByteArray("green=2 garden=1 gate=1"));
    QCOMPARE(brief(ask(service, {{"text", "bytes:"}})), QByteArray("200=2 404=1 500=1"));
    QCOMPARE(brief(ask(service, {{"text", "ok:t"}})), QByteArray("true=3"));
    QCOMPARE(brief(ask(service, {{"text", "ts:now-1"}})), QByteArray("now-15m now-1h now-1d now-1d/d"));
    QCOMPARE(brief(ask(service, {{"text", "roo"}})).contains("roof=1"), true);
}

void SuggestTest::offersTheUsersOwnHistory()
{
    GatewayFixture service;
    fill(service);
    QCOMPARE(service
                 .call("POST", "/api/v1/history",
                       R"({"search":{"collection":"a","query":"xylophone or drum"},"total":0,"took_ms":1})")
                 .status,
             201);
    const json own = ask(service, {{"text", "xyl"}});
    QCOMPARE(text(own["items"]),
             text({{{"text", "xylophone or drum"}, {"insert", "xylophone or drum"}, {"kind", "history"}}}));
    service.signIn("viewer");
    QCOMPARE(brief(ask(service, {{"text", "xyl"}})), QByteArray());
}

void SuggestTest::refusesWhatItCannotRead()
{
    GatewayFixture service;
    fill(service);
    const auto statusOf = [&service](const json &body) {
        return service.call("POST", "/api/v1/search/suggest", body.dump()).status;
    };
    QCOMPARE(statusOf({{"text", "a"}}), 422);
    QCOMPARE(statusOf({{"collection", "a"}, {"text", "a"}, {"size", 51}}), 422);
    QCOMPARE(statusOf({{"collection", "a"}, {"text", "a"}, {"other", 1}}), 422);
    QCOMPARE(statusOf({{"collection", "none"}, {"text", "a"}}), 404);
    QCOMPARE(statusOf({{"collection", "a"}, {"text", "status:"}, {"filters", {"bytes:x"}}}), 422);
    service.token.clear();
    QCOMPARE(statusOf({{"collection", "a"}, {"text", "a"}}), 401);
}

QTEST_GUILESS_MAIN(SuggestTest)
#include "tst_suggest.moc"
