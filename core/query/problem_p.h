#pragma once

#include "core/base/error.h"
#include "core/query/syntax_p.h"

#include <string_view>

namespace explorer::query
{

/// A problem with its place in bytes, before it is told to the outside in code points. A fix is what replaces
/// the span.
struct Problem {
    std::string code;
    std::string message;
    Span span;
    std::vector<std::string> expected;
    std::optional<std::string> fix;
};

/// Line and column (in code points) start at 1.
ErrorDetail toDetail(const Problem &problem, std::string_view text);
/// The same for many, in the order of their places.
std::vector<ErrorDetail> toDetails(std::vector<Problem> problems, std::string_view text);

} // namespace explorer::query
