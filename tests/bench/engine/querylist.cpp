#include "querylist.h"

#include "corpusfile.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace explorer::bench
{

std::vector<BenchQuery> readQueries(const std::string &path)
{
    std::ifstream stream(path);
    std::vector<BenchQuery> queries;
    for (std::string line; std::getline(stream, line);) {
        const auto columns = splitAt(line, '\t');
        if (columns.size() != 5) {
            std::fprintf(stderr, "not a line of queries: %s\n", line.c_str());
            std::exit(1);
        }
        BenchQuery query;
        query.className = columns[0];
        query.operation = columns[1];
        for (const std::string_view word : splitAt(columns[2], ' '))
            query.words.emplace_back(word);
        query.low = std::stoll(std::string(columns[3]));
        query.high = std::stoll(std::string(columns[4]));
        queries.push_back(std::move(query));
    }
    return queries;
}

void writeQueries(const std::string &path, const std::vector<BenchQuery> &queries)
{
    std::ofstream stream(path);
    for (const BenchQuery &query : queries) {
        stream << query.className << '\t' << query.operation << '\t';
        for (std::size_t i = 0; i < query.words.size(); ++i)
            stream << (i > 0 ? " " : "") << query.words[i];
        stream << '\t' << query.low << '\t' << query.high << '\n';
    }
    if (!stream.flush()) {
        std::fprintf(stderr, "cannot write %s\n", path.c_str());
        std::exit(1);
    }
}

} // namespace explorer::bench
