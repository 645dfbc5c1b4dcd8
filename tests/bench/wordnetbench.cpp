// Ingests WordNet over HTTP and searches it, beside SQLite FTS5 on the same file in the same run.
// usage: wordnetbench [synsets.ndjson]    (default: EXPLORERIO_SHARED/data/corpora/wordnet/synsets.ndjson)

#include "support/serverprocess.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>

#include <nlohmann/json.hpp>
#include <sqlite3.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <thread>

using explorer::test::RawHttpClient;
using explorer::test::ServerProcess;
using nlohmann::json;
using Clock = std::chrono::steady_clock;

namespace
{

constexpr std::size_t kBatch = 5000;
constexpr int kQueries = 200;
const char *const kPassword = "correct horse battery";

double seconds(Clock::time_point since)
{
    return std::chrono::duration<double>(Clock::now() - since).count();
}

struct Summary {
    double medianMicros = 0;
    double p99Micros = 0;
};

Summary summarize(std::vector<double> micros)
{
    std::sort(micros.begin(), micros.end());
    return {micros[micros.size() / 2], micros[micros.size() * 99 / 100]};
}

std::vector<std::string> readLines(const std::string &path)
{
    std::ifstream stream(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);)
        lines.push_back(std::move(line));
    return lines;
}

/// `VmHWM` or `VmRSS` of a process in MiB.
double memoryOf(qint64 pid, const std::string &key)
{
    std::ifstream status("/proc/" + std::to_string(pid) + "/status");
    for (std::string line; std::getline(status, line);) {
        if (line.rfind(key, 0) == 0)
            return std::stod(line.substr(line.find(':') + 1)) / 1024;
    }
    return 0;
}

/// User and system time of a process so far, in seconds.
double cpuOf(qint64 pid)
{
    std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
    std::string text((std::istreambuf_iterator<char>(stat)), {});
    std::istringstream fields(text.substr(text.rfind(')') + 2));
    std::string skipped;
    for (int i = 0; i < 11; ++i)
        fields >> skipped;
    double user = 0;
    double system = 0;
    fields >> user >> system;
    return (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

class Service
{
public:
    explicit Service(const QString &directory) : m_server(directory)
    {
        const QByteArray password = QByteArray(kPassword) + "\n";
        ServerProcess::run({QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("bench"),
                            QStringLiteral("--role"), QStringLiteral("admin"),
                            QStringLiteral("--password-stdin"), QStringLiteral("--data"), directory},
                           password);
        const QString config = directory + QStringLiteral("/settings.json");
        std::ofstream(config.toStdString())
            << R"({"http": {"user_requests_per_second": 1e9, "user_burst": 1e9, "searches_at_once": 64}})";
        if (!m_server.start({QStringLiteral("--config"), config}))
            qFatal("the server did not start: %s", m_server.errors().constData());
        m_client = std::make_unique<RawHttpClient>(m_server.port(), std::chrono::seconds(60));
        const auto login = m_client->request("POST", "/api/v1/auth/login",
                                             json{{"username", "bench"}, {"password", kPassword}}.dump(),
                                             "Content-Type: application/json\r\n");
        m_authorization =
            "Authorization: Bearer " + json::parse(login->body)["access_token"].get<std::string>() + "\r\n";
    }

    json call(RawHttpClient &client, const std::string &method, const std::string &target,
              const std::string &body = {}, const std::string &headers = {})
    {
        const auto answer = client.request(method, target, body, m_authorization + headers);
        if (!answer || answer->status >= 300)
            qFatal("%s %s failed: %s", method.c_str(), target.c_str(),
                   answer ? answer->body.c_str() : "no answer");
        return json::parse(answer->body);
    }
    json call(const std::string &method, const std::string &target, const std::string &body = {},
              const std::string &headers = {})
    {
        return call(*m_client, method, target, body, headers);
    }
    [[nodiscard]] qint64 pid() const { return m_server.processId(); }
    [[nodiscard]] std::uint16_t port() const { return m_server.port(); }

private:
    ServerProcess m_server;
    std::unique_ptr<RawHttpClient> m_client;
    std::string m_authorization;
};

class Fts5
{
public:
    explicit Fts5(const std::string &path)
    {
        sqlite3_open(path.c_str(), &m_database);
        run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
        run("CREATE TABLE docs(key INTEGER PRIMARY KEY, id TEXT UNIQUE, pos TEXT, lexfile INTEGER, source "
            "TEXT);"
            "CREATE VIRTUAL TABLE fts USING fts5(words, gloss, examples, content='');");
    }
    ~Fts5() { sqlite3_close(m_database); }
    void run(const char *sql)
    {
        char *message = nullptr;
        if (sqlite3_exec(m_database, sql, nullptr, nullptr, &message) != SQLITE_OK)
            qFatal("%s", message);
    }

    void ingest(const std::vector<std::string> &lines)
    {
        sqlite3_stmt *document =
            prepare("INSERT INTO docs(key, id, pos, lexfile, source) VALUES(?, ?, ?, ?, ?)");
        sqlite3_stmt *words = prepare("INSERT INTO fts(rowid, words, gloss, examples) VALUES(?, ?, ?, ?)");
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (i % kBatch == 0)
                run("BEGIN");
            const json record = json::parse(lines[i]);
            sqlite3_bind_int64(document, 1, static_cast<sqlite3_int64>(i));
            bind(document, 2, record["id"].get<std::string>());
            bind(document, 3, record["pos"].get<std::string>());
            sqlite3_bind_int64(document, 4, record["lexfile"].get<int>());
            bind(document, 5, lines[i]);
            step(document);
            sqlite3_bind_int64(words, 1, static_cast<sqlite3_int64>(i));
            bind(words, 2, joined(record["words"]));
            bind(words, 3, record["gloss"].get<std::string>());
            bind(words, 4, joined(record["examples"]));
            step(words);
            if (i % kBatch == kBatch - 1 || i + 1 == lines.size())
                run("COMMIT");
        }
        sqlite3_finalize(document);
        sqlite3_finalize(words);
    }

    /// The ten best with their sources, and the exact total; the same work as a search of ours.
    std::int64_t search(const std::string &match)
    {
        if (m_count == nullptr) {
            m_count = prepare("SELECT count(*) FROM fts WHERE fts MATCH ?");
            m_best = prepare("SELECT docs.id, docs.source FROM fts JOIN docs ON docs.key = fts.rowid "
                             "WHERE fts MATCH ? "
                             "ORDER BY bm25(fts) LIMIT 10");
        }
        bind(m_count, 1, match);
        sqlite3_step(m_count);
        const std::int64_t total = sqlite3_column_int64(m_count, 0);
        sqlite3_reset(m_count);
        bind(m_best, 1, match);
        while (sqlite3_step(m_best) == SQLITE_ROW)
            m_bytes += sqlite3_column_bytes(m_best, 1);
        sqlite3_reset(m_best);
        return total;
    }

    std::int64_t facet(const std::string &match)
    {
        if (m_facet == nullptr)
            m_facet = prepare("SELECT docs.pos, count(*) FROM fts JOIN docs ON docs.key = fts.rowid "
                              "WHERE fts MATCH ? GROUP BY docs.pos");
        bind(m_facet, 1, match);
        std::int64_t total = 0;
        while (sqlite3_step(m_facet) == SQLITE_ROW)
            total += sqlite3_column_int64(m_facet, 1);
        sqlite3_reset(m_facet);
        return total;
    }

private:
    sqlite3_stmt *prepare(const char *sql)
    {
        sqlite3_stmt *statement = nullptr;
        if (sqlite3_prepare_v2(m_database, sql, -1, &statement, nullptr) != SQLITE_OK)
            qFatal("%s", sqlite3_errmsg(m_database));
        return statement;
    }
    static void bind(sqlite3_stmt *statement, int column, const std::string &text)
    {
        sqlite3_bind_text(statement, column, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
    }
    void step(sqlite3_stmt *statement)
    {
        if (sqlite3_step(statement) != SQLITE_DONE)
            qFatal("%s", sqlite3_errmsg(m_database));
        sqlite3_reset(statement);
    }
    static std::string joined(const json &array)
    {
        std::string text;
        for (const json &element : array)
            text += element.get<std::string>() + " ";
        return text;
    }

    sqlite3 *m_database = nullptr;
    sqlite3_stmt *m_count = nullptr;
    sqlite3_stmt *m_best = nullptr;
    sqlite3_stmt *m_facet = nullptr;
    std::int64_t m_bytes = 0;
};

void ingestOurs(Service &service, const std::vector<std::string> &lines)
{
    service.call(
        "POST", "/api/v1/collections",
        R"({"name":"wordnet","schema":{"fields":{"pos":"keyword","lexfile":"long","words":"text","gloss":"text","examples":"text"},)"
        R"("default_fields":["words","gloss","examples"]}})",
        "Content-Type: application/json\r\n");
    std::vector<std::string> bodies;
    for (std::size_t first = 0; first < lines.size(); first += kBatch) {
        std::string body;
        for (std::size_t i = first; i < std::min(first + kBatch, lines.size()); ++i)
            body.append(lines[i]).append("\n");
        bodies.push_back(std::move(body));
    }
    const double cpuBefore = cpuOf(service.pid());
    const auto begin = Clock::now();
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        RawHttpClient client(service.port(), std::chrono::seconds(60));
        for (std::size_t i = next++; i < bodies.size(); i = next++)
            service.call(client, "POST", "/api/v1/collections/wordnet/documents?items=problems", bodies[i],
                         "Content-Type: application/x-ndjson\r\n");
    };
    std::thread second(work);
    work();
    second.join();
    const double acknowledged = seconds(begin);
    const auto isVisible = [&] {
        return service
                   .call("GET", "/api/v1/search?collection=wordnet&size=0", {},
                         "Cache-Control: no-cache\r\n")["total"]["value"]
                   .get<std::size_t>() == lines.size();
    };
    while (!isVisible())
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    const double visible = seconds(begin);
    const auto count = static_cast<double>(lines.size());
    std::printf("ingest        ours   acknowledged %8.0f documents/s   searchable %8.0f documents/s   CPU "
                "%5.1f s   peak memory %5.0f MiB\n",
                count / acknowledged, count / visible, cpuOf(service.pid()) - cpuBefore,
                memoryOf(service.pid(), "VmHWM"));
}

void ingestFts5(Fts5 &fts5, const std::vector<std::string> &lines)
{
    const auto begin = Clock::now();
    fts5.ingest(lines);
    const double took = seconds(begin);
    std::printf("ingest        FTS5   committed    %8.0f documents/s   searchable %8.0f documents/s\n",
                static_cast<double>(lines.size()) / took, static_cast<double>(lines.size()) / took);
}

struct QueryClass {
    const char *name;
    /// Ours, FTS5's.
    std::vector<std::pair<std::string, std::string>> queries;
    bool facet = false;
};

std::vector<QueryClass> queryClasses()
{
    const std::vector<std::string> rare{"entity",     "locomotive", "chromosome", "sonata",  "quartz",
                                        "parliament", "glacier",    "velocity",   "harpoon", "mosque"};
    const std::vector<std::string> common{"genus",  "small", "used", "state",   "plant",
                                          "person", "large", "act",  "quality", "person"};
    std::vector<QueryClass> classes{
        {"rare term", {}}, {"common term", {}}, {"two terms", {}}, {"phrase", {}}, {"facet", {}, true}};
    for (std::size_t i = 0; i < rare.size(); ++i) {
        classes[0].queries.emplace_back(rare[i], rare[i]);
        classes[1].queries.emplace_back(common[i], common[i]);
        const std::string other = common[(i + 3) % common.size()];
        classes[2].queries.emplace_back(common[i] + " " + other, common[i] + " AND " + other);
        classes[4].queries.emplace_back(common[i], common[i]);
    }
    for (const char *phrase : {"of the", "used to", "a small", "state of", "in which", "genus of",
                               "the act of", "large family", "member of the", "the quality of"})
        classes[3].queries.emplace_back("\"" + std::string(phrase) + "\"", "\"" + std::string(phrase) + "\"");
    return classes;
}

void search(Service &service, Fts5 &fts5)
{
    std::printf("\n%-14s %22s %22s %22s %15s\n", "search, us", "HTTP uncached med/p99", "HTTP cached med/p99",
                "FTS5 med/p99", "totals differ");
    for (const QueryClass &group : queryClasses()) {
        std::vector<double> cold;
        std::vector<double> cached;
        std::vector<double> peer;
        double largestDifference = 0;
        for (int i = 0; i < kQueries; ++i) {
            const auto &[ours, theirs] = group.queries[static_cast<std::size_t>(i) % group.queries.size()];
            const std::string target = "/api/v1/search?collection=wordnet&size=10&q=" +
                                       QUrl::toPercentEncoding(QString::fromStdString(ours)).toStdString() +
                                       (group.facet ? "&facets=pos" : "");
            auto begin = Clock::now();
            const json answer = service.call("GET", target, {}, "Cache-Control: no-cache\r\n");
            cold.push_back(seconds(begin) * 1e6);
            service.call("GET", target);
            begin = Clock::now();
            service.call("GET", target);
            cached.push_back(seconds(begin) * 1e6);
            begin = Clock::now();
            std::int64_t total = fts5.search(theirs);
            if (group.facet)
                total = fts5.facet(theirs);
            peer.push_back(seconds(begin) * 1e6);
            const auto found = answer["total"]["value"].get<double>();
            largestDifference = std::max(largestDifference,
                                         std::abs(found - static_cast<double>(total)) / std::max(found, 1.0));
        }
        const Summary a = summarize(cold);
        const Summary b = summarize(cached);
        const Summary c = summarize(peer);
        std::printf("%-14s %11.0f %10.0f %11.0f %10.0f %11.0f %10.0f %8.1f %%\n", group.name, a.medianMicros,
                    a.p99Micros, b.medianMicros, b.p99Micros, c.medianMicros, c.p99Micros,
                    largestDifference * 100);
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const std::string path = argc > 1 ? argv[1]
                                      : qEnvironmentVariable("EXPLORERIO_SHARED").toStdString() +
                                            "/data/corpora/wordnet/synsets.ndjson";
    const std::vector<std::string> lines = readLines(path);
    if (lines.empty()) {
        std::fprintf(stderr, "wordnetbench: cannot read %s; name the file, or set EXPLORERIO_SHARED.\n",
                     path.c_str());
        return 1;
    }
    std::printf("%zu documents of %s\n", lines.size(), path.substr(path.rfind('/') + 1).c_str());
    const QTemporaryDir directory;
    Service service(directory.path());
    Fts5 fts5(directory.filePath(QStringLiteral("fts5.db")).toStdString());
    ingestOurs(service, lines);
    ingestFts5(fts5, lines);
    search(service, fts5);
    std::printf("\nresident after the searches: %.0f MiB\n", memoryOf(service.pid(), "VmRSS"));
    return 0;
}
