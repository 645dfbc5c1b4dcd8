#include "server/http/gzip_p.h"
#include "servertest.h"

#include <QTest>

using namespace explorer;
using namespace explorer::http;
using namespace explorer::test;

class TestHttpBodies final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsChunksHoweverTheyAreCut();
    void readsBodiesByteForByte();
    void limitsChunkedBodies();
    void continuesOnlyWhatIsAccepted();
    void readsNoBodyOfWhoIsNotLetIn();
    void packsAnswers_data();
    void packsAnswers();
    void keepsSmallAndPackedTypesPlain();
    void saysThePackedLengthToHead();
    void readsPackedBodies();
    void readsPackedBodiesInMembers();
    void refusesCutPackedBodies();
    void refusesBombs();
    void sendsLargeAnswersWhole();
};

namespace
{

std::string unpack(const std::string &packed)
{
    GzipReader reader(64 * 1024 * 1024);
    std::string text;
    return reader.put(packed, text) && reader.finish() ? text : "broken";
}

/// Packs badly enough to stay under the ratio limit.
std::string sampleText(std::size_t size)
{
    std::string text;
    for (std::uint64_t state = 1; text.size() < size;
         state = state * 6364136223846793005ULL + 1442695040888963407ULL)
        text += "row " + std::to_string(state >> 40) + "\n";
    text.resize(size);
    return text;
}

Route page(std::size_t size, const std::string &type = "application/json")
{
    return TestServer::route("GET", "/page",
                             [=](Request &) { return Response::text(200, sampleText(size), type); });
}

} // namespace

void TestHttpBodies::readsChunksHoweverTheyAreCut()
{
    TestServer server;
    RawHttpClient client = server.client();
    const std::string text = "POST /echo HTTP/1.1\r\nHost: " + server.host() +
                             "\r\nTransfer-Encoding: chunked\r\n\r\n4;a=b\r\nWiki\r\n5\r\npedia\r\n0\r\n\r\n";
    for (std::size_t step : {std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{7}, text.size()}) {
        for (std::size_t i = 0; i < text.size(); i += step)
            QVERIFY(client.send(text.substr(i, step)));
        const auto answer = client.readAnswer();
        QVERIFY(answer);
        QCOMPARE(answer->body, std::string("Wikipedia"));
    }
    QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: " + server.host() +
                        "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"));
    QVERIFY(client.send("\r"));
    QVERIFY(client.send("\n"));
    QCOMPARE(client.readAnswer()->status, 200);
}

void TestHttpBodies::readsBodiesByteForByte()
{
    TestServer server;
    RawHttpClient client = server.client();
    std::string body;
    for (int i = 0; i < 256; ++i)
        body += static_cast<char>(i);
    const std::string text =
        "POST /echo HTTP/1.1\r\nHost: " + server.host() + "\r\nContent-Length: 256\r\n\r\n" + body;
    for (char c : text)
        QVERIFY(client.send(std::string(1, c)));
    const auto answer = client.readAnswer();
    QVERIFY(answer);
    QCOMPARE(answer->body, body);
}

void TestHttpBodies::limitsChunkedBodies()
{
    TestServer server;
    RawHttpClient client = server.client();
    client.send("POST /echo HTTP/1.1\r\nHost: " + server.host() + "\r\nTransfer-Encoding: chunked\r\n\r\n");
    const std::string chunk = "4000\r\n" + std::string(0x4000, 'x') + "\r\n";
    for (int i = 0; i < 5; ++i)
        client.send(chunk);
    const auto answer = client.readAnswer();
    QVERIFY(answer);
    QCOMPARE(answer->status, 413);
    QVERIFY(client.waitForClose());
}

void TestHttpBodies::continuesOnlyWhatIsAccepted()
{
    TestServer server;
    RawHttpClient client = server.client();
    const std::string head = " HTTP/1.1\r\nHost: " + server.host() + "\r\nExpect: 100-continue\r\n";
    QVERIFY(client.send("POST /echo" + head + "Content-Length: 5\r\n\r\n"));
    QCOMPARE(client.readAnswer()->status, 100);
    QVERIFY(client.send("hello"));
    QCOMPARE(client.readAnswer()->body, std::string("hello"));
    QVERIFY(client.send("POST /echo" + head + "Content-Length: 70000\r\n\r\n"));
    QCOMPARE(client.readAnswer()->status, 413);
    RawHttpClient other = server.client();
    QVERIFY(other.send("POST /nothing" + head + "Content-Length: 5\r\n\r\n"));
    QCOMPARE(other.readAnswer()->status, 404);
}

void TestHttpBodies::readsNoBodyOfWhoIsNotLetIn()
{
    const HttpServer::Middleware onlyFriends = [](Request &request, const Route &, const Handler &next) {
        return request.header("x-friend")
                   ? next(request)
                   : problem(makeError(ErrorCode::Unauthenticated, "token_missing", "Say who you are."),
                             request);
    };
    TestServer server({}, {}, {}, {onlyFriends});
    const std::string post =
        "POST /echo HTTP/1.1\r\nHost: " + server.host() + "\r\nContent-Length: 60000\r\n";
    RawHttpClient stranger = server.client();
    QVERIFY(stranger.send(post + "Expect: 100-continue\r\n\r\n"));
    QCOMPARE(stranger.readAnswer()->status, 401);
    QVERIFY(stranger.waitForClose());
    RawHttpClient sender = server.client();
    QVERIFY(sender.send(post + "\r\nthe first bytes of many"));
    QCOMPARE(sender.readAnswer()->status, 401);
    QVERIFY(sender.waitForClose());
    RawHttpClient friendly = server.client();
    // Without a body there is nothing in the way of the next request.
    QCOMPARE(friendly.request("GET", "/hello")->status, 401);
    QVERIFY(friendly.send(post + "X-Friend: yes\r\nExpect: 100-continue\r\n\r\n"));
    QCOMPARE(friendly.readAnswer()->status, 100);
    QVERIFY(friendly.send(std::string(60'000, 'x')));
    QCOMPARE(friendly.readAnswer()->body.size(), std::size_t{60'000});
    QTRY_VERIFY(server.log().find("\"status\":\"401\"") != std::string::npos);
}

void TestHttpBodies::packsAnswers_data()
{
    QTest::addColumn<QByteArray>("accepts");
    QTest::addColumn<bool>("packed");
    QTest::newRow("gzip") << QByteArray("gzip") << true;
    QTest::newRow("list") << QByteArray("deflate, gzip;q=0.5") << true;
    QTest::newRow("star") << QByteArray("*") << true;
    QTest::newRow("refused") << QByteArray("gzip;q=0, *") << false;
    QTest::newRow("refused with digits") << QByteArray("gzip; q=0.000") << false;
    QTest::newRow("other") << QByteArray("br") << false;
    QTest::newRow("plain") << QByteArray("identity") << false;
}

void TestHttpBodies::packsAnswers()
{
    QFETCH(QByteArray, accepts);
    QFETCH(bool, packed);
    TestServer server({}, {page(20'000)});
    const auto answer =
        server.client().request("GET", "/page", {}, "Accept-Encoding: " + accepts.toStdString() + "\r\n");
    QVERIFY(answer);
    QCOMPARE(answer->header("vary"), std::string("Accept-Encoding"));
    QCOMPARE(answer->header("content-encoding"), std::string(packed ? "gzip" : ""));
    QVERIFY(packed == (answer->body.size() < 20'000));
    QVERIFY((packed ? unpack(answer->body) : answer->body) == sampleText(20'000));
}

void TestHttpBodies::keepsSmallAndPackedTypesPlain()
{
    TestServer small({}, {page(1000)});
    QCOMPARE(
        small.client().request("GET", "/page", {}, "Accept-Encoding: gzip\r\n")->header("content-encoding"),
        std::string());
    TestServer image({}, {page(5000, "image/png")});
    const auto answer = image.client().request("GET", "/page", {}, "Accept-Encoding: gzip\r\n");
    QVERIFY(answer);
    QCOMPARE(answer->header("content-encoding"), std::string());
    QCOMPARE(answer->header("vary"), std::string());
}

void TestHttpBodies::saysThePackedLengthToHead()
{
    TestServer server({}, {page(20'000)});
    RawHttpClient client = server.client();
    const auto head = client.request("HEAD", "/page", {}, "Accept-Encoding: gzip\r\n");
    const auto get = client.request("GET", "/page", {}, "Accept-Encoding: gzip\r\n");
    QVERIFY(head && get);
    QCOMPARE(head->header("content-length"), std::to_string(get->body.size()));
    QCOMPARE(head->header("content-encoding"), std::string("gzip"));
}

void TestHttpBodies::readsPackedBodies()
{
    TestServer server;
    const std::string text = sampleText(60'000);
    const auto answer =
        server.client().request("POST", "/echo", gzipCompress(text), "Content-Encoding: gzip\r\n");
    QVERIFY(answer);
    QCOMPARE(answer->status, 200);
    QVERIFY(answer->body == text);
}

void TestHttpBodies::readsPackedBodiesInMembers()
{
    TestServer server;
    const auto answer = server.client().request("POST", "/echo", gzipCompress("one ") + gzipCompress("two"),
                                                "Content-Encoding: gzip\r\n");
    QVERIFY(answer);
    QCOMPARE(answer->body, std::string("one two"));
}

void TestHttpBodies::refusesCutPackedBodies()
{
    TestServer server;
    std::string packed = gzipCompress(sampleText(5000));
    packed.resize(packed.size() - 9);
    QCOMPARE(server.client().request("POST", "/echo", packed, "Content-Encoding: gzip\r\n")->status, 400);
}

void TestHttpBodies::refusesBombs()
{
    Route large = TestServer::route("POST", "/large", [](Request &request) {
        return Response::text(200, std::to_string(request.body.size()), "text/plain");
    });
    large.bodyLimitBytes = 32 * 1024 * 1024;
    TestServer server({}, {large});
    const std::string bomb = gzipCompress(std::string(20 * 1024 * 1024, '0'));
    QCOMPARE(server.client().request("POST", "/large", bomb, "Content-Encoding: gzip\r\n")->status, 413);
    // Over the route's limit, under the ratio's.
    const std::string wide = gzipCompress(sampleText(300'000));
    QVERIFY(wide.size() > 3000);
    QCOMPARE(server.client()
                 .request("POST", "/echo", wide.substr(0, 64 * 1024), "Content-Encoding: gzip\r\n")
                 ->status,
             413);
    QCOMPARE(server.client().request("POST", "/large", wide, "Content-Encoding: gzip\r\n")->body,
             std::string("300000"));
}

void TestHttpBodies::sendsLargeAnswersWhole()
{
    TestServer server;
    RawHttpClient client = server.client();
    for (int i = 0; i < 3; ++i) {
        const auto answer = client.request("GET", "/big");
        QVERIFY(answer);
        QVERIFY(answer->body == std::string(8 * 1024 * 1024, 'b'));
    }
}

QTEST_GUILESS_MAIN(TestHttpBodies)
#include "tst_httpbodies.moc"
