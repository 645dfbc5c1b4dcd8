#include "peer.h"

#include <cstdio>
#include <exception>
#include <filesystem>

namespace explorer::bench
{
namespace
{

struct Stopwatch {
    double wall = 0;
    double cpu = 0;
    template <typename Work>
    void measure(const Work &work)
    {
        const double wallBegin = wallSeconds();
        const double cpuBegin = cpuSeconds();
        work();
        wall += wallSeconds() - wallBegin;
        cpu += cpuSeconds() - cpuBegin;
    }
};

void build(Peer &peer, const std::string &corpus, const std::string &directory)
{
    constexpr std::size_t kBatch = 5000;
    std::filesystem::create_directories(directory);
    peer.beginWriting(directory);
    CorpusReader reader(corpus);
    Stopwatch watch;
    std::size_t documents = 0;
    for (bool more = true; more;) {
        std::vector<CorpusDocument> batch;
        for (CorpusDocument document; batch.size() < kBatch && (more = reader.next(document));)
            batch.push_back(document);
        documents += batch.size();
        watch.measure([&] {
            for (const CorpusDocument &document : batch)
                peer.add(document);
        });
    }
    watch.measure([&] { peer.endWriting(); });
    const auto count = static_cast<double>(documents);
    printFigure(peer.name(), "documents", count);
    printFigure(peer.name(), "build, documents/s CPU", count / watch.cpu);
    printFigure(peer.name(), "build, documents/s wall", count / watch.wall);
    printMemory(peer.name(), "after building");
}

void removeSome(Peer &peer, const std::string &corpus, const std::string &directory)
{
    constexpr std::size_t kEvery = 20;
    peer.beginWriting(directory);
    CorpusReader reader(corpus);
    std::size_t number = 0;
    for (CorpusDocument document; reader.next(document); ++number) {
        if (number % kEvery == kEvery / 2)
            peer.remove(document);
    }
    peer.endWriting();
}

void ask(Peer &peer, const RunOptions &options, const std::string &directory)
{
    const double begin = wallSeconds();
    const Searcher search = peer.open(directory);
    printFigure(options.engine, "open, ms", (wallSeconds() - begin) * 1e3);
    const auto queries = readQueries(options.queriesPath);
    if (!queries.empty()) {
        const double first = wallSeconds();
        (void)search(queries.front());
        printFigure(options.engine, "first query, ms", (wallSeconds() - first) * 1e3);
        printMemory(options.engine, "after the first query");
    }
    runQueries(options, [&peer, &directory] { return peer.open(directory); });
    printMemory(options.engine, "after queries");
}

} // namespace

int runPeer(Peer &peer, int argc, char **argv)
{
    std::vector<std::string> arguments(argv + 1, argv + argc);
    RunOptions options = takeRunOptions(arguments, peer.name());
    if (arguments.size() != 3) {
        std::fprintf(stderr, "usage: %s build|delete CORPUS INDEX, %s query QUERIES INDEX\n", argv[0],
                     argv[0]);
        return 2;
    }
    try {
        if (arguments[0] == "build") {
            build(peer, arguments[1], arguments[2]);
        } else if (arguments[0] == "delete") {
            removeSome(peer, arguments[1], arguments[2]);
        } else {
            options.queriesPath = arguments[1];
            ask(peer, options, arguments[2]);
        }
    } catch (const std::exception &error) {
        std::fprintf(stderr, "%s: %s\n", peer.name().c_str(), error.what());
        return 1;
    }
    return 0;
}

} // namespace explorer::bench
