#include "servertest.h"

#include <QTest>

using namespace explorer;
using namespace explorer::http;
using namespace explorer::test;

/// What must be refused by the form of the request alone.
class TestHostileHttp final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesAndCloses_data();
    void refusesAndCloses();
    void checksTheHost_data();
    void checksTheHost();
    void answersConfiguredHosts();
    void doesNotSmuggleASecondRequest();
    void ignoresTrailers();
};

void TestHostileHttp::refusesAndCloses_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const std::string &text, int status) {
        QTest::newRow(name) << QByteArray::fromStdString(text) << status;
    };
    const auto post = [](const std::string &headers, const std::string &body = {}) {
        return "POST /echo HTTP/1.1\r\nHost: @\r\n" + headers + "\r\n" + body;
    };
    const auto chunked = [&](const std::string &body) {
        return post("Transfer-Encoding: chunked\r\n", body);
    };
    row("two lengths", post("Content-Length: 5\r\nContent-Length: 6\r\n", "hello!"), 400);
    row("two equal lengths", post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello"), 400);
    row("a list of lengths", post("Content-Length: 5, 5\r\n", "hello"), 400);
    row("length and chunked", post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400);
    row("chunked and length", post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n"), 400);
    row("negative length", post("Content-Length: -1\r\n"), 400);
    row("signed length", post("Content-Length: +5\r\n", "hello"), 400);
    row("length 2^64-1", post("Content-Length: 18446744073709551615\r\n"), 400);
    row("length over 2^64", post("Content-Length: 99999999999999999999999\r\n"), 400);
    row("hexadecimal length", post("Content-Length: 0x5\r\n", "hello"), 400);
    row("empty length", post("Content-Length: \r\n"), 400);
    row("unknown coding", post("Transfer-Encoding: gzip\r\n"), 400);
    row("coding list", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 400);
    row("coding twice", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", "0\r\n\r\n"),
        400);
    row("odd coding", post("Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n"), 400);
    row("coding in 1.0", "POST /echo HTTP/1.0\r\nHost: @\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        400);
    row("chunk size no number", chunked("zz\r\nhello\r\n0\r\n\r\n"), 400);
    row("negative chunk", chunked("-5\r\nhello\r\n0\r\n\r\n"), 400);
    row("chunk size 2^64", chunked("10000000000000000\r\nhello\r\n0\r\n\r\n"), 400);
    row("chunk without its line end", chunked("5\r\nhelloX\r\n0\r\n\r\n"), 400);
    row("chunk over the limit", chunked("7fffffff\r\nhello"), 413);
    row("endless chunk size", chunked("1;" + std::string(20'000, 'a')), 400);
    row("length over the limit", post("Content-Length: 70000\r\n"), 413);
    row("folded header", post("X-A: 1\r\n 2\r\n"), 400);
    row("space before the colon", post("Content-Length : 5\r\n", "hello"), 400);
    row("header without a name", post(": 5\r\n"), 400);
    row("NUL in a header", post(std::string("X-A: a\0b\r\n", 10)), 400);
    row("bare CR in a header", post("X-A: a\rb\r\n"), 400);
    row("bare LF", "GET /hello HTTP/1.1\nHost: @\n\n", 400);
    row("bare LF inside", "GET /hello HTTP/1.1\r\nHost: @\nX-A: 1\r\n\r\n", 400);
    row("no version", "GET /hello\r\n\r\n", 400);
    row("nonsense version", "GET /hello HTTQ/1.1\r\nHost: @\r\n\r\n", 400);
    row("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
    row("HTTP/3.0", "GET /hello HTTP/3.0\r\nHost: @\r\n\r\n", 505);
    row("TLS greeting", std::string("\x16\x03\x01\x02\x00\x01\x00", 7), 400);
    row("unknown content encoding", post("Content-Encoding: br\r\nContent-Length: 3\r\n", "abc"), 415);
    row("broken gzip", post("Content-Encoding: gzip\r\nContent-Length: 3\r\n", "abc"), 400);
    row("unknown expectation", post("Expect: 200-ok\r\nContent-Length: 3\r\n", "abc"), 417);
}

void TestHostileHttp::refusesAndCloses()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    TestServer server;
    request.replace('@', server.host().c_str());
    RawHttpClient client = server.client();
    client.send(request.toStdString());
    const auto answer = client.readAnswer();
    QVERIFY(answer);
    QCOMPARE(answer->status, status);
    QCOMPARE(answer->header("content-type"), std::string("application/problem+json"));
    QVERIFY(client.waitForClose());
    QCOMPARE(server.client().request("GET", "/hello")->status, 200);
}

void TestHostileHttp::checksTheHost_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const char *line, const char *headers, int status) {
        QTest::newRow(name) << QByteArray(line) + " HTTP/1.1\r\n" + headers + "\r\n" << status;
    };
    row("missing", "GET /hello", "", 400);
    row("repeated", "GET /hello", "Host: @\r\nHost: @\r\n", 400);
    row("empty", "GET /hello", "Host: \r\n", 421);
    row("foreign", "GET /hello", "Host: evil.example\r\n", 421);
    row("foreign with our port", "GET /hello", "Host: evil.example:#\r\n", 421);
    row("other port", "GET /hello", "Host: 127.0.0.1:1\r\n", 421);
    row("no port", "GET /hello", "Host: 127.0.0.1\r\n", 421);
    row("localhost", "GET /hello", "Host: LocalHost:#\r\n", 200);
    row("address", "GET /hello", "Host: @\r\n", 200);
    row("absolute form", "GET http://@/hello", "Host: @\r\n", 200);
    row("absolute form of another", "GET http://evil.example/hello", "Host: @\r\n", 421);
    row("absolute form, Host of another", "GET http://@/hello", "Host: evil.example\r\n", 421);
    row("absolute form with a user", "GET http://a%40b@@/hello", "Host: @\r\n", 400);
    row("authority form", "CONNECT @", "Host: @\r\n", 501);
    row("TRACE", "TRACE /hello", "Host: @\r\n", 501);
    row("unknown method", "BREW /hello", "Host: @\r\n", 501);
    row("broken escape", "GET /items/%zz", "Host: @\r\n", 400);
    row("cut escape", "GET /items/%4", "Host: @\r\n", 400);
    row("NUL escape", "GET /items/%00", "Host: @\r\n", 400);
    row("no UTF-8", "GET /items/%ff", "Host: @\r\n", 400);
    row("overlong UTF-8", "GET /items/%c0%af", "Host: @\r\n", 400);
    row("broken query", "GET /items/1?n=%", "Host: @\r\n", 400);
    row("dots", "GET /items/../hello", "Host: @\r\n", 404);
}

void TestHostileHttp::checksTheHost()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    TestServer server;
    request.replace("b@@", QByteArray("b!") + server.host().c_str());
    request.replace('@', server.host().c_str());
    request.replace("b!", "b@");
    request.replace('#', std::to_string(server.server().port()).c_str());
    RawHttpClient client = server.client();
    QVERIFY(client.send(request.toStdString()));
    const auto answer = client.readAnswer();
    QVERIFY(answer);
    QCOMPARE(answer->status, status);
}

void TestHostileHttp::answersConfiguredHosts()
{
    HttpSettings settings;
    settings.hosts = {"Search.Example", "proxy.example:443"};
    TestServer server(settings);
    RawHttpClient client = server.client();
    for (const auto &[host, status] : std::vector<std::pair<std::string, int>>{{"search.example", 200},
                                                                               {"search.example:99", 200},
                                                                               {"proxy.example:443", 200},
                                                                               {"proxy.example", 421}}) {
        QVERIFY(client.send("GET /hello HTTP/1.1\r\nHost: " + host + "\r\n\r\n"));
        QCOMPARE(client.readAnswer()->status, status);
    }
}

void TestHostileHttp::doesNotSmuggleASecondRequest()
{
    TestServer server;
    RawHttpClient client = server.client();
    client.send("POST /echo HTTP/1.1\r\nHost: " + server.host() +
                "\r\nContent-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\nGET /hello HTTP/1.1\r\nHost: " +
                server.host() + "\r\n\r\n");
    QCOMPARE(client.readAnswer()->status, 400);
    QVERIFY(!client.readAnswer());
    QVERIFY(server.log().find("\"route\":\"/hello\"") == std::string::npos);
}

void TestHostileHttp::ignoresTrailers()
{
    TestServer server;
    RawHttpClient client = server.client();
    QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: " + server.host() +
                        "\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX-Request-Id: late\r\n\r\n"));
    const auto answer = client.readAnswer();
    QVERIFY(answer);
    QCOMPARE(answer->body, std::string("abc"));
    QVERIFY(answer->header("x-request-id") != "late");
    QCOMPARE(client.request("GET", "/hello")->status, 200);
}

QTEST_GUILESS_MAIN(TestHostileHttp)
#include "tst_hostilehttp.moc"
