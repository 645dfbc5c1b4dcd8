#pragma once

#include "core/index/searchindex.h"
#include "querylist.h"

#include <string>
#include <vector>

namespace explorer::bench
{

inline constexpr const char *kCollection = "corpus";

/// One request over HTTP and what the index is asked for it.
struct SearchCase {
    std::string target;
    std::string body;
    index::IndexQuery query;
    /// Suggest: the beginning that is looked up instead.
    std::string prefix;
};

struct SearchClass {
    std::string name;
    /// The row of sqlitepeer with the same work; empty where it has none.
    std::string peerClass;
    std::vector<SearchCase> cases;
};

api::Schema corpusSchema();
/// `each` requests of every class that the benchmark shows, made from the engine benchmark's queries.
std::vector<SearchClass> searchClasses(const std::vector<BenchQuery> &queries, std::size_t each);

} // namespace explorer::bench
