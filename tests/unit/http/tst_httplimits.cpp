#include "servertest.h"

#include <QTest>

using namespace explorer;
using namespace explorer::http;
using namespace explorer::test;

/// Each row of the limits table, small enough to be reached quickly.
class TestHttpLimits final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void limitsTheRequestLine();
    void limitsHeaders();
    void limitsTheTimeForHeaders();
    void limitsTheTimeForABody_data();
    void limitsTheTimeForABody();
    void closesIdleConnectionsSilently();
    void limitsConnections();
    void limitsConnectionsOfAnAddress();
    void limitsBodiesInMemory();
    void limitsAnswersThatNobodyReads();
    void refusesWhenThePoolIsFull();
    void servesOthersBesideHalfOpenClients();
    void closesOnAClientThatDoesNotRead();

private:
    static HttpSettings quick();
};

HttpSettings TestHttpLimits::quick()
{
    HttpSettings settings;
    settings.headerDeadlineMillis = 150;
    settings.bodyDeadlineMillis = 600;
    settings.idleMillis = 400;
    return settings;
}

void TestHttpLimits::limitsTheRequestLine()
{
    TestServer server;
    RawHttpClient client = server.client();
    QCOMPARE(client.request("GET", "/hello?" + std::string(8000, 'a'))->status, 200);
    QCOMPARE(client.request("GET", "/hello?" + std::string(8192, 'a'))->status, 414);
    QVERIFY(client.waitForClose());
    RawHttpClient endless = server.client();
    QVERIFY(endless.send("GET /" + std::string(9000, 'a')));
    QCOMPARE(endless.readAnswer()->status, 414);
}

void TestHttpLimits::limitsHeaders()
{
    TestServer server;
    const auto headers = [](int count) {
        std::string text;
        for (int i = 0; i < count; ++i)
            text += "X-" + std::to_string(i) + ": 1\r\n";
        return text;
    };
    // Host is one of the 64.
    QCOMPARE(server.client().request("GET", "/hello", {}, headers(63))->status, 200);
    QCOMPARE(server.client().request("GET", "/hello", {}, headers(64))->status, 431);
    QCOMPARE(
        server.client().request("GET", "/hello", {}, "X-A: " + std::string(32'000, 'a') + "\r\n")->status,
        200);
    QCOMPARE(
        server.client().request("GET", "/hello", {}, "X-A: " + std::string(33'000, 'a') + "\r\n")->status,
        431);
    RawHttpClient endless = server.client();
    endless.send("GET /hello HTTP/1.1\r\nX-A: ");
    for (int i = 0; i < 1000 && endless.send(std::string(1000, 'a')); ++i) {
    }
    QCOMPARE(endless.readAnswer()->status, 431);
}

void TestHttpLimits::limitsTheTimeForHeaders()
{
    TestServer server(quick());
    RawHttpClient client = server.client();
    QVERIFY(client.send("GET /hello HTTP/1.1\r\nHost: "));
    const auto answer = client.readAnswer();
    QVERIFY(answer);
    QCOMPARE(answer->status, 408);
    QVERIFY(client.waitForClose());
}

void TestHttpLimits::limitsTheTimeForABody_data()
{
    QTest::addColumn<int>("leastBytesPerSecond");
    QTest::addColumn<int>("millis");
    QTest::newRow("silent") << 1024 << 150;
    QTest::newRow("too long") << 0 << 600;
}

void TestHttpLimits::limitsTheTimeForABody()
{
    QFETCH(int, leastBytesPerSecond);
    QFETCH(int, millis);
    HttpSettings settings = quick();
    settings.bodyLeastBytesPerSecond = leastBytesPerSecond;
    TestServer server(settings);
    RawHttpClient client = server.client();
    const auto started = std::chrono::steady_clock::now();
    QVERIFY(
        client.send("POST /echo HTTP/1.1\r\nHost: " + server.host() + "\r\nContent-Length: 5000\r\n\r\nabc"));
    const auto answer = client.readAnswer();
    QVERIFY(answer);
    QCOMPARE(answer->status, 408);
    QVERIFY(std::chrono::steady_clock::now() - started >= std::chrono::milliseconds(millis));
    QVERIFY(client.waitForClose());
}

void TestHttpLimits::closesIdleConnectionsSilently()
{
    TestServer server(quick());
    RawHttpClient used = server.client();
    QCOMPARE(used.request("GET", "/hello")->status, 200);
    RawHttpClient fresh = server.client();
    // A newcomer has the time of a head, who asked before the longer one of a pause.
    QVERIFY(!fresh.readAnswer());
    QCOMPARE(used.request("GET", "/hello")->status, 200);
    QVERIFY(!used.readAnswer());
    QTRY_COMPARE(server.server().status().openConnections, 0);
}

void TestHttpLimits::limitsConnections()
{
    HttpSettings settings;
    settings.connectionLimit = 2;
    TestServer server(settings);
    RawHttpClient first = server.client();
    RawHttpClient second = server.client();
    QCOMPARE(first.request("GET", "/hello")->status, 200);
    QCOMPARE(second.request("GET", "/hello")->status, 200);
    RawHttpClient third = server.client();
    const auto refused = third.readAnswer();
    QVERIFY(refused);
    QCOMPARE(refused->status, 503);
    QVERIFY(!refused->header("retry-after").empty());
    QVERIFY(third.waitForClose());
    first.close();
    QTRY_COMPARE(server.server().status().openConnections, 1);
    QCOMPARE(server.client().request("GET", "/hello")->status, 200);
}

void TestHttpLimits::limitsConnectionsOfAnAddress()
{
    HttpSettings settings;
    settings.connectionsPerAddress = 1;
    TestServer server(settings);
    RawHttpClient first = server.client();
    QCOMPARE(first.request("GET", "/hello")->status, 200);
    RawHttpClient second = server.client();
    const auto refused = second.readAnswer();
    QVERIFY(refused);
    QCOMPARE(refused->status, 429);
    QVERIFY(second.waitForClose());
}

void TestHttpLimits::limitsBodiesInMemory()
{
    HttpSettings settings;
    settings.bodiesLimitBytes = 50'000;
    Gate gate;
    Gate entered;
    Route hold = TestServer::route("POST", "/hold", [&](Request &) {
        entered.open();
        gate.wait();
        return Response::empty(204);
    });
    TestServer server(settings, {hold});
    RawHttpClient holder = server.client();
    holder.send("POST /hold HTTP/1.1\r\nHost: " + server.host() + "\r\nContent-Length: 40000\r\n\r\n" +
                std::string(40'000, 'x'));
    QVERIFY(entered.wait());
    const auto refused = server.client().request("POST", "/echo", std::string(20'000, 'x'));
    QVERIFY(refused);
    QCOMPARE(refused->status, 429);
    QVERIFY(!refused->header("retry-after").empty());
    gate.open();
    QCOMPARE(holder.readAnswer()->status, 204);
    // The body is let go of a moment after its answer.
    QTRY_COMPARE(server.client().request("POST", "/echo", std::string(20'000, 'x'))->status, 200);
}

void TestHttpLimits::limitsAnswersThatNobodyReads()
{
    HttpSettings settings;
    settings.answersLimitBytes = 12 * 1024 * 1024;
    TestServer server(settings);
    RawHttpClient slow = server.client();
    slow.send("GET /big HTTP/1.1\r\nHost: " + server.host() + "\r\n\r\n");
    QVERIFY(slow.waitForFirstByte());
    const auto refused = server.client().request("GET", "/big");
    QVERIFY(refused);
    QCOMPARE(refused->status, 503);
    QVERIFY(!refused->header("retry-after").empty());
    QCOMPARE(slow.readAnswer()->status, 200);
    QTRY_COMPARE(server.client().request("GET", "/big")->status, 200);
}

void TestHttpLimits::refusesWhenThePoolIsFull()
{
    Gate gate;
    std::atomic<int> running = 0;
    Route hold = TestServer::route("GET", "/hold", [&](Request &) {
        ++running;
        gate.wait(std::chrono::seconds(60));
        return Response::empty(204);
    });
    TestServer server({}, {hold});
    // Two run, sixteen wait.
    std::vector<RawHttpClient> clients;
    for (int i = 0; i < 18; ++i) {
        if (i == 2)
            QTRY_COMPARE(running.load(), 2);
        clients.push_back(server.client());
        QVERIFY(clients.back().send("GET /hold HTTP/1.1\r\nHost: " + server.host() + "\r\n\r\n"));
    }
    QTRY_COMPARE(server.server().status().activeRequests, 18);
    RawHttpClient late = server.client();
    const auto refused = late.request("GET", "/hello");
    QVERIFY(refused);
    QCOMPARE(refused->status, 503);
    QVERIFY(!refused->header("retry-after").empty());
    QCOMPARE(late.request("GET", "/inline")->status, 200);
    gate.open();
    for (RawHttpClient &client : clients)
        QCOMPARE(client.readAnswer()->status, 204);
    QCOMPARE(late.request("GET", "/hello")->status, 200);
}

void TestHttpLimits::servesOthersBesideHalfOpenClients()
{
    HttpSettings settings;
    settings.connectionsPerAddress = 512;
    settings.headerDeadlineMillis = 1500;
    TestServer server(settings);
    std::vector<RawHttpClient> halfOpen;
    for (int i = 0; i < 300; ++i) {
        halfOpen.push_back(server.client());
        QVERIFY(halfOpen.back().isConnected());
        QVERIFY(halfOpen.back().send("GET /hello HTTP/1.1\r\nHost: "));
    }
    RawHttpClient client = server.client();
    for (int i = 0; i < 200; ++i)
        QCOMPARE(client.request("GET", "/hello")->status, 200);
    QTRY_COMPARE(server.server().status().openConnections, 301);
    for (RawHttpClient &half : halfOpen) {
        const auto answer = half.readAnswer();
        QVERIFY(answer);
        QCOMPARE(answer->status, 408);
        half.close();
    }
    QTRY_COMPARE(server.server().status().openConnections, 1);
}

void TestHttpLimits::closesOnAClientThatDoesNotRead()
{
    TestServer server(quick());
    RawHttpClient client = server.client();
    // The kernel's buffers hold a part of 8 MiB at most.
    for (int i = 0; i < 8; ++i)
        QVERIFY(client.send("GET /big HTTP/1.1\r\nHost: " + server.host() + "\r\n\r\n"));
    QTRY_COMPARE(server.server().status().openConnections, 1);
    QTRY_COMPARE(server.server().status().openConnections, 0);
    QCOMPARE(server.client().request("GET", "/hello")->status, 200);
}

QTEST_GUILESS_MAIN(TestHttpLimits)
#include "tst_httplimits.moc"
