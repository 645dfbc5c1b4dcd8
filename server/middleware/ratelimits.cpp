#include "core/resilience/ratelimiter.h"
#include "server/middleware/middleware.h"

namespace explorer::middleware
{
namespace
{

/// Searches under way by user. Shared by the copies of one middleware.
class ConcurrencyGate
{
public:
    explicit ConcurrencyGate(int limit) : m_limit(limit) {}
    bool enter(const std::string &user)
    {
        const std::lock_guard lock(m_mutex);
        int &count = m_running[user];
        if (count >= m_limit)
            return false;
        ++count;
        return true;
    }
    void leave(const std::string &user)
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_running.find(user);
        if (found != m_running.end() && --found->second == 0)
            m_running.erase(found);
    }

private:
    int m_limit;
    std::mutex m_mutex;
    std::map<std::string, int> m_running;
};

/// Leaves on every way out, a throwing handler's too.
class Pass
{
public:
    Pass(ConcurrencyGate &gate, std::string user) : m_gate(gate), m_user(std::move(user)) {}
    ~Pass() { m_gate.leave(m_user); }
    Pass(const Pass &) = delete;
    Pass &operator=(const Pass &) = delete;

private:
    ConcurrencyGate &m_gate;
    std::string m_user;
};

http::Response tooMany(const http::Request &request, std::string reason, std::string message,
                       int retryAfterSeconds)
{
    Error error = makeError(ErrorCode::ResourceExhausted, std::move(reason), std::move(message));
    error.retryAfterSeconds = retryAfterSeconds;
    return http::problem(error, request);
}

} // namespace

http::HttpServer::Middleware limitRates(const RateSettings &settings, const Clock &clock)
{
    // Shared: a std::function is copied, the buckets must not be.
    auto users = std::make_shared<resilience::RateLimiter>(
        resilience::RateLimit{settings.userPerSecond, settings.userBurst}, clock);
    auto addresses = std::make_shared<resilience::RateLimiter>(
        resilience::RateLimit{settings.anonymousPerSecond, settings.anonymousPerSecond}, clock);
    return [users, addresses](http::Request &request, const http::Route &, const http::Handler &next) {
        const std::chrono::milliseconds wait =
            request.user ? users->take(request.user->id) : addresses->take(request.clientAddress);
        if (wait.count() > 0) {
            return tooMany(request, "rate_limit",
                           "Too many requests in a short time. Wait a moment, then go on.",
                           static_cast<int>((wait.count() + 999) / 1000));
        }
        return next(request);
    };
}

http::HttpServer::Middleware limitConcurrentSearches(int limit)
{
    auto gate = std::make_shared<ConcurrencyGate>(limit);
    return [gate, limit](http::Request &request, const http::Route &route, const http::Handler &next) {
        if (!request.user || route.pattern != "/api/v1/search")
            return next(request);
        if (!gate->enter(request.user->id)) {
            return tooMany(request, "searches_at_once",
                           std::to_string(limit) +
                               " searches of this user are running already. Wait for one, or cancel it.",
                           1);
        }
        const Pass pass(*gate, request.user->id);
        return next(request);
    };
}

} // namespace explorer::middleware
