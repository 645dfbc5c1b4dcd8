#include "support/gatewayfixture.h"
#include "support/serverprocess.h"

#include <QFile>
#include <QSet>

using explorer::test::GatewayFixture;
using explorer::test::RawHttpClient;
using explorer::test::ServerProcess;
using nlohmann::json;

namespace
{

constexpr int kDocuments = 100'000;
constexpr int kBatch = 5000;
constexpr const char *kExport = "/api/v1/search/export";

std::string documentOf(int number)
{
    return R"({"id":"d)" + std::to_string(number) + R"(","n":)" + std::to_string(number) + R"(,"tag":")" +
           (number % 2 == 0 ? "even" : "odd") + R"(","text":"=document )" + std::string(200, 'x') + "\"}";
}

void fill(GatewayFixture &service, int count)
{
    service.signIn("analyst");
    service.call("POST", "/api/v1/collections",
                 R"({"name":"c","schema":{"fields":{"n":"long","tag":"keyword","text":"text"}}})");
    for (int from = 0; from < count; from += kBatch) {
        std::string body;
        for (int i = from; i < std::min(count, from + kBatch); ++i)
            body += documentOf(i) + "\n";
        const bool isLast = from + kBatch >= count;
        const auto answer = service.ingest("c", body, isLast ? "?refresh=wait" : "");
        if (answer.status != 200)
            qFatal("%s", answer.raw.body.c_str());
    }
}

std::string wholeRequest(const GatewayFixture &service, const json &body)
{
    const std::string text = body.dump();
    return "POST " + std::string(kExport) +
           " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(service.gateway->port()) +
           "\r\nAuthorization: Bearer " + service.token +
           "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(text.size()) +
           "\r\n\r\n" + text;
}

QList<QByteArray> lines(const std::string &body)
{
    QList<QByteArray> all = QByteArray::fromStdString(body).split('\n');
    all.removeLast();
    return all;
}

qint64 residentBytes()
{
    QFile status(QStringLiteral("/proc/self/statm"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    return status.readAll().split(' ').value(1).toLongLong() * 4096;
}

} // namespace

/// Exports over the whole service.
class ExportTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void givesEveryHitInTheSearchsOrder();
    void givesOneStateOfAllDocuments();
    void holdsLittleForClientsThatDoNotRead();
    void limitsExportsOfAUser();
    void writesATable();
    void exportsASelection();
    void coversSeveralCollections();
    void marksTheEndWhereAskedTo();
    void answersWhatIsWrongFromTheStart_data();
    void answersWhatIsWrongFromTheStart();
    void breaksOffWhenItTakesTooLong();
    void writesFilesByCommand();

private:
    std::unique_ptr<GatewayFixture> m_service;
};

void ExportTest::initTestCase()
{
    m_service = std::make_unique<GatewayFixture>();
    fill(*m_service, kDocuments);
}

void ExportTest::givesEveryHitInTheSearchsOrder()
{
    const auto answer = m_service->call(
        "POST", kExport, json{{"collection", "c"}, {"query", "tag:odd"}, {"sort", "n:desc"}}.dump());
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.raw.header("content-type"), std::string("application/x-ndjson"));
    QCOMPARE(answer.raw.header("content-disposition"), std::string("attachment; filename=\"c.ndjson\""));
    const QList<QByteArray> rows = lines(answer.raw.body);
    QCOMPARE(rows.size(), kDocuments / 2);
    for (int i = 0; i < rows.size(); ++i)
        QCOMPARE(rows[i], QByteArray::fromStdString(documentOf(kDocuments - 1 - 2 * i)));
}

void ExportTest::givesOneStateOfAllDocuments()
{
    GatewayFixture &service = *m_service;
    service.signIn("analyst");
    RawHttpClient client(service.gateway->port(), std::chrono::seconds(60));
    QVERIFY(client.send(wholeRequest(service, {{"collection", "c"}, {"query", ""}, {"sort", "n"}})));
    QVERIFY(client.waitForFirstByte());
    // The last in the order: changed, deleted and joined while the client has read nothing.
    const std::string last = std::to_string(kDocuments - 1);
    const std::string before = std::to_string(kDocuments - 2);
    const std::string path = "/api/v1/collections/c/documents/";
    QCOMPARE(service.call("PUT", path + "d" + last + "?refresh=wait", R"({"n":-1,"tag":"odd"})").status, 200);
    QCOMPARE(service.call("DELETE", path + "d" + before + "?refresh=wait").status, 204);
    QCOMPARE(service.call("PUT", path + "new?refresh=wait", R"({"n":5000000,"tag":"odd"})").status, 201);
    const auto answer = client.readAnswer();
    QVERIFY(answer);
    const QList<QByteArray> rows = lines(answer->body);
    QCOMPARE(rows.size(), kDocuments);
    QCOMPARE(rows[0], QByteArray::fromStdString(documentOf(0)));
    QCOMPARE(rows[kDocuments - 2], QByteArray::fromStdString(documentOf(kDocuments - 2)));
    QCOMPARE(rows[kDocuments - 1], QByteArray::fromStdString(documentOf(kDocuments - 1)));
    // The next one sees them.
    const auto next =
        service.call("POST", kExport, json{{"collection", "c"}, {"query", "n:-1 OR n:5000000"}}.dump());
    QCOMPARE(lines(next.raw.body).size(), 2);
}

void ExportTest::holdsLittleForClientsThatDoNotRead()
{
    GatewayFixture &service = *m_service;
    const qint64 before = residentBytes();
    std::vector<RawHttpClient> silent;
    for (const char *user : {"admin", "analyst", "viewer"}) {
        service.signIn(user);
        for (int i = 0; i < 2; ++i) {
            RawHttpClient &client = silent.emplace_back(service.gateway->port());
            QVERIFY(client.send(wholeRequest(service, {{"collection", "c"}, {"query", ""}})));
            QVERIFY(client.waitForFirstByte());
        }
    }
    // They hold 170 MB in all.
    QTRY_COMPARE(service.gateway->status().activeRequests, 0);
    const qint64 grown = residentBytes() - before;
    QVERIFY2(grown < 64LL * 1024 * 1024, qPrintable(QString::number(grown)));
    for (RawHttpClient &client : silent)
        client.close();
}

void ExportTest::limitsExportsOfAUser()
{
    GatewayFixture &service = *m_service;
    service.signIn("viewer");
    const json body{{"collection", "c"}, {"query", ""}};
    std::vector<RawHttpClient> running;
    const auto runs = [&](std::size_t count) {
        if (running.size() == count)
            return true;
        RawHttpClient client(service.gateway->port());
        client.send(wholeRequest(service, body));
        const auto head = client.readHead();
        if (head && head->status == 200)
            running.push_back(std::move(client));
        return running.size() == count;
    };
    // The places of the test before may be free only in a moment.
    QTRY_VERIFY(runs(1));
    QTRY_VERIFY(runs(2));
    const auto refused = service.call("POST", kExport, body.dump());
    QCOMPARE(refused.status, 429);
    QCOMPARE(refused.raw.header("retry-after"), std::string("5"));
    QVERIFY(refused.raw.body.find("2 exports of this user") != std::string::npos);
    // Another user is not concerned; one that ends makes room.
    service.signIn("analyst");
    const json small{{"collection", "c"}, {"query", "n:7"}};
    QCOMPARE(service.call("POST", kExport, small.dump()).status, 200);
    service.signIn("viewer");
    running.front().close();
    QTRY_COMPARE(service.call("POST", kExport, small.dump()).status, 200);
}

void ExportTest::writesATable()
{
    GatewayFixture &service = *m_service;
    const json body{{"collection", "c"}, {"query", ""},     {"filters", {"n:[6 TO 7]"}},
                    {"sort", "n"},       {"format", "csv"}, {"fields", {"id", "tag", "text"}}};
    const auto guarded = service.call("POST", kExport, body.dump());
    const std::string text = "=document " + std::string(200, 'x');
    QCOMPARE(guarded.raw.body, "id,tag,text\r\nd6,even,\"'" + text + "\"\r\nd7,odd,\"'" + text + "\"\r\n");
    QCOMPARE(guarded.raw.header("content-type"), std::string("text/csv; charset=utf-8; header=present"));
    json plain = body;
    plain["formula_guard"] = false;
    plain.erase("fields");
    QCOMPARE(service.call("POST", kExport, plain.dump()).raw.body,
             "id,n,tag,text\r\nd6,6,even," + text + "\r\nd7,7,odd," + text + "\r\n");
}

void ExportTest::exportsASelection()
{
    const json body{{"collection", "c"}, {"query", "tag:odd"}, {"ids", {"d9", "d10", "d11", "none"}},
                    {"sort", "n"},       {"format", "json"},   {"fields", {"n"}}};
    const auto answer = m_service->call("POST", kExport, body.dump());
    QCOMPARE(answer.status, 200);
    QCOMPARE(QByteArray::fromStdString(answer.json.dump()), QByteArray(R"([{"n":9},{"n":11}])"));
}

void ExportTest::coversSeveralCollections()
{
    GatewayFixture service;
    service.signIn("analyst");
    for (const char *name : {"a", "b"})
        service.call(
            "POST", "/api/v1/collections",
            json{{"name", name}, {"schema", {{"fields", {{"n", "long"}, {name, "keyword"}}}}}}.dump());
    service.ingest("a", "{\"id\":\"1\",\"n\":3,\"a\":\"x\"}\n{\"id\":\"2\",\"n\":1}\n");
    service.ingest("b", "{\"id\":\"1\",\"n\":2,\"b\":\"y\"}\n");
    const json body{{"collection", {"a", "b"}}, {"query", ""}, {"sort", "n"}, {"format", "csv"}};
    QCOMPARE(service.call("POST", kExport, body.dump()).raw.body,
             std::string("id,a,n,b\r\n2,,1,\r\n1,,2,y\r\n1,x,3,\r\n"));
    QCOMPARE(service.call("POST", kExport, R"({"collection":"a","query":"n:99","format":"json"})").raw.body,
             std::string("[\n]\n"));
}

void ExportTest::marksTheEndWhereAskedTo()
{
    const std::string header = "X-ExplorerIO-End: the end\r\n";
    for (const auto &[query, format] :
         {std::pair("n:7", "ndjson"), {"tag:odd", "ndjson"}, {"tag:odd", "json"}, {"n:-99", "ndjson"}}) {
        const std::string body = json{{"collection", "c"}, {"query", query}, {"format", format}}.dump();
        const auto plain = m_service->call("POST", kExport, body);
        const auto marked = m_service->call("POST", kExport, body, "application/json", header);
        QCOMPARE(marked.status, 200);
        QVERIFY(marked.raw.body == plain.raw.body + "the end");
    }
}

void ExportTest::answersWhatIsWrongFromTheStart_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *name, const char *body, int status, const char *code) {
        QTest::newRow(name) << QByteArray(body) << status << QByteArray(code);
    };
    row("query", R"({"collection":"c","query":"(a"})", 400, "unterminated_group");
    row("collection", R"({"collection":"none"})", 404, "");
    row("no collection", R"({"query":"a"})", 422, "missing_member");
    row("format", R"({"collection":"c","format":"xls"})", 422, "wrong_value");
    row("page", R"({"collection":"c","size":10})", 422, "unknown_member");
    row("sort", R"({"collection":"c","sort":"nothing"})", 422, "sort_field");
    row("expansion", R"({"collection":"c","query":"*"})", 200, "");
}

void ExportTest::answersWhatIsWrongFromTheStart()
{
    QFETCH(const QByteArray, body);
    QFETCH(const int, status);
    QFETCH(const QByteArray, code);
    m_service->signIn("viewer");
    const auto answer = m_service->call("POST", kExport, body.toStdString());
    QCOMPARE(answer.status, status);
    if (status != 200)
        QCOMPARE(answer.raw.header("content-type"), std::string("application/problem+json"));
    if (!code.isEmpty())
        QCOMPARE(QByteArray::fromStdString(answer.json["errors"][0]["code"].get<std::string>()), code);
    m_service->token.clear();
    QCOMPARE(m_service->call("POST", kExport, body.toStdString()).status, 401);
}

void ExportTest::breaksOffWhenItTakesTooLong()
{
    explorer::engine::EngineSettings settings;
    settings.search.exportMillis = 3000;
    GatewayFixture service(GatewayFixture::relaxed(), settings);
    fill(service, kDocuments);
    RawHttpClient client(service.gateway->port());
    QVERIFY(client.send(wholeRequest(service, {{"collection", "c"}, {"query", ""}})));
    const auto head = client.readHead();
    QVERIFY(head);
    QCOMPARE(head->status, 200);
    // What the sockets hold is read after the deadline; the next piece is refused then.
    QTest::qWait(3500);
    QVERIFY(!client.readBody(*head));
    QTRY_COMPARE(service.gateway->status().openConnections, 0);
}

void ExportTest::writesFilesByCommand()
{
    QTemporaryDir directory;
    {
        GatewayFixture service;
        fill(service, 300);
        service.stop();
        QVERIFY(directory.isValid());
        const QString data = service.directory.path();
        const QString file = directory.filePath(QStringLiteral("out.csv"));
        const QStringList command{QStringLiteral("export"),
                                  QStringLiteral("--data"),
                                  data,
                                  QStringLiteral("--format"),
                                  QStringLiteral("csv"),
                                  QStringLiteral("--fields"),
                                  QStringLiteral("id,n"),
                                  QStringLiteral("--sort"),
                                  QStringLiteral("n"),
                                  QStringLiteral("--output"),
                                  file,
                                  QStringLiteral("c")};
        QByteArray output;
        const int status = ServerProcess::run(command + QStringList{QStringLiteral("tag:even")}, {}, &output);
        QVERIFY2(status == 0, output);
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const QByteArray text = written.readAll();
        QVERIFY(text.startsWith("id,n\r\nd0,0\r\nd2,2\r\n"));
        QCOMPARE(text.count('\n'), 151);
        // What fails leaves the file as it was, and nothing beside it.
        QVERIFY(ServerProcess::run(command + QStringList{QStringLiteral("(broken")}, {}, &output) != 0);
        QVERIFY(output.contains("at character"));
        written.seek(0);
        QCOMPARE(written.readAll(), text);
        QCOMPARE(QDir(directory.path()).entryList(QDir::Files).size(), 1);
        // Without a file it is the output.
        QCOMPARE(ServerProcess::run({QStringLiteral("export"), QStringLiteral("--data"), data,
                                     QStringLiteral("c"), QStringLiteral("n:7")},
                                    {}, &output),
                 0);
        QVERIFY(output.startsWith(QByteArray::fromStdString(documentOf(7)) + "\n"));
    }
}

QTEST_GUILESS_MAIN(ExportTest)
#include "tst_export.moc"
