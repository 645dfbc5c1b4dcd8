#include "server/http/router.h"

#include <set>

namespace explorer::http
{
namespace
{

std::vector<std::string> splitPattern(std::string_view pattern)
{
    std::vector<std::string> segments;
    while (!pattern.empty() && pattern.front() == '/') {
        pattern.remove_prefix(1);
        const std::size_t end = pattern.find('/');
        if (end == std::string_view::npos && pattern.empty() && segments.empty())
            break;
        segments.emplace_back(pattern.substr(0, end));
        pattern.remove_prefix(std::min(end, pattern.size()));
    }
    return segments;
}

bool isValue(std::string_view segment)
{
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

bool isDotSegment(std::string_view segment) { return segment == "." || segment == ".."; }

std::string join(const std::set<std::string> &methods)
{
    std::string text;
    for (const std::string &method : methods)
        text += (text.empty() ? "" : ", ") + method;
    return text;
}

} // namespace

void Router::add(Route route)
{
    m_patterns.push_back(splitPattern(route.pattern));
    m_routes.push_back(std::move(route));
}

bool Router::fits(std::size_t route, const std::vector<std::string> &segments) const
{
    const std::vector<std::string> &pattern = m_patterns[route];
    if (pattern.size() != segments.size())
        return false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool matches = isValue(pattern[i]) ? !segments[i].empty() && !isDotSegment(segments[i])
                                                 : pattern[i] == segments[i];
        if (!matches)
            return false;
    }
    return true;
}

bool Router::isMoreExact(std::size_t a, std::size_t b) const
{
    for (std::size_t i = 0; i < m_patterns[a].size(); ++i) {
        const bool valueInA = isValue(m_patterns[a][i]);
        if (valueInA != isValue(m_patterns[b][i]))
            return !valueInA;
    }
    return false;
}

Router::Match Router::find(std::string_view method, const std::vector<std::string> &segments) const
{
    std::optional<std::size_t> best;
    bool bestIsFallback = false;
    std::set<std::string> methods;
    for (std::size_t i = 0; i < m_routes.size(); ++i) {
        if (!fits(i, segments))
            continue;
        const std::string &own = m_routes[i].method;
        methods.insert(own);
        if (own == "GET")
            methods.insert("HEAD");
        const bool isFallback = method == "HEAD" && own == "GET";
        if (own != method && !isFallback)
            continue;
        if (!best || isMoreExact(i, *best) || (bestIsFallback && !isFallback && !isMoreExact(*best, i))) {
            best = i;
            bestIsFallback = isFallback;
        }
    }
    Match match;
    if (!best) {
        match.allowed = join(methods);
        return match;
    }
    match.route = &m_routes[*best];
    const std::vector<std::string> &pattern = m_patterns[*best];
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (isValue(pattern[i]))
            match.pathValues.emplace(pattern[i].substr(1, pattern[i].size() - 2), segments[i]);
    }
    return match;
}

Result<void> Router::check() const
{
    std::string unguarded;
    for (const Route &route : m_routes) {
        if (!route.handler)
            return fail(ErrorCode::InvalidArgument, "route_without_handler",
                        "The route " + route.method + " " + route.pattern + " has no handler.");
        if (!route.permission)
            unguarded += (unguarded.empty() ? "" : ", ") + route.method + " " + route.pattern;
    }
    if (unguarded.empty())
        return {};
    return fail(ErrorCode::InvalidArgument, "route_without_permission",
                "These routes declare no permission, so the server does not start: " + unguarded +
                    ". Give each the permission it needs.");
}

} // namespace explorer::http
