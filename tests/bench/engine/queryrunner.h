#pragma once

#include "querylist.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace explorer::bench
{

struct EngineAnswer {
    std::int64_t total = 0;
    /// Of the first ten.
    std::vector<std::string> ids;
};

/// Answers a query, or nothing where the engine has no such query. Used by one thread.
using Searcher = std::function<std::optional<EngineAnswer>(const BenchQuery &)>;

struct RunOptions {
    std::string engine;
    std::string queriesPath;
    /// Only this class; empty: all.
    std::string className;
    /// Where every query's total and ids go; empty: nowhere.
    std::string hitsPath;
    int rounds = 3;
    /// 0: no mixed run.
    int mixedThreads = 2;
    /// Take the thread's CPU time instead of the wall's: for a machine that does something else meanwhile.
    bool cpuTime = false;
};

/// Options of the form `--class C --hits FILE --rounds N --mixed THREADS --clock wall|cpu`; the rest stays in
/// `arguments`.
RunOptions takeRunOptions(std::vector<std::string> &arguments, std::string engine);

/// Asks every query once unmeasured (as many of a class as can be in 10 s) and then `rounds` times, class by
/// class, and prints a line a class: `query TAB engine TAB class TAB queries TAB median us TAB p99 us TAB sum
/// of totals`. Then all classes in turn on several threads: `mixed TAB engine TAB threads TAB queries a
/// second`. `make` is called once a thread.
void runQueries(const RunOptions &options, const std::function<Searcher()> &make);

/// `figure TAB engine TAB name TAB value`.
void printFigure(const std::string &engine, const std::string &name, double value);
/// Of this process, in MB: all that is resident, and what no file backs.
void printMemory(const std::string &engine, const std::string &when);
double cpuSeconds();
double wallSeconds();

} // namespace explorer::bench
