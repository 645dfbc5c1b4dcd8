#pragma once

#include "core/base/result.h"

#include <re2/re2.h>

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace explorer::ingest
{

class LogPattern;
using LogPatternPtr = std::shared_ptr<const LogPattern>;

/// How a log line is cut into fields: a regular expression (RE2) whose named groups name them. Immutable; any
/// thread.
class LogPattern
{
public:
    static constexpr std::size_t kMostBytes = 2048;
    static constexpr std::size_t kMostGroups = 64;

    /// A pattern that comes with the product.
    struct Ready {
        std::string_view name;
        std::string_view expression;
    };
    /// In the order in which a log is tried for them.
    static std::span<const Ready> ready();

    /// The ready one of that name, or an expression. InvalidArgument ("log_pattern") where it is none, names
    /// no group, or one twice.
    static Result<LogPatternPtr> make(const std::string &nameOrExpression);

    /// Of the groups, in their order.
    [[nodiscard]] const std::vector<std::string> &names() const { return m_names; }
    /// The texts of the named groups, empty where one did not take part; false where the line is another.
    bool match(std::string_view line, std::vector<std::string_view> &groups) const;

private:
    explicit LogPattern(const std::string &expression);

    re2::RE2 m_expression;
    std::vector<std::string> m_names;
    /// Of the named groups among all.
    std::vector<int> m_numbers;
};

} // namespace explorer::ingest
