#include "servertest.h"

#include <QProcess>
#include <QSslSocket>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace explorer;
using namespace explorer::http;
using namespace explorer::test;

/// Clients that go, servers that stop, and TLS.
class TestHttpLife final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cancelsTheRequestOfAGoneClient();
    void survivesAClientGoneInTheMiddleOfAnAnswer();
    void survivesAClientGoneInTheMiddleOfABody();
    void finishesARunningHandlerBeforeItStops();
    void doesNotWaitForeverForAHandler();
    void givesTheHandlerItsDeadline();
    void servesTlsBesideASilentClient();
    void namesABrokenCertificate();
    void runsWithoutAnEventLoopOnTheCallersThread();

private:
    static HttpSettings certified(const QTemporaryDir &directory);
};

void TestHttpLife::cancelsTheRequestOfAGoneClient()
{
    Gate entered;
    Gate cancelled;
    Route wait = TestServer::route("GET", "/wait", [&](Request &request) {
        entered.open();
        while (!request.cancel.isCancelled())
            std::this_thread::yield();
        cancelled.open();
        return Response::empty(204);
    });
    TestServer server({}, {wait});
    RawHttpClient client = server.client();
    QVERIFY(client.send("GET /wait HTTP/1.1\r\nHost: " + server.host() + "\r\n\r\n"));
    QVERIFY(entered.wait());
    client.close();
    QVERIFY(cancelled.wait());
    QTRY_COMPARE(server.server().status().openConnections, 0);
    QCOMPARE(server.client().request("GET", "/hello")->status, 200);
}

void TestHttpLife::survivesAClientGoneInTheMiddleOfAnAnswer()
{
    TestServer server;
    for (int i = 0; i < 20; ++i) {
        RawHttpClient client = server.client();
        const std::string id = "gone-" + std::to_string(i) + "-";
        QVERIFY(client.send("GET /big HTTP/1.1\r\nHost: " + server.host() + "\r\nX-Request-Id: " + id +
                            "\r\n\r\n"));
        // The log line is written when the answer's first bytes go out; its last do not fit the kernel's
        // buffers.
        QTRY_VERIFY(server.log().find(id) != std::string::npos);
        client.close(i % 2 == 0);
    }
    QTRY_COMPARE(server.server().status().openConnections, 0);
    QTRY_COMPARE(server.server().status().activeRequests, 0);
    QCOMPARE(server.client().request("GET", "/hello")->status, 200);
}

void TestHttpLife::survivesAClientGoneInTheMiddleOfABody()
{
    TestServer server;
    for (int i = 0; i < 20; ++i) {
        RawHttpClient client = server.client();
        QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: " + server.host() +
                            "\r\nContent-Length: 5000\r\n\r\nabc"));
        client.close(i % 2 == 0);
    }
    QTRY_COMPARE(server.server().status().openConnections, 0);
    QVERIFY(server.log().find("\"route\":\"/echo\"") == std::string::npos);
    QCOMPARE(server.client().request("GET", "/hello")->status, 200);
}

void TestHttpLife::finishesARunningHandlerBeforeItStops()
{
    Gate entered;
    Gate gate;
    Route hold = TestServer::route("GET", "/hold", [&](Request &) {
        entered.open();
        gate.wait();
        return Response::text(200, "done", "text/plain");
    });
    TestServer server({}, {hold});
    RawHttpClient idle = server.client();
    QCOMPARE(idle.request("GET", "/hello")->status, 200);
    RawHttpClient busy = server.client();
    QVERIFY(busy.send("GET /hold HTTP/1.1\r\nHost: " + server.host() + "\r\n\r\n"));
    QVERIFY(entered.wait());
    const std::uint16_t port = server.server().port();
    std::thread stopper([&] { server.server().stop(); });
    QVERIFY(idle.waitForClose());
    QVERIFY(server.server().status().draining);
    QVERIFY(!RawHttpClient(port).isConnected());
    gate.open();
    const auto answer = busy.readAnswer();
    stopper.join();
    QVERIFY(answer);
    QCOMPARE(answer->body, std::string("done"));
    QCOMPARE(answer->header("connection"), std::string("close"));
}

void TestHttpLife::doesNotWaitForeverForAHandler()
{
    Gate entered;
    Gate left;
    Route stuck = TestServer::route("GET", "/stuck", [&](Request &request) {
        entered.open();
        while (!request.cancel.isCancelled())
            std::this_thread::yield();
        left.open();
        return Response::empty(204);
    });
    HttpSettings settings;
    settings.drainMillis = 100;
    TestServer server(settings, {stuck});
    RawHttpClient client = server.client();
    QVERIFY(client.send("GET /stuck HTTP/1.1\r\nHost: " + server.host() + "\r\n\r\n"));
    QVERIFY(entered.wait());
    server.server().stop();
    QCOMPARE(server.server().status().openConnections, 0);
    QVERIFY(left.wait());
}

void TestHttpLife::givesTheHandlerItsDeadline()
{
    Route late = TestServer::route("GET", "/late", [](Request &request) {
        const auto left = request.deadline.at() - std::chrono::steady_clock::now();
        return Response::text(
            200, left > std::chrono::seconds(5) && left <= std::chrono::seconds(7) ? "yes" : "no",
            "text/plain");
    });
    late.deadline = std::chrono::seconds(7);
    TestServer server({}, {late});
    QCOMPARE(server.client().request("GET", "/late")->body, std::string("yes"));
}

HttpSettings TestHttpLife::certified(const QTemporaryDir &directory)
{
    const QString key = directory.filePath(QStringLiteral("key.pem"));
    const QString certificate = directory.filePath(QStringLiteral("certificate.pem"));
    const QStringList arguments{QStringLiteral("req"),
                                QStringLiteral("-x509"),
                                QStringLiteral("-newkey"),
                                QStringLiteral("rsa:2048"),
                                QStringLiteral("-nodes"),
                                QStringLiteral("-days"),
                                QStringLiteral("1"),
                                QStringLiteral("-subj"),
                                QStringLiteral("/CN=127.0.0.1"),
                                QStringLiteral("-keyout"),
                                key,
                                QStringLiteral("-out"),
                                certificate};
    QProcess openssl;
    openssl.start(QStringLiteral("openssl"), arguments);
    openssl.waitForFinished();
    HttpSettings settings;
    settings.certificateFile = certificate.toStdString();
    settings.keyFile = key.toStdString();
    return settings;
}

void TestHttpLife::servesTlsBesideASilentClient()
{
    if (QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty())
        QSKIP("The openssl command, which makes the test's certificate, is not installed.");
    QTemporaryDir directory;
    HttpSettings settings = certified(directory);
    settings.headerDeadlineMillis = 3000;
    TestServer server(settings);
    QVERIFY(server.isListening());
    QVERIFY(server.server().url().rfind("https://", 0) == 0);
    RawHttpClient silent = server.client();
    RawHttpClient plain = server.client();
    QVERIFY(plain.send("GET /hello HTTP/1.1\r\n\r\n"));
    QSslSocket client;
    client.setPeerVerifyMode(QSslSocket::VerifyNone);
    client.connectToHostEncrypted(QStringLiteral("127.0.0.1"), server.server().port());
    QVERIFY(client.waitForEncrypted(5000));
    for (const char *path : {"/hello", "/big", "/inline"}) {
        client.write("GET " + QByteArray(path) + " HTTP/1.1\r\nHost: " + server.host().c_str() + "\r\n\r\n");
        const qsizetype expected = path == std::string("/big") ? 8 * 1024 * 1024 : 5;
        QByteArray got;
        while (got.indexOf("\r\n\r\n") < 0 || got.size() - got.indexOf("\r\n\r\n") - 4 < expected) {
            QVERIFY(client.bytesAvailable() > 0 || client.waitForReadyRead(5000));
            got += client.readAll();
        }
        QVERIFY(got.startsWith("HTTP/1.1 200 OK\r\n"));
    }
    QVERIFY(plain.waitForClose());
    QVERIFY(silent.waitForClose());
}

void TestHttpLife::namesABrokenCertificate()
{
    HttpServer::Parts parts;
    parts.settings.certificateFile = "/nonexistent/certificate.pem";
    parts.settings.keyFile = "/nonexistent/key.pem";
    const auto created = HttpServer::create(std::move(parts));
    QVERIFY(!created);
    QCOMPARE(created.error().reason, std::string("certificate_invalid"));
    QVERIFY(created.error().message.find("/nonexistent/certificate.pem") != std::string::npos);
}

void TestHttpLife::runsWithoutAnEventLoopOnTheCallersThread()
{
    std::optional<int> status;
    std::thread caller([&] {
        TestServer server;
        const auto answer = server.client().request("GET", "/hello");
        status = answer ? answer->status : 0;
        server.server().stop();
    });
    caller.join();
    QCOMPARE(status.value_or(-1), 200);
}

QTEST_GUILESS_MAIN(TestHttpLife)
#include "tst_httplife.moc"
