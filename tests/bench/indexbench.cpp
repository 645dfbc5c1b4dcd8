// indexbench FILE.ndjson [batch]: documents a second through apply, publish and commit, and a few queries'
// times.
#include "core/index/searchindex.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>

using namespace explorer;
using Steady = std::chrono::steady_clock;

namespace
{

double secondsSince(Steady::time_point start)
{
    return std::chrono::duration<double>(Steady::now() - start).count();
}

api::Schema wordNetSchema()
{
    return api::schemaFromJson({{"fields",
                                 {{"pos", "keyword"},
                                  {"lexfile", "long"},
                                  {"words", "text"},
                                  {"gloss", "text"},
                                  {"examples", "text"}}}})
        .value();
}

std::vector<index::IndexChange> readDocuments(const char *path)
{
    std::vector<index::IndexChange> documents;
    std::ifstream stream(path);
    for (std::string line; std::getline(stream, line);) {
        const std::size_t begin = line.find("\"id\":\"") + 6;
        std::string id = line.substr(begin, line.find('"', begin) - begin);
        documents.push_back({std::move(id), std::move(line)});
    }
    return documents;
}

void measure(const char *name, index::SearchIndex &index, const index::IndexQuery &query)
{
    constexpr int kRounds = 101;
    std::vector<double> times;
    std::int64_t total = 0;
    for (int i = 0; i < kRounds; ++i) {
        const auto start = Steady::now();
        const auto answer = index.search(query);
        times.push_back(secondsSince(start) * 1e6);
        total = answer ? answer->total : -1;
    }
    const double first = times.front();
    std::sort(times.begin(), times.end());
    std::printf("%-28s total %7lld  first %9.0f us  median %7.0f us  p99 %7.0f us\n", name,
                static_cast<long long>(total), first, times[kRounds / 2], times[kRounds - 2]);
}

index::IndexQuery queryOf(query::NodePtr root)
{
    index::IndexQuery query;
    query.root = std::move(root);
    return query;
}

void measureQueries(index::SearchIndex &index)
{
    const auto term = [](const char *text) { return query::makeNode(query::Term{"gloss", text}); };
    measure("all documents", index, queryOf(query::makeNode(query::MatchAll{})));
    measure("common term", index, queryOf(term("of")));
    measure("rare term", index, queryOf(term("entity")));
    measure("and", index, queryOf(query::makeNode(query::And{{term("of"), term("a")}})));
    measure("or", index, queryOf(query::makeNode(query::Or{{term("of"), term("water")}})));
    measure("phrase", index, queryOf(query::makeNode(query::Phrase{"gloss", {"of", "the"}})));
    measure("prefix", index, queryOf(query::makeNode(query::Wildcard{"gloss", "electr*"})));
    measure("fuzzy 1", index, queryOf(query::makeNode(query::Fuzzy{"gloss", "entity", 1})));
    measure("range with term", index,
            queryOf(query::makeNode(
                query::And{{term("of"), query::makeNode(query::LongRange{"lexfile", 3, 9})}})));
    auto facet = queryOf(term("of"));
    facet.facets = {"pos"};
    measure("facet", index, facet);
    auto sorted = queryOf(term("of"));
    sorted.sort = {{"lexfile", true}};
    measure("sort by number", index, sorted);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (argc < 2) {
        std::fprintf(stderr, "usage: indexbench FILE.ndjson [batch]\n");
        return 2;
    }
    const std::size_t batch = argc > 2 ? std::stoul(argv[2]) : 5000;
    const QTemporaryDir directory;
    Logger logger(LogLevel::Warning);
    auto opened = index::openLuceneIndex(directory.path().toStdString(), wordNetSchema(), logger);
    if (!opened) {
        std::fprintf(stderr, "%s\n", opened.error().message.c_str());
        return 1;
    }
    index::SearchIndex &index = **opened;
    const auto documents = readDocuments(argv[1]);
    const auto start = Steady::now();
    const std::clock_t cpuStart = std::clock();
    double applySeconds = 0;
    double publishSeconds = 0;
    for (std::size_t i = 0; i < documents.size(); i += batch) {
        const auto applyStart = Steady::now();
        const auto applied =
            index.apply(std::span(documents).subspan(i, std::min(batch, documents.size() - i)));
        applySeconds += secondsSince(applyStart);
        const auto publishStart = Steady::now();
        const auto published = index.publish();
        publishSeconds += secondsSince(publishStart);
        if (!applied || !published)
            return 1;
    }
    const auto commitStart = Steady::now();
    if (!index.commit({1, 1, "bench"}))
        return 1;
    const double seconds = secondsSince(start);
    const double cpu = static_cast<double>(std::clock() - cpuStart) / CLOCKS_PER_SEC;
    std::printf(
        "%zu documents: %.2f s wall (%.0f/s), %.2f s CPU (%.0f/s); apply %.2f, publish %.2f, commit %.2f s; "
        "%d segments, %lld bytes\n",
        documents.size(), seconds, static_cast<double>(documents.size()) / seconds, cpu,
        static_cast<double>(documents.size()) / cpu, applySeconds, publishSeconds, secondsSince(commitStart),
        index.statistics().segments, static_cast<long long>(index.statistics().sizeBytes));
    measureQueries(index);
    return 0;
}
