#include "core/ingest/logpattern.h"

#include <algorithm>
#include <array>
#include <set>

namespace explorer::ingest
{
namespace
{

constexpr std::array kReady{
    // Common and combined log format of the Apache HTTP server, which nginx writes too.
    LogPattern::Ready{"apache_combined",
                      R"re(^(?P<client>\S+) (?P<ident>\S+) (?P<user>\S+) \[(?P<ts>[^\]]+)\] )re"
                      R"re("(?:(?P<method>[A-Z]+) (?P<path>\S+)(?: (?P<protocol>HTTP/[\d.]+))?|)re"
                      R"re((?P<request>(?:[^"\\]|\\.)*))" (?P<status>\d{3}) (?P<bytes>\d+|-))re"
                      R"re((?: "(?P<referrer>(?:[^"\\]|\\.)*)" "(?P<agent>(?:[^"\\]|\\.)*)")?)re"
                      R"re((?: (?P<rest>.+))?$)re"},
    // RFC 5424.
    LogPattern::Ready{
        "syslog_rfc5424",
        R"re(^<(?P<priority>\d{1,3})>1 (?P<ts>\S+) (?P<host>\S+) (?P<program>\S+) (?P<pid>\S+) )re"
        R"re((?P<msgid>\S+) (?P<structured>-|(?:\[(?:[^\]\\]|\\.)*\])+)(?: (?P<message>.*))?$)re"},
    // RFC 3164, and the same with the time of RFC 3339 that newer daemons write.
    LogPattern::Ready{
        "syslog",
        R"re(^(?:<(?P<priority>\d{1,3})>)?)re"
        R"re((?P<ts>[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)) )re"
        R"re((?P<host>\S+) (?:(?P<program>[^\[\s:]+)(?:\[(?P<pid>\d+)\])?: ?)?(?P<message>.*)$)re"},
    LogPattern::Ready{
        "nginx_error",
        R"re(^(?P<ts>\d{4}/\d\d/\d\d \d\d:\d\d:\d\d) \[(?P<level>\w+)\] (?P<pid>\d+)#(?P<tid>\d+): )re"
        R"re((?:\*(?P<connection>\d+) )?(?P<message>.*)$)re"}};

RE2::Options quiet()
{
    RE2::Options options(RE2::Quiet);
    options.set_max_mem(4 << 20);
    return options;
}

tl::unexpected<Error> badPattern(std::string message)
{
    return fail(ErrorCode::InvalidArgument, "log_pattern", std::move(message));
}

} // namespace

std::span<const LogPattern::Ready> LogPattern::ready() { return kReady; }

LogPattern::LogPattern(const std::string &expression) : m_expression(expression, quiet())
{
    for (const auto &[number, name] : m_expression.CapturingGroupNames()) {
        m_names.push_back(name);
        m_numbers.push_back(number);
    }
}

Result<LogPatternPtr> LogPattern::make(const std::string &nameOrExpression)
{
    const auto known = std::find_if(kReady.begin(), kReady.end(), [&nameOrExpression](const Ready &ready) {
        return ready.name == nameOrExpression;
    });
    if (nameOrExpression.size() > kMostBytes)
        return badPattern("The pattern is longer than " + std::to_string(kMostBytes) + " bytes.");
    const LogPatternPtr pattern(
        new LogPattern(known != kReady.end() ? std::string(known->expression) : nameOrExpression));
    if (!pattern->m_expression.ok())
        return badPattern("The pattern is no regular expression: " + pattern->m_expression.error() + ".");
    if (pattern->m_names.empty() || pattern->m_names.size() > kMostGroups)
        return badPattern(
            "A pattern of log lines has 1 to " + std::to_string(kMostGroups) +
            " named groups such as (?P<status>\\d+), each of which becomes a field. Or take the "
            "name of a ready one: apache_combined, syslog, syslog_rfc5424, nginx_error.");
    const std::set<std::string_view> different(pattern->m_names.begin(), pattern->m_names.end());
    if (different.size() < pattern->m_names.size())
        return badPattern("Two groups of the pattern have the same name. Give each its own.");
    return pattern;
}

bool LogPattern::match(std::string_view line, std::vector<std::string_view> &groups) const
{
    const auto count = static_cast<std::size_t>(m_expression.NumberOfCapturingGroups()) + 1;
    thread_local std::vector<re2::StringPiece> found;
    found.assign(count, {});
    const re2::StringPiece text(line.data(), line.size());
    if (!m_expression.Match(text, 0, line.size(), RE2::UNANCHORED, found.data(), static_cast<int>(count)))
        return false;
    groups.resize(m_numbers.size());
    for (std::size_t i = 0; i < m_numbers.size(); ++i) {
        const re2::StringPiece &group = found[static_cast<std::size_t>(m_numbers[i])];
        groups[i] =
            group.data() == nullptr ? std::string_view() : std::string_view(group.data(), group.size());
    }
    return true;
}

} // namespace explorer::ingest
