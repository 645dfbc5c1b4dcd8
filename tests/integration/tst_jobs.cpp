#include "support/gatewayfixture.h"
#include "support/gzipped.h"
#include "support/serverprocess.h"

#include <QtTest>

#include <fstream>
#include <random>

using namespace explorer;
using nlohmann::json;
using test::gzipped;
using test::RawHttpClient;
using test::ServerProcess;

namespace
{

std::string lines(int from, int count, const std::string &word)
{
    std::string text;
    for (int i = from; i < from + count; ++i)
        text += json{{"id", "d" + std::to_string(i)}, {"title", word}, {"n", i}}.dump() + "\n";
    return text;
}

json ledgerOf(int received, int indexed, int duplicate, int quarantined, int rejected)
{
    return {{"received", received},
            {"indexed", indexed},
            {"duplicate", duplicate},
            {"quarantined", quarantined},
            {"rejected", rejected}};
}

} // namespace

/// Imports that run on the server.
class JobsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::GatewayFixture> m_service;

    json call(const std::string &method, const std::string &path, const std::string &body, int status,
              const std::string &type = "application/json")
    {
        const auto answer = m_service->call(method, "/api/v1" + path, body, type);
        if (answer.status != status)
            qWarning("%s %s: %d %s", method.c_str(), path.c_str(), answer.status, answer.json.dump().c_str());
        return answer.status == status ? answer.json : json();
    }
    json job(const std::string &id) { return call("GET", "/jobs/" + id, {}, 200); }
    bool reaches(const std::string &id, const std::string &state)
    {
        return QTest::qWaitFor([&] { return job(id)["state"] == json(state); }, 20'000);
    }
    /// Stores the text by a job and waits for its end.
    std::string import(const std::string &text, const std::string &more = {})
    {
        const json made =
            call("POST", "/collections/notes/documents?async=true" + more, text, 202, "application/x-ndjson");
        const std::string id = made.value("id", "");
        static_cast<void>(QTest::qWaitFor(
            [&] {
                const std::string state = job(id)["state"].get<std::string>();
                return state == "done" || state == "failed";
            },
            20'000));
        return id;
    }
    json document(const std::string &id)
    {
        return m_service->call("GET", "/api/v1/collections/notes/documents/" + id).json;
    }
    int count() { return call("GET", "/collections/notes", {}, 200)["document_count"].get<int>(); }

private Q_SLOTS:
    void init()
    {
        m_service = std::make_unique<test::GatewayFixture>();
        m_service->signIn("admin");
        QVERIFY(!call("POST", "/collections", R"({"name":"notes"})", 201).is_null());
    }

    void takesAFileInPartsAndFindsItsFormat()
    {
        std::string csv = "id;town;n\n";
        for (int i = 0; i < 12'000; ++i)
            csv += "r" + std::to_string(i) + ";K\xF6ln;" + std::to_string(i) + "\n";
        const std::string file = gzipped(csv);
        const json made = call(
            "POST", "/jobs",
            json{{"collection", "notes"}, {"name", "towns.csv.gz"}, {"size_bytes", file.size()}}.dump(), 201);
        QVERIFY(made["state"] == json("receiving"));
        const std::string path = "/jobs/" + made["id"].get<std::string>();
        const std::size_t half = file.size() / 2;
        const std::string type = "application/octet-stream";
        QVERIFY(!call("PUT", path + "/content?offset=0", file.substr(0, half), 200, type).is_null());
        // A part whose answer was lost comes again; one from elsewhere does not fit.
        QVERIFY(!call("PUT", path + "/content?offset=0", file.substr(0, half), 200, type).is_null());
        QVERIFY(!call("PUT", path + "/content?offset=7", "x", 422, type).is_null());
        QVERIFY(!call("PUT", path + "/content?offset=" + std::to_string(half), file.substr(half), 200, type)
                     .is_null());
        QVERIFY(reaches(made["id"].get<std::string>(), "done"));
        const json done = job(made["id"].get<std::string>());
        QVERIFY(done["ledger"] == ledgerOf(12'000, 12'000, 0, 0, 0));
        QVERIFY(done["format"]["format"] == json("csv"));
        QVERIFY(done["format"]["delimiter"] == json(";"));
        QVERIFY(done["encoding"] == json("windows-1252"));
        QVERIFY(document("r7")["town"] == json("K\u00f6ln"));
        QCOMPARE(count(), 12'000);
    }

    void keepsBadRecordsApart()
    {
        const std::string id = import(lines(0, 10, "good") + "{\"id\":\"x\",\n" + lines(10, 5, "good"));
        QVERIFY(job(id)["ledger"] == ledgerOf(16, 15, 0, 1, 0));
        QVERIFY(job(id)["state"] == json("done"));
    }

    void storesAllOrNothing()
    {
        const std::string bad = import(lines(0, 6000, "good") + "{\"id\":\n", "&mode=atomic");
        QVERIFY(job(bad)["state"] == json("failed"));
        QVERIFY(job(bad)["error"]["code"] == json("batch_refused"));
        QCOMPARE(count(), 0);
        const std::string good = import(lines(0, 6000, "good"), "&mode=atomic");
        QVERIFY(job(good)["state"] == json("done"));
        QCOMPARE(count(), 6000);
    }

    void takesAnImportBack()
    {
        QVERIFY(
            !call("POST", "/collections/notes/documents", lines(0, 3, "before"), 200, "application/x-ndjson")
                 .is_null());
        // Twice in one file: what stood there before the file comes back, not its first line.
        const std::string id = import(lines(1, 2, "between") + lines(1, 5, "after"));
        QVERIFY(document("d1")["title"] == json("after"));
        QCOMPARE(count(), 6);
        QVERIFY(!call("PUT", "/collections/notes/documents/d4", R"({"title":"mine"})", 200).is_null());
        QVERIFY(!call("POST", "/jobs/" + id + "/undo", {}, 200).is_null());
        QVERIFY(reaches(id, "undone"));
        QVERIFY(document("d0")["title"] == json("before"));
        QVERIFY(document("d1")["title"] == json("before"));
        QVERIFY(document("d2")["title"] == json("before"));
        QVERIFY(document("d4")["title"] == json("mine"));
        QCOMPARE(count(), 4);
        QCOMPARE(job(id)["undone"].get<int>(), 4);
        QVERIFY(!call("POST", "/jobs/" + id + "/undo", {}, 422).is_null());
    }

    void waitsWhenToldTo()
    {
        const json made = call("POST", "/jobs", R"({"collection":"notes","size_bytes":10})", 201);
        const std::string id = made["id"].get<std::string>();
        QVERIFY(!call("POST", "/jobs/" + id + "/pause", {}, 422).is_null());
        QVERIFY(!call("POST", "/jobs/" + id + "/cancel", {}, 200).is_null());
        QVERIFY(job(id)["state"] == json("cancelled"));
        QVERIFY(!call("PUT", "/jobs/" + id + "/content", "0123456789", 422).is_null());
        QCOMPARE(call("GET", "/jobs?state=cancelled", {}, 200)["items"].size(), std::size_t{1});
        QVERIFY(!call("GET", "/jobs/nothing", {}, 404).is_null());
        QVERIFY(!call("POST", "/jobs", R"({"collection":"notes"})", 422).is_null());
        QVERIFY(!call("POST", "/jobs", R"({"collection":"none","size_bytes":1})", 404).is_null());
    }

    void failsWithTheReasonAndKeepsWhatWasGood()
    {
        const std::string id =
            import("[" + json{{"id", "a"}}.dump() + "," + json{{"id", "b"}}.dump(), "&format=json");
        const json failed = job(id);
        QVERIFY(failed["state"] == json("failed"));
        QVERIFY(failed["error"]["code"] == json("json_syntax"));
        QVERIFY(failed["ledger"] == ledgerOf(2, 2, 0, 0, 0));
    }

    void goesOnAfterEveryKill();
};

/// Each batch is one transaction with the job's progress: killed at any point, nothing is lost or stored
/// twice.
void JobsTest::goesOnAfterEveryKill()
{
    m_service.reset();
    QTemporaryDir directory;
    const QByteArray password("correct horse battery\n");
    QCOMPARE(
        ServerProcess::run({QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("admin"),
                            QStringLiteral("--role"), QStringLiteral("admin"),
                            QStringLiteral("--password-stdin"), QStringLiteral("--data"), directory.path()},
                           password),
        0);
    const QString config = directory.filePath(QStringLiteral("settings.json"));
    std::ofstream(config.toStdString())
        << R"({"jobs": {"batch_records": 50}, "http": {"user_requests_per_second": 1000000, "user_burst": 1000000}})";
    const QStringList more{QStringLiteral("--config"), config};
    ServerProcess server(directory.path());
    QVERIFY(server.start(more));
    std::string token;
    const auto ask = [&](const std::string &method, const std::string &target, const std::string &body = {},
                         const std::string &type = "application/json") {
        RawHttpClient client(server.port());
        const auto answer =
            client.request(method, "/api/v1" + target, body,
                           "Content-Type: " + type + "\r\n" +
                               (token.empty() ? "" : "Authorization: Bearer " + token + "\r\n"));
        return answer ? json::parse(answer->body, nullptr, false) : json();
    };
    token = ask("POST", "/auth/login",
                R"({"username":"admin","password":"correct horse battery"})")["access_token"];
    ask("POST", "/collections", R"({"name":"kept","schema":{"fields":{"title":"text","n":"long"}}})");
    constexpr int kRecords = 20'000;
    std::string file = lines(0, kRecords, "kept");
    // Bad ones and repeated ones, spread over it.
    for (int i = 0; i < 20; ++i)
        file += "{\"n\": \n" + lines(i * 100, 1, "kept");
    const std::string id =
        ask("POST", "/collections/kept/documents?async=true", file, "application/x-ndjson")["id"];
    std::mt19937 random(7);
    int kills = 0;
    json job;
    while ((job = ask("GET", "/jobs/" + id))["state"] != json("done")) {
        QVERIFY2(job["state"] == json("running") || job["state"] == json("queued"), job.dump().c_str());
        QTest::qWait(static_cast<int>(random() % 60));
        if (kills < 25) {
            ++kills;
            server.kill();
            QVERIFY2(server.start(more), server.errors());
        }
    }
    QVERIFY(kills > 3);
    QVERIFY2(job["ledger"] == ledgerOf(kRecords + 40, kRecords, 20, 20, 0), job.dump().c_str());
    QCOMPARE(ask("GET", "/collections/kept")["document_count"].get<int>(), kRecords);
    QTRY_COMPARE_WITH_TIMEOUT(
        ask("GET", "/search?collection=kept&q=kept&size=0&timeout_ms=5000")["total"]["value"].get<int>(),
        kRecords, 20'000);
    QCOMPARE(ask("GET", "/quarantine?collection=kept")["total"].get<int>(), 20);
    QVERIFY(!QFile::exists(
        directory.filePath(QStringLiteral("spool/") + QString::fromStdString(id) + QStringLiteral(".part"))));
    qInfo("%d kills, %d documents, each once", kills, kRecords);
    QCOMPARE(server.terminate(), 0);
}

QTEST_GUILESS_MAIN(JobsTest)
#include "tst_jobs.moc"
