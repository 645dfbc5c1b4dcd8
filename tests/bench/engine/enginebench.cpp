// enginebench build CORPUS INDEX [--batch N]         documents/s through apply, publish and commit
// enginebench delete CORPUS INDEX                    deletes every twentieth document
// enginebench update CORPUS INDEX                    replaces 50,000 documents by id; time until a batch is
// visible enginebench query QUERIES INDEX [--class C] [--hits FILE] [--rounds N] [--mixed THREADS] [--early]
// All through the SearchIndex face; figures as lines that engine.py makes a table of. Early: totals need not
// be exact.
#include "core/index/searchindex.h"
#include "corpusfile.h"
#include "queryrunner.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>

using namespace explorer;
using namespace explorer::bench;

namespace
{

constexpr const char *kEngine = "explorerio";
constexpr const char *kEarlyEngine = "explorerio-early";

api::Schema corpusSchema()
{
    return api::schemaFromJson(
               {{"fields", {{"body", "text"}, {"kind", "keyword"}, {"size", "long"}, {"time", "date"}}}})
        .value();
}

template <typename T>
T orExit(Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().message.c_str());
        std::exit(1);
    }
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

std::unique_ptr<index::SearchIndex> openIndex(const std::string &directory, Logger &logger)
{
    return orExit(index::openLuceneIndex(directory, corpusSchema(), logger));
}

index::IndexQuery translated(const BenchQuery &query)
{
    const auto term = [](const std::string &word) { return query::makeNode(query::Term{"body", word}); };
    const std::string &first = query.words.front();
    index::IndexQuery result;
    std::vector<query::NodePtr> terms;
    for (const std::string &word : query.words)
        terms.push_back(term(word));
    result.root = term(first);
    if (query.operation == "and")
        result.root = query::makeNode(query::And{terms});
    else if (query.operation == "or")
        result.root = query::makeNode(query::Or{terms});
    else if (query.operation == "phrase")
        result.root = query::makeNode(query::Phrase{"body", query.words});
    else if (query.operation == "prefix" || query.operation == "wildcard")
        result.root = query::makeNode(query::Wildcard{"body", first});
    else if (query.operation == "fuzzy1" || query.operation == "fuzzy2")
        result.root = query::makeNode(query::Fuzzy{"body", first, query.operation == "fuzzy1" ? 1 : 2});
    else if (query.operation == "range")
        result.filters = {query::makeNode(query::LongRange{"size", query.low, query.high})};
    else if (query.operation == "sort")
        result.sort = {{"time", true}};
    else if (query.operation == "facet")
        result.facets = {"kind"};
    else if (query.operation == "histogram")
        result.histogram = index::HistogramRequest{"time", query::CalendarInterval{1, 'd'}, "UTC"};
    return result;
}

Searcher searcherOf(index::SearchIndex &index, bool exactTotals)
{
    return [&index, exactTotals](const BenchQuery &query) -> std::optional<EngineAnswer> {
        index::IndexQuery wanted = translated(query);
        wanted.exactTotals = exactTotals;
        const auto answer = orExit(index.search(wanted));
        EngineAnswer result{answer.total, {}};
        for (const index::IndexHit &hit : answer.hits)
            result.ids.push_back(hit.id);
        return result;
    };
}

/// Reads batches of changes; what reading costs is not measured.
class Batches
{
public:
    Batches(const std::string &path, std::size_t size) : m_reader(path), m_size(size) {}
    std::vector<index::IndexChange> next()
    {
        std::vector<index::IndexChange> changes;
        for (CorpusDocument document; changes.size() < m_size && m_reader.next(document);)
            changes.push_back({document.id, jsonOf(document)});
        return changes;
    }

private:
    CorpusReader m_reader;
    std::size_t m_size;
};

void build(const std::string &corpus, const std::string &directory, std::size_t batch)
{
    Logger logger(LogLevel::Warning);
    const auto index = openIndex(directory, logger);
    Batches batches(corpus, batch);
    std::size_t documents = 0;
    double wall = 0;
    double cpu = 0;
    const auto timed = [&wall, &cpu](const auto &work) {
        const double wallBegin = wallSeconds();
        const double cpuBegin = cpuSeconds();
        work();
        wall += wallSeconds() - wallBegin;
        cpu += cpuSeconds() - cpuBegin;
    };
    for (auto changes = batches.next(); !changes.empty(); changes = batches.next()) {
        documents += changes.size();
        timed([&] { orExit(index->apply(changes)); });
    }
    timed([&] {
        orExit(index->publish());
        orExit(index->commit({1, 1, "bench"}));
        orExit(index->releaseWriter());
    });
    printFigure(kEngine, "documents", static_cast<double>(documents));
    printFigure(kEngine, "build, documents/s CPU", static_cast<double>(documents) / cpu);
    printFigure(kEngine, "build, documents/s wall", static_cast<double>(documents) / wall);
    printFigure(kEngine, "index, MB", static_cast<double>(index->statistics().sizeBytes) / 1e6);
    printFigure(kEngine, "segments", index->statistics().segments);
    printMemory(kEngine, "after building");
}

void removeSome(const std::string &corpus, const std::string &directory)
{
    constexpr std::size_t kEvery = 20;
    Logger logger(LogLevel::Warning);
    const auto index = openIndex(directory, logger);
    CorpusReader reader(corpus);
    std::vector<index::IndexChange> changes;
    std::size_t number = 0;
    for (CorpusDocument document; reader.next(document); ++number) {
        if (number % kEvery == kEvery / 2)
            changes.push_back({document.id, {}});
    }
    const double begin = cpuSeconds();
    orExit(index->apply(changes));
    orExit(index->publish());
    printFigure(kEngine, "delete, documents/s CPU",
                static_cast<double>(changes.size()) / (cpuSeconds() - begin));
    orExit(index->commit({2, 2, "bench"}));
    orExit(index->releaseWriter());
}

void measureVisible(index::SearchIndex &index, Batches &batches, std::size_t size)
{
    constexpr int kRounds = 30;
    std::vector<double> whole;
    std::vector<double> publishing;
    for (int i = 0; i < kRounds; ++i) {
        auto changes = batches.next();
        if (changes.size() < size)
            break;
        const double begin = wallSeconds();
        orExit(index.apply(changes));
        const double applied = wallSeconds();
        orExit(index.publish());
        const double published = wallSeconds();
        whole.push_back((published - begin) * 1e3);
        publishing.push_back((published - applied) * 1e3);
    }
    if (whole.empty())
        return;
    std::sort(whole.begin(), whole.end());
    std::sort(publishing.begin(), publishing.end());
    const std::string batch = " a batch of " + std::to_string(size) + " replaced";
    printFigure(kEngine, "apply and publish" + batch + ", ms", whole[whole.size() / 2]);
    printFigure(kEngine, "apply and publish" + batch + ", slowest, ms", whole.back());
    printFigure(kEngine, "publish" + batch + ", ms", publishing[publishing.size() / 2]);
}

void update(const std::string &corpus, const std::string &directory)
{
    constexpr std::size_t kUpdates = 50'000;
    constexpr std::size_t kBatch = 5000;
    Logger logger(LogLevel::Warning);
    const auto index = openIndex(directory, logger);
    Batches batches(corpus, kBatch);
    double cpu = 0;
    std::size_t documents = 0;
    for (auto changes = batches.next(); !changes.empty() && documents < kUpdates; changes = batches.next()) {
        documents += changes.size();
        const double begin = cpuSeconds();
        orExit(index->apply(changes));
        orExit(index->publish());
        cpu += cpuSeconds() - begin;
    }
    const double begin = cpuSeconds();
    orExit(index->commit({3, 3, "bench"}));
    cpu += cpuSeconds() - begin;
    printFigure(kEngine, "update, documents/s CPU", static_cast<double>(documents) / cpu);
    for (const std::size_t size : {std::size_t(100), std::size_t(1000)}) {
        Batches again(corpus, size);
        measureVisible(*index, again, size);
    }
    orExit(index->commit({4, 4, "bench"}));
    orExit(index->releaseWriter());
}

void ask(const RunOptions &options, const std::string &directory, bool exactTotals)
{
    Logger logger(LogLevel::Warning);
    const double begin = wallSeconds();
    const auto index = openIndex(directory, logger);
    printFigure(options.engine, "open, ms", (wallSeconds() - begin) * 1e3);
    printMemory(options.engine, "after open");
    const auto queries = readQueries(options.queriesPath);
    if (!queries.empty()) {
        const double first = wallSeconds();
        (void)searcherOf(*index, exactTotals)(queries.front());
        printFigure(options.engine, "first query, ms", (wallSeconds() - first) * 1e3);
        printMemory(options.engine, "after the first query");
    }
    runQueries(options, [&index, exactTotals] { return searcherOf(*index, exactTotals); });
    printMemory(options.engine, "after queries");
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    index::initializeLucene();
    std::vector<std::string> arguments(argv + 1, argv + argc);
    const bool exactTotals = std::erase(arguments, "--early") == 0;
    RunOptions options = takeRunOptions(arguments, exactTotals ? kEngine : kEarlyEngine);
    std::size_t batch = 5000;
    if (arguments.size() == 5 && arguments[3] == "--batch")
        batch = std::stoul(arguments[4]);
    else if (arguments.size() != 3)
        arguments = {"", "", ""};
    const std::string &command = arguments[0];
    if (command == "build") {
        build(arguments[1], arguments[2], batch);
    } else if (command == "delete") {
        removeSome(arguments[1], arguments[2]);
    } else if (command == "update") {
        update(arguments[1], arguments[2]);
    } else if (command == "query") {
        options.queriesPath = arguments[1];
        ask(options, arguments[2], exactTotals);
    } else {
        std::fprintf(
            stderr, "usage: enginebench build|delete|update CORPUS INDEX, enginebench query QUERIES INDEX\n");
        return 2;
    }
    return 0;
}
