#include "core/query/problem_p.h"

#include "core/query/utf8_p.h"

#include <algorithm>

namespace explorer::query
{

ErrorDetail toDetail(const Problem &problem, std::string_view text)
{
    const std::string_view before = text.substr(0, problem.span.begin);
    const auto lastBreak = before.rfind('\n');
    ErrorDetail detail;
    detail.code = problem.code;
    detail.message = problem.message;
    detail.offset = countCodePoints(before);
    detail.length = countCodePoints(text.substr(problem.span.begin, problem.span.end - problem.span.begin));
    detail.line = 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
    detail.column = 1 + static_cast<int>(lastBreak == std::string_view::npos
                                             ? *detail.offset
                                             : countCodePoints(before.substr(lastBreak + 1)));
    detail.expected = problem.expected;
    detail.fix = problem.fix;
    return detail;
}

std::vector<ErrorDetail> toDetails(std::vector<Problem> problems, std::string_view text)
{
    std::stable_sort(problems.begin(), problems.end(),
                     [](const Problem &a, const Problem &b) { return a.span.begin < b.span.begin; });
    std::vector<ErrorDetail> details;
    details.reserve(problems.size());
    for (const Problem &problem : problems)
        details.push_back(toDetail(problem, text));
    return details;
}

} // namespace explorer::query
