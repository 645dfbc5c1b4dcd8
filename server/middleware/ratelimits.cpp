#include "core/resilience/concurrencygate.h"
#include "core/resilience/ratelimiter.h"
#include "server/middleware/middleware.h"

namespace explorer::middleware
{
namespace
{

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
    const resilience::ConcurrencyGate gate(limit);
    return [gate](http::Request &request, const http::Route &route, const http::Handler &next) {
        if (!request.user || route.pattern != "/api/v1/search")
            return next(request);
        const std::shared_ptr<void> pass = gate.enter(request.user->id);
        if (!pass) {
            return tooMany(request, "searches_at_once",
                           std::to_string(gate.limit()) +
                               " searches of this user are running already. Wait for one, or cancel it.",
                           1);
        }
        return next(request);
    };
}

} // namespace explorer::middleware
