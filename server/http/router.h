#pragma once

#include "server/http/message.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace explorer::http
{

/// Where a handler runs. Inline: on the network thread, for answers from memory that never block.
enum class RunOn : std::uint8_t { Pool, Inline };

struct Route {
    std::string method;
    /// `/api/v1/collections/{collection}/documents/{id}`; a value matches one segment.
    std::string pattern;
    /// A permission's number as the middleware knows it; unset keeps the server from starting.
    std::optional<int> permission;
    Handler handler;
    RunOn runOn = RunOn::Pool;
    std::int64_t bodyLimitBytes = 1024 * 1024;
    std::chrono::milliseconds deadline{2000};
};

/// Finds the route of a request. HEAD falls back to GET. Immutable once the server runs; any thread.
class Router
{
public:
    void add(Route route);
    struct Match {
        const Route *route = nullptr;
        std::map<std::string, std::string, std::less<>> pathValues;
        /// Set where the path exists with other methods only (405 with Allow).
        std::string allowed;
    };
    [[nodiscard]] Match find(std::string_view method, const std::vector<std::string> &segments) const;
    [[nodiscard]] const std::vector<Route> &routes() const { return m_routes; }
    /// InvalidArgument naming each route without a permission.
    [[nodiscard]] Result<void> check() const;

private:
    [[nodiscard]] bool fits(std::size_t route, const std::vector<std::string> &segments) const;
    /// Whether route `a` names more of the path than `b`, seen from the left.
    [[nodiscard]] bool isMoreExact(std::size_t a, std::size_t b) const;

    std::vector<Route> m_routes;
    /// The pattern's segments, one list a route.
    std::vector<std::vector<std::string>> m_patterns;
};

} // namespace explorer::http
