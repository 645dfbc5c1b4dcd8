#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace explorer::bench
{

/// A query that every engine is asked. `words` are terms of the body; a prefix, wildcard or fuzzy has one.
struct BenchQuery {
    /// The row of the table, such as `and common common`.
    std::string className;
    /// term, and, or, phrase, prefix, wildcard, fuzzy1, fuzzy2, range (word and size in [low, high]), sort
    /// (by time, newest first), facet (of kind), histogram (of time, by day).
    std::string operation;
    std::vector<std::string> words;
    std::int64_t low = 0;
    std::int64_t high = 0;
};

/// A line a query: `class TAB operation TAB words joined by spaces TAB low TAB high`.
std::vector<BenchQuery> readQueries(const std::string &path);
void writeQueries(const std::string &path, const std::vector<BenchQuery> &queries);

} // namespace explorer::bench
