// Searches through a real explorerio-server beside the engine alone and FTS5, on the engine benchmark's
// corpus. usage: httpbench CORPUS QUERIES [--queries N] [--data DIR] [--fts5 SQLITEPEER INDEX] CORPUS and
// QUERIES are makecorpus's. DIR keeps the server's data (given again, it is used again). Latencies are the
// wall's as a client sees them, CPU is what all threads of the server spent a request, so that it can be
// judged on a machine that does something else meanwhile.
#include "benchserver.h"
#include "corpusfile.h"
#include "queryrunner.h"
#include "searchclass.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <sstream>
#include <thread>

using namespace explorer;
using namespace explorer::bench;

namespace
{

constexpr std::size_t kBatch = 5000;
const char *const kJson = "Content-Type: application/json\r\n";
const char *const kUncached = "Content-Type: application/json\r\nCache-Control: no-cache\r\n";
const char *const kLines = "Content-Type: application/x-ndjson\r\n";

double microsSince(std::chrono::steady_clock::time_point begin)
{
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin).count();
}

double threadCpuMicros()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) * 1e-3;
}

/// Of one class, in microseconds.
struct Figures {
    double median = 0;
    double p99 = 0;
    double most = 0;
    double mean = 0;
    /// The server's CPU a request.
    double cpu = 0;
};

Figures summed(std::vector<double> micros, double cpu)
{
    std::sort(micros.begin(), micros.end());
    double sum = 0;
    for (const double one : micros)
        sum += one;
    return {micros[micros.size() / 2], micros[micros.size() * 99 / 100], micros.back(),
            sum / static_cast<double>(micros.size()), cpu / static_cast<double>(micros.size())};
}

Figures runHttp(const BenchServer &server, const SearchClass &one, const char *headers)
{
    test::RawHttpClient client = server.connect();
    std::vector<double> micros;
    const double cpu = server.cpuMicros();
    for (const SearchCase &asked : one.cases) {
        const auto begin = std::chrono::steady_clock::now();
        server.call(client, "POST", asked.target, asked.body, headers);
        micros.push_back(microsSince(begin));
    }
    return summed(micros, server.cpuMicros() - cpu);
}

Figures runEngine(index::SearchIndex &index, const SearchClass &one)
{
    std::vector<double> micros;
    for (const SearchCase &asked : one.cases) {
        const double begin = threadCpuMicros();
        const bool isGood = asked.prefix.empty()
                                ? index.search(asked.query).has_value()
                                : index.terms({"body", asked.prefix, 0, 10, {}, {}}).has_value();
        if (!isGood)
            qFatal("the engine failed on %s", asked.body.c_str());
        micros.push_back(threadCpuMicros() - begin);
    }
    double cpu = 0;
    for (const double each : micros)
        cpu += each;
    return summed(micros, cpu);
}

/// The whole corpus as NDJSON bodies, one at a time.
class Bodies
{
public:
    explicit Bodies(const std::string &path) : m_reader(path) {}
    std::string next(std::size_t documents, const std::string &idPrefix = {})
    {
        std::string body;
        CorpusDocument document;
        for (; documents > 0 && m_reader.next(document); --documents) {
            document.id = idPrefix + document.id;
            body += jsonOf(document) + '\n';
        }
        return body;
    }

private:
    CorpusReader m_reader;
};

std::string documentsTarget()
{
    return std::string("/api/v1/collections/") + kCollection + "/documents?items=problems";
}

void ingest(const BenchServer &server, const std::string &corpus)
{
    test::RawHttpClient client = server.connect();
    server.call(client, "POST", "/api/v1/collections",
                nlohmann::json{{"name", kCollection}, {"schema", api::toJson(corpusSchema())}}.dump(), kJson);
    Bodies bodies(corpus);
    const double begin = wallSeconds();
    std::size_t documents = 0;
    for (std::string body = bodies.next(kBatch); !body.empty(); body = bodies.next(kBatch)) {
        server.call(client, "POST", documentsTarget(), body, kLines);
        documents += static_cast<std::size_t>(std::count(body.begin(), body.end(), '\n'));
    }
    const double acknowledged = wallSeconds() - begin;
    const std::string everything =
        nlohmann::json{{"collection", kCollection}, {"query", ""}, {"size", 0}}.dump();
    const auto visible = [&] {
        return nlohmann::json::parse(
                   server.call(client, "POST", "/api/v1/search", everything, kUncached))["total"]["value"]
            .get<std::size_t>();
    };
    while (visible() < documents)
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    std::printf(
        "figure\thttp\tacknowledged, documents/s\t%.0f\nfigure\thttp\tsearchable, documents/s\t%.0f\n",
        static_cast<double>(documents) / acknowledged,
        static_cast<double>(documents) / (wallSeconds() - begin));
}

/// Ingests 5,000 documents a second, each new, until it ends.
class Load
{
public:
    Load(const BenchServer &server, const std::string &corpus)
        : m_thread([this, &server, corpus] { run(server, corpus); })
    {
    }
    ~Load()
    {
        m_isOver = true;
        m_thread.join();
    }
    Load(const Load &) = delete;
    Load &operator=(const Load &) = delete;
    [[nodiscard]] int sent() const { return m_sent; }

private:
    void run(const BenchServer &server, const std::string &corpus)
    {
        constexpr int kDocuments = 500;
        test::RawHttpClient client = server.connect();
        Bodies bodies(corpus);
        auto next = std::chrono::steady_clock::now();
        while (!m_isOver) {
            server.call(client, "POST", documentsTarget(), bodies.next(kDocuments, "load"), kLines);
            m_sent += kDocuments;
            next += std::chrono::milliseconds(100);
            std::this_thread::sleep_until(next);
        }
    }

    std::atomic<bool> m_isOver = false;
    std::atomic<int> m_sent = 0;
    std::thread m_thread;
};

void printRow(const std::string &name, const std::string &how, const Figures &figures)
{
    std::printf("search\t%s\t%s\t%.0f\t%.0f\t%.0f\t%.0f\n", name.c_str(), how.c_str(), figures.median,
                figures.p99, figures.most, figures.cpu);
    std::fflush(stdout);
}

/// What is made to take long, each with its status and the time until its answer.
void askHostile(const BenchServer &server)
{
    const auto repeated = [](const std::string &text, int times) {
        std::string all;
        for (int i = 0; i < times; ++i)
            all += text;
        return all;
    };
    test::RawHttpClient client = server.connect();
    for (const auto &[name, query] : std::vector<std::pair<std::string, std::string>>{
             {"20,000 parentheses", std::string(20'000, '(')},
             {"1,000 parentheses", std::string(1000, '(')},
             {"2,000 clauses", repeated("a or ", 2000)},
             {"64 clauses", repeated("a or ", 63) + "b"},
             {"*a*", "*a*"},
             {"four *x*y*", "*x*y* or *q*z* or *j*k* or *w*v*"},
             {"ten fuzzies", repeated("quick~2 ", 10)},
             {"two fuzzies", "configuration~2 or repository~2"},
             {"slop of 10^9", "\"get html\"~1000000000"},
             {"a phrase of 900 words", "\"" + repeated("get ", 900) + "\"~50"},
             {"a regex that backtracks", "/(.*a)*(.*b)*(.*c)*q/"},
             {"a regex of 2,000 bytes", "/" + repeated("(a|b)*", 300) + "c/"}}) {
        const std::string body = nlohmann::json{{"collection", kCollection}, {"query", query}}.dump();
        const auto begin = std::chrono::steady_clock::now();
        const int status = server.request(client, "POST", "/api/v1/search", body, kUncached).status;
        std::printf("hostile\t%s\t%d\t%.1f ms\n", name.c_str(), status, microsSince(begin) / 1000);
    }
}

/// 200 clients ask at once what nobody asked before.
void askTogether(const BenchServer &server)
{
    constexpr int kClients = 200;
    const double before = server.metric("explorerio_index_queries_total");
    // Another one each time: a server on used data has warmed its cache with the last run's.
    const std::string asked = "package or get or " + std::to_string(std::time(nullptr));
    const std::string body =
        nlohmann::json{{"collection", kCollection}, {"query", asked}, {"facets", {"kind"}}}.dump();
    std::vector<test::RawHttpClient> clients;
    for (int i = 0; i < kClients; ++i)
        clients.push_back(server.connect("127.0.0." + std::to_string(2 + i / 50)));
    std::atomic<int> ready = 0;
    std::vector<std::thread> threads;
    for (test::RawHttpClient &client : clients)
        threads.emplace_back([&] {
            ++ready;
            while (ready < kClients)
                std::this_thread::yield();
            server.call(client, "POST", "/api/v1/search", body, kJson);
        });
    for (std::thread &thread : threads)
        thread.join();
    std::printf("figure\thttp\tindex queries of 200 clients on one cold key\t%.0f\n",
                server.metric("explorerio_index_queries_total") - before);
}

void searchTogether(index::SearchIndex &index, const std::vector<SearchClass> &classes, int threads)
{
    constexpr double kSeconds = 4;
    std::vector<const SearchCase *> all;
    for (std::size_t i = 0; i < classes.front().cases.size(); ++i) {
        for (const SearchClass &one : classes) {
            if (i < one.cases.size() && one.cases[i].prefix.empty())
                all.push_back(&one.cases[i]);
        }
    }
    std::atomic<std::size_t> next = 0;
    std::atomic<double> cpu = 0;
    const double begin = wallSeconds();
    std::vector<std::thread> running;
    for (int i = 0; i < threads; ++i)
        running.emplace_back([&] {
            while (wallSeconds() - begin < kSeconds) {
                if (!index.search(all[next++ % all.size()]->query))
                    qFatal("a search failed");
            }
            cpu += threadCpuMicros();
        });
    for (std::thread &thread : running)
        thread.join();
    const auto answered = static_cast<double>(next);
    std::printf("figure\tengine\tmixed, %d threads: queries/s wall\t%.0f\n", threads,
                answered / (wallSeconds() - begin));
    std::printf("figure\tengine\tmixed, %d threads: CPU us a query\t%.1f\n", threads, cpu / answered);
}

void runFts5(const std::string &program, const std::string &queries, const std::string &index,
             const std::vector<SearchClass> &classes)
{
    for (const SearchClass &one : classes) {
        if (one.peerClass.empty())
            continue;
        QByteArray output;
        QProcess process;
        process.start(QString::fromStdString(program),
                      {QStringLiteral("query"), QString::fromStdString(queries),
                       QString::fromStdString(index), QStringLiteral("--class"),
                       QString::fromStdString(one.peerClass), QStringLiteral("--rounds"), QStringLiteral("1"),
                       QStringLiteral("--mixed"), QStringLiteral("0"), QStringLiteral("--clock"),
                       QStringLiteral("cpu")});
        process.waitForFinished(-1);
        for (const QByteArray &line : process.readAllStandardOutput().split('\n')) {
            const QList<QByteArray> cells = line.split('\t');
            if (cells.size() > 5 && cells[0] == "query")
                printRow(one.name, "fts5", {cells[4].toDouble(), cells[5].toDouble(), 0, 0, 0});
        }
    }
}

std::string option(const QStringList &arguments, const char *name, qsizetype place = 1)
{
    const qsizetype at = arguments.indexOf(QString::fromLatin1(name));
    return at < 0 || at + place >= arguments.size() ? std::string() : arguments[at + place].toStdString();
}

/// The index's directory in the server's data.
std::string indexOf(const std::string &data)
{
    for (const auto &entry : std::filesystem::recursive_directory_iterator(data + "/index")) {
        if (entry.path().filename().string().starts_with("segments_"))
            return entry.path().parent_path().string();
    }
    qFatal("no index in %s", data.c_str());
}

void searchWhileWriting(const BenchServer &server, const std::string &corpus,
                        const std::vector<SearchClass> &classes)
{
    double most = 0;
    const auto begin = std::chrono::steady_clock::now();
    const Load load(server, corpus);
    for (const SearchClass &one : classes) {
        const Figures figures = runHttp(server, one, kUncached);
        printRow(one.name, "http while writing", figures);
        most = std::max(most, figures.most);
    }
    std::printf("figure\thttp\tdocuments/s written meanwhile\t%.0f\n",
                load.sent() / (microsSince(begin) / 1e6));
    std::printf("figure\thttp\tlongest search meanwhile, us\t%.0f\n", most);
}

void runServer(const std::string &data, const std::string &corpus, const std::vector<SearchClass> &classes)
{
    const bool isNew = !std::filesystem::exists(data + "/explorerio.db");
    BenchServer server(data);
    if (isNew)
        ingest(server, corpus);
    server.waitForQuiet();
    for (const SearchClass &one : classes) {
        runHttp(server, one, kUncached);
        printRow(one.name, "http", runHttp(server, one, kUncached));
        runHttp(server, one, kJson);
        printRow(one.name, "http cached", runHttp(server, one, kJson));
    }
    askHostile(server);
    askTogether(server);
    searchWhileWriting(server, corpus, classes);
    server.stop();
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 3) {
        std::fprintf(
            stderr, "usage: httpbench CORPUS QUERIES [--queries N] [--data DIR] [--fts5 SQLITEPEER INDEX]\n");
        return 2;
    }
    const std::string corpus = arguments[1].toStdString();
    const std::string queries = arguments[2].toStdString();
    const std::string each = option(arguments, "--queries");
    const auto classes = searchClasses(readQueries(queries), each.empty() ? 200 : std::stoul(each));
    const QTemporaryDir temporary;
    std::string data = option(arguments, "--data");
    if (data.empty())
        data = temporary.path().toStdString();
    std::filesystem::create_directories(data);
    std::printf("search\tclass\thow\tmedian us\tp99 us\tmost us\tCPU us\n");
    runServer(data, corpus, classes);
    index::initializeLucene();
    Logger logger(LogLevel::Warning);
    // A copy: the server would take what another opened for damaged.
    const std::string copy = temporary.path().toStdString() + "/index";
    std::filesystem::copy(indexOf(data), copy);
    const auto index = index::openLuceneIndex(copy, corpusSchema(), logger);
    if (!index)
        qFatal("%s", index.error().message.c_str());
    for (const SearchClass &one : classes) {
        runEngine(**index, one);
        printRow(one.name, "engine", runEngine(**index, one));
    }
    searchTogether(**index, classes, 1);
    searchTogether(**index, classes, 2);
    if (const std::string peer = option(arguments, "--fts5"); !peer.empty())
        runFts5(peer, queries, option(arguments, "--fts5", 2), classes);
    return 0;
}
