#include "core/ingest/problemgroups.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace explorer::ingest
{
namespace
{
constexpr std::size_t kShownLines = 5;
}

std::vector<api::ErrorGroup> groupProblems(const std::vector<Record> &records)
{
    std::map<std::tuple<std::string, std::string, std::string, std::string>, api::ErrorGroup> groups;
    for (const Record &record : records) {
        if (!record.problem)
            continue;
        const Problem &problem = *record.problem;
        std::string pattern = patternOf(problem.pointer);
        api::ErrorGroup &group = groups[{problem.stage, problem.code, problem.rule, pattern}];
        if (group.count++ == 0) {
            group.stage = problem.stage;
            group.code = problem.code;
            group.rule = problem.rule;
            group.pattern = std::move(pattern);
            group.message = problem.message;
        }
        if (group.lines.size() < kShownLines)
            group.lines.push_back(record.line);
    }
    std::vector<api::ErrorGroup> sorted;
    for (auto &[key, group] : groups)
        sorted.push_back(std::move(group));
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto &left, const auto &right) { return left.count > right.count; });
    return sorted;
}

} // namespace explorer::ingest
