#include "queryrunner.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <random>
#include <thread>

namespace explorer::bench
{
namespace
{

constexpr const char *kOrderClass = "order";
constexpr double kMostSecondsARound = 10;

struct ClassRun {
    std::string name;
    std::vector<const BenchQuery *> queries;
};

std::vector<ClassRun> byClass(const std::vector<BenchQuery> &queries, const std::string &only)
{
    std::vector<ClassRun> classes;
    for (const BenchQuery &query : queries) {
        if (!only.empty() && query.className != only)
            continue;
        if (classes.empty() || classes.back().name != query.className)
            classes.push_back({query.className, {}});
        classes.back().queries.push_back(&query);
    }
    return classes;
}

double threadCpuSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

double percentile(const std::vector<double> &sorted, double part)
{
    return sorted[std::min(sorted.size() - 1,
                           static_cast<std::size_t>(static_cast<double>(sorted.size()) * part))];
}

void writeHits(std::ofstream &file, const BenchQuery &query, std::size_t number, const EngineAnswer &answer)
{
    file << query.className << '\t' << number << '\t' << answer.total << '\t';
    for (std::size_t i = 0; i < answer.ids.size(); ++i)
        file << (i > 0 ? " " : "") << answer.ids[i];
    file << '\n';
}

/// How many queries were asked: none where the engine has no such, fewer than all where they take too long.
std::size_t warmUp(const ClassRun &run, const Searcher &search, std::ofstream &hits, std::int64_t &total)
{
    const double end = wallSeconds() + kMostSecondsARound;
    for (std::size_t i = 0; i < run.queries.size(); ++i) {
        if (wallSeconds() > end)
            return i;
        const auto answer = search(*run.queries[i]);
        if (!answer)
            return 0;
        total += answer->total;
        if (hits.is_open())
            writeHits(hits, *run.queries[i], i, *answer);
    }
    return run.queries.size();
}

void runMixed(const RunOptions &options, const std::vector<ClassRun> &classes,
              const std::function<Searcher()> &make)
{
    constexpr double kSeconds = 3;
    std::vector<const BenchQuery *> queries;
    for (const ClassRun &run : classes) {
        if (run.name != kOrderClass)
            queries.insert(queries.end(), run.queries.begin(), run.queries.end());
    }
    if (queries.empty())
        return;
    std::mt19937_64 random(7);
    std::shuffle(queries.begin(), queries.end(), random);
    std::atomic<std::size_t> next = 0;
    std::atomic<std::size_t> answered = 0;
    const double begin = wallSeconds();
    std::vector<std::thread> threads;
    for (int i = 0; i < options.mixedThreads; ++i) {
        threads.emplace_back([&, search = make()] {
            while (wallSeconds() - begin < kSeconds)
                answered += search(*queries[next++ % queries.size()]) ? 1 : 0;
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    std::printf("mixed\t%s\t%d\t%.0f\n", options.engine.c_str(), options.mixedThreads,
                static_cast<double>(answered) / (wallSeconds() - begin));
}

std::string taken(std::vector<std::string> &arguments, const std::string &name, std::string otherwise)
{
    const auto found = std::find(arguments.begin(), arguments.end(), name);
    if (found == arguments.end() || found + 1 == arguments.end())
        return otherwise;
    otherwise = *(found + 1);
    arguments.erase(found, found + 2);
    return otherwise;
}

} // namespace

RunOptions takeRunOptions(std::vector<std::string> &arguments, std::string engine)
{
    RunOptions options;
    options.engine = taken(arguments, "--engine", std::move(engine));
    options.className = taken(arguments, "--class", {});
    options.hitsPath = taken(arguments, "--hits", {});
    options.rounds = std::stoi(taken(arguments, "--rounds", "3"));
    options.mixedThreads = std::stoi(taken(arguments, "--mixed", "2"));
    options.cpuTime = taken(arguments, "--clock", "wall") == "cpu";
    return options;
}

void runQueries(const RunOptions &options, const std::function<Searcher()> &make)
{
    const auto queries = readQueries(options.queriesPath);
    auto classes = byClass(queries, options.className);
    std::ofstream hits;
    if (!options.hitsPath.empty())
        hits.open(options.hitsPath);
    const Searcher search = make();
    const auto now = options.cpuTime ? threadCpuSeconds : wallSeconds;
    std::erase_if(classes, [&](ClassRun &run) {
        std::int64_t total = 0;
        run.queries.resize(warmUp(run, search, hits, total));
        if (run.queries.empty())
            return true;
        std::vector<double> times;
        for (int round = 0; round < options.rounds; ++round) {
            for (const BenchQuery *query : run.queries) {
                const double begin = now();
                search(*query);
                times.push_back((now() - begin) * 1e6);
            }
        }
        std::sort(times.begin(), times.end());
        if (!times.empty())
            std::printf("query\t%s\t%s\t%zu\t%.1f\t%.1f\t%lld\n", options.engine.c_str(), run.name.c_str(),
                        run.queries.size(), percentile(times, 0.5), percentile(times, 0.99),
                        static_cast<long long>(total));
        std::fflush(stdout);
        return false;
    });
    if (options.mixedThreads > 0)
        runMixed(options, classes, make);
}

void printFigure(const std::string &engine, const std::string &name, double value)
{
    std::printf("figure\t%s\t%s\t%.3f\n", engine.c_str(), name.c_str(), value);
    std::fflush(stdout);
}

void printMemory(const std::string &engine, const std::string &when)
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmRSS:"))
            printFigure(engine, "resident " + when + ", MB", std::stod(line.substr(6)) / 1000);
        else if (line.starts_with("RssAnon:"))
            printFigure(engine, "anonymous " + when + ", MB", std::stod(line.substr(8)) / 1000);
    }
}

double cpuSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

double wallSeconds()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

} // namespace explorer::bench
