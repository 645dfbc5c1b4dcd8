#include "servertest.h"

#include <QTest>

using namespace explorer;
using namespace explorer::http;
using namespace explorer::test;

namespace
{

/// What a stream's handler makes: `pieces` of `size` bytes, each of its own letter, and then an end, or a
/// failure.
struct Source {
    int pieces = 0;
    std::size_t size = 0;
    bool fails = false;
    std::atomic<int> made{1};
    std::atomic<bool> isThere{true};

    [[nodiscard]] std::string piece(int number) const
    {
        return std::string(size, static_cast<char>('a' + number % 26));
    }
    [[nodiscard]] std::string whole() const
    {
        std::string all;
        for (int i = 0; i < pieces; ++i)
            all += piece(i);
        return all;
    }
};

Route streamOf(Source &source)
{
    Route made = TestServer::route("GET", "/stream", [&source](Request &) {
        Response response = Response::text(200, source.piece(0), "text/plain");
        // Tells when the server lets go of it.
        const std::shared_ptr<void> held(nullptr, [&source](void *) { source.isThere = false; });
        response.next = [&source, held]() -> Result<std::string> {
            if (source.made == source.pieces && source.fails)
                return fail(ErrorCode::Internal, "internal", "boom-detail");
            if (source.made == source.pieces)
                return std::string();
            return source.piece(source.made++);
        };
        return response;
    });
    made.deadline = std::chrono::seconds(60);
    return made;
}

std::string get(TestServer &server, const char *version = "HTTP/1.1")
{
    return std::string("GET /stream ") + version + "\r\nHost: " + server.host() + "\r\n\r\n";
}

} // namespace

/// Answers that are made while they are sent.
class TestHttpStream final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsAllPieces();
    void servesTheNextRequestAfterIt();
    void breaksOffAtAFailure();
    void breaksOffAtAnException();
    void makesNoMoreThanTheClientTakes();
    void letsGoWhenTheClientIsGone();
    void breaksOffAtTheDeadline();
    void endsWithTheConnectionForAnOldClient();
    void resetsAnOldClientAtAFailure();
    void hasNoBodyForHead();
    void isCutByAStop();
};

void TestHttpStream::sendsAllPieces()
{
    Source source{50, 100'000};
    TestServer server({}, {streamOf(source)});
    const auto answer = server.client().request("GET", "/stream");
    QVERIFY(answer);
    QCOMPARE(answer->status, 200);
    QCOMPARE(answer->header("transfer-encoding"), std::string("chunked"));
    QVERIFY(answer->header("content-length").empty());
    QVERIFY(answer->body == source.whole());
    QTRY_VERIFY(!source.isThere);
    QTRY_VERIFY(server.log().find("\"outcome\":\"whole\"") != std::string::npos);
    QCOMPARE(server.server().status().activeRequests, 0);
}

void TestHttpStream::servesTheNextRequestAfterIt()
{
    Source source{3, 10};
    TestServer server({}, {streamOf(source)});
    RawHttpClient client = server.client();
    // Pipelined: the second waits for the stream's end.
    QVERIFY(client.send(get(server) + "GET /hello HTTP/1.1\r\nHost: " + server.host() + "\r\n\r\n"));
    QCOMPARE(client.readAnswer()->body, source.whole());
    QCOMPARE(client.readAnswer()->body, std::string("hello"));
}

void TestHttpStream::breaksOffAtAFailure()
{
    Source source{3, 1000, true};
    TestServer server({}, {streamOf(source)});
    RawHttpClient client = server.client();
    QVERIFY(client.send(get(server)));
    QVERIFY(!client.readAnswer());
    QTRY_VERIFY(server.log().find("stream_broken") != std::string::npos);
    QTRY_VERIFY(!source.isThere);
    QTRY_COMPARE(server.server().status().openConnections, 0);
    QCOMPARE(server.client().request("GET", "/hello")->status, 200);
}

void TestHttpStream::breaksOffAtAnException()
{
    Route throwing = TestServer::route("GET", "/stream", [](Request &) {
        Response response = Response::text(200, "begun", "text/plain");
        response.next = []() -> Result<std::string> { throw std::runtime_error("boom-detail"); };
        return response;
    });
    TestServer server({}, {throwing});
    RawHttpClient client = server.client();
    QVERIFY(client.send(get(server)));
    QVERIFY(!client.readAnswer());
    QTRY_VERIFY(server.log().find("boom-detail") != std::string::npos);
    QCOMPARE(server.client().request("GET", "/hello")->status, 200);
}

void TestHttpStream::makesNoMoreThanTheClientTakes()
{
    // 1 GB, of which the sockets' buffers hold a few MB.
    Source source{10'000, 100'000};
    HttpSettings settings;
    settings.idleMillis = 400;
    TestServer server(settings, {streamOf(source)});
    RawHttpClient client = server.client();
    QVERIFY(client.send(get(server)));
    QVERIFY(client.waitForFirstByte());
    // The client reads nothing more, and is taken for gone.
    QTRY_VERIFY(server.log().find("\"outcome\":\"client_silent\"") != std::string::npos);
    QVERIFY2(source.made < 500, qPrintable(QString::number(source.made)));
    QVERIFY(!client.readAnswer());
    QTRY_VERIFY(!source.isThere);
}

void TestHttpStream::letsGoWhenTheClientIsGone()
{
    Source source{10'000, 100'000};
    TestServer server({}, {streamOf(source)});
    RawHttpClient client = server.client();
    QVERIFY(client.send(get(server)));
    QVERIFY(client.waitForFirstByte());
    client.close();
    QTRY_VERIFY(!source.isThere);
    QTRY_COMPARE(server.server().status().openConnections, 0);
    QTRY_COMPARE(server.server().status().activeRequests, 0);
}

void TestHttpStream::breaksOffAtTheDeadline()
{
    Source source{10'000, 100'000};
    Route route = streamOf(source);
    route.deadline = std::chrono::milliseconds(100);
    TestServer server({}, {route});
    RawHttpClient client = server.client();
    QVERIFY(client.send(get(server)));
    QTRY_VERIFY(server.log().find("\"outcome\":\"deadline\"") != std::string::npos);
    QVERIFY(!client.readAnswer());
    QTRY_VERIFY(!source.isThere);
}

void TestHttpStream::endsWithTheConnectionForAnOldClient()
{
    Source source{5, 1000};
    TestServer server({}, {streamOf(source)});
    RawHttpClient client = server.client();
    QVERIFY(client.send(get(server, "HTTP/1.0")));
    const auto answer = client.readAnswer();
    QVERIFY(answer);
    QVERIFY(answer->header("transfer-encoding").empty());
    QVERIFY(answer->header("content-length").empty());
    QCOMPARE(answer->header("connection"), std::string("close"));
    QCOMPARE(client.readUntilClose().value_or("broken"), source.whole());
}

void TestHttpStream::resetsAnOldClientAtAFailure()
{
    Source source{5, 1000, true};
    TestServer server({}, {streamOf(source)});
    RawHttpClient client = server.client();
    QVERIFY(client.send(get(server, "HTTP/1.0")));
    QVERIFY(!client.readUntilClose());
}

void TestHttpStream::hasNoBodyForHead()
{
    Source source{5, 1000};
    TestServer server({}, {streamOf(source)});
    RawHttpClient client = server.client();
    const auto head = client.request("HEAD", "/stream");
    QVERIFY(head);
    QCOMPARE(head->status, 200);
    QTRY_VERIFY(!source.isThere);
    QCOMPARE(source.made.load(), 1);
    QCOMPARE(client.request("GET", "/hello")->body, std::string("hello"));
}

void TestHttpStream::isCutByAStop()
{
    Source source{10'000, 100'000};
    HttpSettings settings;
    settings.drainMillis = 100;
    TestServer server(settings, {streamOf(source)});
    RawHttpClient client = server.client();
    QVERIFY(client.send(get(server)));
    QVERIFY(client.waitForFirstByte());
    server.server().stop();
    QVERIFY(!client.readAnswer());
    QTRY_VERIFY(!source.isThere);
}

QTEST_GUILESS_MAIN(TestHttpStream)
#include "tst_httpstream.moc"
