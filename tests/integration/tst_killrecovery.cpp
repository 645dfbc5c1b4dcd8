#include "support/serverprocess.h"

#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <atomic>
#include <fstream>
#include <mutex>
#include <set>
#include <thread>

using explorer::test::RawAnswer;
using explorer::test::RawHttpClient;
using explorer::test::ServerProcess;
using nlohmann::json;

namespace
{

constexpr int kKills = 30;
constexpr int kBatchRecords = 40;
constexpr int kRecoveryMillis = 10'000;
const char *const kPassword = "correct horse battery";

/// Sends batches one after another and repeats each, under its idempotency key, until it is acknowledged.
class RetryingClient
{
public:
    explicit RetryingClient(std::string token) : m_token(std::move(token)), m_thread([this] { run(); }) {}
    ~RetryingClient() { stop(); }
    void stop()
    {
        m_stopping = true;
        if (m_thread.joinable())
            m_thread.join();
    }
    void setPort(std::uint16_t port) { m_port = port; }
    [[nodiscard]] std::set<std::string> acknowledged() const
    {
        const std::lock_guard lock(m_mutex);
        return m_acknowledged;
    }

private:
    void run()
    {
        for (int batch = 0; !m_stopping; ++batch) {
            std::string body;
            std::vector<std::string> ids;
            for (int i = 0; i < kBatchRecords; ++i) {
                ids.push_back("d" + std::to_string(batch * kBatchRecords + i));
                body +=
                    json{{"id", ids.back()}, {"title", "kept words " + ids.back()}, {"n", i}}.dump() + "\n";
            }
            while (!m_stopping && !post(batch, body))
                std::this_thread::sleep_for(std::chrono::milliseconds(5));
            if (m_stopping)
                return;
            const std::lock_guard lock(m_mutex);
            m_acknowledged.insert(ids.begin(), ids.end());
        }
    }

    bool post(int batch, const std::string &body)
    {
        RawHttpClient client(m_port, std::chrono::seconds(5));
        const auto answer =
            client.request("POST", "/api/v1/collections/kept/documents?items=problems", body,
                           "Authorization: Bearer " + m_token + "\r\nContent-Type: application/x-ndjson\r\n" +
                               "Idempotency-Key: batch-" + std::to_string(batch) + "\r\n");
        if (!answer || answer->status != 200)
            return false;
        const json ledger = json::parse(answer->body)["ledger"];
        return ledger["indexed"].get<int>() + ledger["duplicate"].get<int>() == kBatchRecords;
    }

    std::string m_token;
    std::atomic<std::uint16_t> m_port{0};
    std::atomic<bool> m_stopping{false};
    mutable std::mutex m_mutex;
    std::set<std::string> m_acknowledged;
    std::thread m_thread;
};

} // namespace

/// The promise: an acknowledged write survives kill -9 and is searchable exactly once within 10 s; a damaged
/// index is rebuilt.
class KillRecoveryTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsEveryAcknowledgedDocumentOverThirtyKills();
    void rebuildsADamagedIndex_data();
    void rebuildsADamagedIndex();
    void refusesASecondProcessOnTheSameDirectory();

private:
    static std::optional<json> get(std::uint16_t port, const std::string &token, const std::string &target);
    static std::string prepare(const QString &directory, ServerProcess &server);
    static std::multiset<std::string> foundIds(std::uint16_t port, const std::string &token);
    static bool waitForTotal(std::uint16_t port, const std::string &token, int total, int millis);
};

std::optional<json> KillRecoveryTest::get(std::uint16_t port, const std::string &token,
                                          const std::string &target)
{
    RawHttpClient client(port);
    const auto answer = client.request("GET", target, {}, "Authorization: Bearer " + token + "\r\n");
    if (!answer || answer->status != 200)
        return std::nullopt;
    return json::parse(answer->body);
}

/// Makes a user and a collection, starts the server and signs in; the access token.
std::string KillRecoveryTest::prepare(const QString &directory, ServerProcess &server)
{
    const QByteArray password = QByteArray(kPassword) + "\n";
    if (ServerProcess::run({QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("admin"),
                            QStringLiteral("--role"), QStringLiteral("admin"),
                            QStringLiteral("--password-stdin"), QStringLiteral("--data"), directory},
                           password) != 0)
        return {};
    // The client is one user with one connection at a time; the rates are not what is tested.
    const QString config = directory + QStringLiteral("/settings.json");
    std::ofstream(config.toStdString())
        << R"({"http": {"user_requests_per_second": 1000000, "user_burst": 1000000}})";
    if (!server.start({QStringLiteral("--config"), config}))
        return {};
    RawHttpClient client(server.port());
    const auto login = client.request("POST", "/api/v1/auth/login",
                                      json{{"username", "admin"}, {"password", kPassword}}.dump(),
                                      "Content-Type: application/json\r\n");
    if (!login || login->status != 200)
        return {};
    const std::string token = json::parse(login->body)["access_token"];
    const auto created = client.request(
        "POST", "/api/v1/collections", R"({"name":"kept","schema":{"fields":{"title":"text","n":"long"}}})",
        "Content-Type: application/json\r\nAuthorization: Bearer " + token + "\r\n");
    return created && created->status == 201 ? token : std::string();
}

std::multiset<std::string> KillRecoveryTest::foundIds(std::uint16_t port, const std::string &token)
{
    std::multiset<std::string> ids;
    std::string cursor;
    do {
        const auto page = get(port, token,
                              "/api/v1/search?collection=kept&q=kept&size=200&sort=id&fields=n" +
                                  (cursor.empty() ? "" : "&cursor=" + cursor));
        if (!page)
            return {};
        for (const json &hit : (*page)["hits"])
            ids.insert(hit["id"].get<std::string>());
        cursor = page->value("next_cursor", "");
    } while (!cursor.empty());
    return ids;
}

bool KillRecoveryTest::waitForTotal(std::uint16_t port, const std::string &token, int total, int millis)
{
    return QTest::qWaitFor(
        [&] {
            const auto page = get(port, token, "/api/v1/search?collection=kept&q=kept&size=0");
            return page && (*page)["total"]["value"].get<int>() >= total;
        },
        millis);
}

void KillRecoveryTest::keepsEveryAcknowledgedDocumentOverThirtyKills()
{
    QTemporaryDir directory;
    ServerProcess server(directory.path());
    const std::string token = prepare(directory.path(), server);
    QVERIFY(!token.empty());
    const QStringList config{QStringLiteral("--config"), directory.path() + QStringLiteral("/settings.json")};
    RetryingClient client(token);
    client.setPort(server.port());
    QRandomGenerator random(42);
    for (int kill = 0; kill < kKills; ++kill) {
        const std::size_t before = client.acknowledged().size();
        // At least one batch between two kills, so that each one hits a running ingest.
        QTRY_VERIFY_WITH_TIMEOUT(client.acknowledged().size() > before, 20'000);
        QTest::qWait(static_cast<int>(random.bounded(250)));
        server.kill();
        const std::set<std::string> promised = client.acknowledged();
        QVERIFY2(server.start(config), server.errors());
        QElapsedTimer clock;
        clock.start();
        QVERIFY(waitForTotal(server.port(), token, static_cast<int>(promised.size()), kRecoveryMillis));
        QVERIFY(clock.elapsed() < kRecoveryMillis);
        client.setPort(server.port());
    }
    client.stop();
    const std::set<std::string> promised = client.acknowledged();
    const auto stored = get(server.port(), token, "/api/v1/collections/kept");
    QVERIFY(stored);
    const int count = (*stored)["document_count"];
    QVERIFY(waitForTotal(server.port(), token, count, kRecoveryMillis));
    const std::multiset<std::string> found = foundIds(server.port(), token);
    QCOMPARE(static_cast<int>(found.size()), count);
    for (const std::string &id : promised)
        QVERIFY2(found.count(id) == 1, id.c_str());
    qInfo("%d kills, %zu documents acknowledged, %zu found, each once", kKills, promised.size(),
          found.size());
    QCOMPARE(server.terminate(), 0);
}

void KillRecoveryTest::rebuildsADamagedIndex_data()
{
    QTest::addColumn<QString>("damage");
    QTest::newRow("the index directory deleted") << "delete";
    QTest::newRow("a byte flipped in every file") << "flip";
    QTest::newRow("the newest segments file emptied") << "empty";
}

void KillRecoveryTest::rebuildsADamagedIndex()
{
    QFETCH(QString, damage);
    QTemporaryDir directory;
    ServerProcess server(directory.path());
    const std::string token = prepare(directory.path(), server);
    QVERIFY(!token.empty());
    {
        RetryingClient client(token);
        client.setPort(server.port());
        QTRY_VERIFY_WITH_TIMEOUT(client.acknowledged().size() >= 1000, 30'000);
    }
    const auto stored = get(server.port(), token, "/api/v1/collections/kept");
    QVERIFY(stored);
    const int count = (*stored)["document_count"];
    QCOMPARE(server.terminate(), 0);

    const QString index = directory.path() + QStringLiteral("/index");
    QVERIFY(QDir(index).exists());
    QString newest;
    QDirIterator files(index, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        const QString name = QFileInfo(file).fileName();
        if (name.startsWith(QStringLiteral("segments_")) &&
            (newest.isEmpty() || QFileInfo(file).lastModified() >= QFileInfo(newest).lastModified()))
            newest = file.fileName();
        if (damage != QStringLiteral("flip") || file.size() == 0)
            continue;
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.seek(file.size() / 2);
        char byte = 0;
        QVERIFY(file.getChar(&byte));
        file.seek(file.size() / 2);
        file.putChar(static_cast<char>(byte ^ 0x10));
    }
    if (damage == QStringLiteral("delete"))
        QVERIFY(QDir(index).removeRecursively());
    if (damage == QStringLiteral("empty")) {
        QVERIFY(!newest.isEmpty());
        QVERIFY(QFile::resize(newest, 0));
    }

    QVERIFY2(server.start({QStringLiteral("--config"), directory.path() + QStringLiteral("/settings.json")}),
             server.errors());
    QVERIFY(waitForTotal(server.port(), token, count, 30'000));
    QCOMPARE(static_cast<int>(foundIds(server.port(), token).size()), count);
}

void KillRecoveryTest::refusesASecondProcessOnTheSameDirectory()
{
    QTemporaryDir directory;
    ServerProcess server(directory.path());
    QVERIFY(server.start());
    QByteArray output;
    QCOMPARE(ServerProcess::run({QStringLiteral("doctor"), QStringLiteral("--data"), directory.path()}, {},
                                &output),
             75);
    QVERIFY(output.contains("Another ExplorerIO process"));
    QCOMPARE(server.terminate(), 0);
    QCOMPARE(ServerProcess::run({QStringLiteral("doctor"), QStringLiteral("--data"), directory.path()}, {},
                                &output),
             0);
    QVERIFY(output.contains("everything is in order"));
}

QTEST_GUILESS_MAIN(KillRecoveryTest)
#include "tst_killrecovery.moc"
