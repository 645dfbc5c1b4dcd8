#include "servertest.h"

#include <QTest>

using namespace explorer;
using namespace explorer::http;
using namespace explorer::test;

class TestHttpServer final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersOverKeepAlive();
    void handsPathAndQueryToTheHandler();
    void echoesABody();
    void answersHeadWithoutABody();
    void answersPipelinedRequestsInOrder();
    void echoesRequestIdAndTraceparent();
    void replacesAnUnsaneRequestId();
    void reportsUnknownPathsAndMethods();
    void survivesAThrowingHandler();
    void hidesTheDetailsOfOurOwnFaults();
    void wrapsHandlersInMiddlewareOutermostFirst();
    void refusesRoutesWithoutPermission();
    void refusesATakenPort();
    void startsAndStopsTwice();
    void runsTwoServersAtOnce();
    void neverSendsLineBreaksInHeaders();
    void logsRequestsWithoutTheirQuery();
    void answersHttp10AndCloses();
    void closesWhenAsked();
};

void TestHttpServer::answersOverKeepAlive()
{
    TestServer server;
    QVERIFY(server.isListening());
    RawHttpClient client = server.client();
    for (const char *path : {"/hello", "/inline", "/hello"}) {
        const auto answer = client.request("GET", path);
        QVERIFY(answer);
        QCOMPARE(answer->status, 200);
        QCOMPARE(answer->body, std::string(path + 1));
    }
    QCOMPARE(server.server().status().openConnections, 1);
}

void TestHttpServer::handsPathAndQueryToTheHandler()
{
    TestServer server;
    const auto answer = server.client().request("GET", "/items/a%2Fb%20c?n=1+2%2B3&m=4");
    QVERIFY(answer);
    QCOMPARE(answer->body, std::string("a/b c|1 2+3"));
}

void TestHttpServer::echoesABody()
{
    TestServer server;
    const std::string body(60'000, 'x');
    RawHttpClient client = server.client();
    const auto large = client.request("POST", "/echo", body);
    QVERIFY(large);
    QCOMPARE(large->body.substr(0, 300), body.substr(0, 300));
    QVERIFY(large->body == body);
    QCOMPARE(client.request("POST", "/echo", "short")->body, std::string("short"));
}

void TestHttpServer::answersHeadWithoutABody()
{
    TestServer server;
    RawHttpClient client = server.client();
    const auto head = client.request("HEAD", "/hello");
    QVERIFY(head);
    QCOMPARE(head->status, 200);
    QCOMPARE(head->header("content-length"), std::string("5"));
    QCOMPARE(client.request("GET", "/hello")->body, std::string("hello"));
}

void TestHttpServer::answersPipelinedRequestsInOrder()
{
    TestServer server;
    RawHttpClient client = server.client();
    std::string all;
    for (int i = 0; i < 100; ++i) {
        const std::string path = i % 3 == 0 ? "/inline" : "/items/" + std::to_string(i);
        all += "GET " + path + " HTTP/1.1\r\nHost: " + server.host() + "\r\n\r\n";
    }
    QVERIFY(client.send(all));
    for (int i = 0; i < 100; ++i) {
        const auto answer = client.readAnswer();
        QVERIFY(answer);
        QCOMPARE(answer->body, i % 3 == 0 ? std::string("inline") : std::to_string(i) + "|");
    }
}

void TestHttpServer::echoesRequestIdAndTraceparent()
{
    TestServer server;
    const std::string trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    const auto answer =
        server.client().request("GET", "/hello", {}, "X-Request-Id: abc-1\r\ntraceparent: " + trace + "\r\n");
    QVERIFY(answer);
    QCOMPARE(answer->header("x-request-id"), std::string("abc-1"));
    QCOMPARE(answer->header("traceparent"), trace);
}

void TestHttpServer::replacesAnUnsaneRequestId()
{
    TestServer server;
    RawHttpClient client = server.client();
    for (const std::string &id : {std::string("a b"), std::string(129, 'x'), std::string("\xc3\xa4")}) {
        const auto answer = client.request("GET", "/hello", {}, "X-Request-Id: " + id + "\r\n");
        QVERIFY(answer);
        QVERIFY(!answer->header("x-request-id").empty());
        QVERIFY(answer->header("x-request-id") != id);
    }
}

void TestHttpServer::reportsUnknownPathsAndMethods()
{
    TestServer server;
    RawHttpClient client = server.client();
    const auto unknown = client.request("GET", "/nothing", {}, "X-Request-Id: r1\r\n");
    QVERIFY(unknown);
    QCOMPARE(unknown->status, 404);
    QCOMPARE(unknown->header("content-type"), std::string("application/problem+json"));
    const auto body = nlohmann::json::parse(unknown->body);
    QCOMPARE(body.at("request_id").get<std::string>(), std::string("r1"));
    QCOMPARE(body.at("instance").get<std::string>(), std::string("/nothing"));
    QCOMPARE(client.request("GET", "/items/..")->status, 404);
    QCOMPARE(client.request("GET", "/items/%2e%2e/hello")->status, 404);
    const auto method = client.request("DELETE", "/hello");
    QVERIFY(method);
    QCOMPARE(method->status, 405);
    QCOMPARE(method->header("allow"), std::string("GET, HEAD"));
    QCOMPARE(client.request("GET", "/hello")->status, 200);
}

void TestHttpServer::survivesAThrowingHandler()
{
    TestServer server;
    RawHttpClient client = server.client();
    const auto answer = client.request("GET", "/throw", {}, "X-Request-Id: r9\r\n");
    QVERIFY(answer);
    QCOMPARE(answer->status, 500);
    QVERIFY(answer->body.find("boom-detail") == std::string::npos);
    QVERIFY(answer->body.find("r9") != std::string::npos);
    QVERIFY(server.log().find("boom-detail") != std::string::npos);
    QCOMPARE(client.request("GET", "/hello")->status, 200);
}

void TestHttpServer::hidesTheDetailsOfOurOwnFaults()
{
    Request request;
    request.requestId = "r5";
    const Response response =
        problem(makeError(ErrorCode::Io, "read_failed", "cannot read secret-file"), request);
    QCOMPARE(response.status, 500);
    QVERIFY(response.body.find("secret-file") == std::string::npos);
    QVERIFY(response.body.find("read_failed") == std::string::npos);
    QVERIFY(response.body.find("r5") != std::string::npos);
}

void TestHttpServer::wrapsHandlersInMiddlewareOutermostFirst()
{
    const auto mark = [](const std::string &name) {
        return [name](Request &request, const Route &route, const Handler &next) {
            Response response = next(request);
            response.body = name + "(" + response.body + ")";
            return response.withHeader("X-Seen-By-" + name, route.pattern);
        };
    };
    TestServer server({}, {}, {mark("outer"), mark("inner")});
    const auto answer = server.client().request("GET", "/hello");
    QVERIFY(answer);
    QCOMPARE(answer->body, std::string("outer(inner(hello))"));
    QCOMPARE(answer->header("x-seen-by-inner"), std::string("/hello"));
}

void TestHttpServer::refusesRoutesWithoutPermission()
{
    HttpServer::Parts parts;
    Route open = TestServer::route("GET", "/open", [](Request &) { return Response::empty(204); });
    open.permission.reset();
    open.runOn = RunOn::Inline;
    parts.router.add(open);
    const auto created = HttpServer::create(std::move(parts));
    QVERIFY(!created);
    QVERIFY(created.error().code == ErrorCode::InvalidArgument);
    QVERIFY(created.error().message.find("GET /open") != std::string::npos);
}

void TestHttpServer::refusesATakenPort()
{
    TestServer first;
    TestServer second;
    second.server().stop();
    const auto listening = second.server().listen("127.0.0.1", first.server().port());
    QVERIFY(!listening);
    QCOMPARE(listening.error().reason, std::string("address_in_use"));
    const auto nonsense = second.server().listen("not-an-address", 0);
    QVERIFY(!nonsense);
    QVERIFY(nonsense.error().code == ErrorCode::InvalidArgument);
    QVERIFY(second.server().listen("127.0.0.1", 0));
    QCOMPARE(second.client().request("GET", "/hello")->status, 200);
}

void TestHttpServer::startsAndStopsTwice()
{
    TestServer server;
    for (int round = 0; round < 2; ++round) {
        RawHttpClient client = server.client();
        QCOMPARE(client.request("GET", "/hello")->status, 200);
        server.server().stop();
        server.server().stop();
        QVERIFY(client.waitForClose());
        QCOMPARE(server.server().status().openConnections, 0);
        QVERIFY(server.server().listen("127.0.0.1", 0));
    }
}

void TestHttpServer::runsTwoServersAtOnce()
{
    HttpSettings settings;
    settings.networkThreads = 3;
    TestServer first(settings);
    TestServer second(settings);
    QVERIFY(first.server().port() != second.server().port());
    std::vector<RawHttpClient> clients;
    for (int i = 0; i < 8; ++i)
        clients.push_back((i % 2 == 0 ? first : second).client());
    for (RawHttpClient &client : clients)
        QCOMPARE(client.request("GET", "/hello")->status, 200);
    first.server().stop();
    QCOMPARE(clients[1].request("GET", "/hello")->status, 200);
}

void TestHttpServer::neverSendsLineBreaksInHeaders()
{
    const Route leaky = TestServer::route("GET", "/leaky", [](Request &) {
        return Response::text(200, "ok", "text/plain")
            .withHeader("X-Bad", "a\r\nSet-Cookie: b=1")
            .withHeader("X-Good", "1");
    });
    TestServer server({}, {leaky});
    const auto answer = server.client().request("GET", "/leaky");
    QVERIFY(answer);
    QVERIFY(answer->head.find("Set-Cookie") == std::string::npos);
    QVERIFY(answer->header("x-bad").empty());
    QCOMPARE(answer->header("x-good"), std::string("1"));
}

void TestHttpServer::logsRequestsWithoutTheirQuery()
{
    TestServer server;
    QCOMPARE(server.client().request("GET", "/items/7?token=geheim", {}, "X-Request-Id: log-1\r\n")->status,
             200);
    const std::string log = server.log();
    QVERIFY(log.find("\"route\":\"/items/{id}\"") != std::string::npos);
    QVERIFY(log.find("\"request_id\":\"log-1\"") != std::string::npos);
    QVERIFY(log.find("geheim") == std::string::npos);
}

void TestHttpServer::answersHttp10AndCloses()
{
    TestServer server;
    RawHttpClient client = server.client();
    QVERIFY(client.send("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
    const auto answer = client.readAnswer();
    QVERIFY(answer);
    QCOMPARE(answer->status, 200);
    QCOMPARE(answer->header("connection"), std::string("close"));
    QVERIFY(client.waitForClose());
}

void TestHttpServer::closesWhenAsked()
{
    TestServer server;
    RawHttpClient client = server.client();
    QCOMPARE(client.request("GET", "/hello", {}, "Connection: close\r\n")->header("connection"),
             std::string("close"));
    QVERIFY(client.waitForClose());
}

QTEST_GUILESS_MAIN(TestHttpServer)
#include "tst_httpserver.moc"
