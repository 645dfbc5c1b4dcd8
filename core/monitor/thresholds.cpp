#include "core/monitor/thresholds.h"

namespace explorer::monitor
{
namespace
{

constexpr std::int64_t kLeastRouteRequests = 20;
constexpr int kLeastPoolSamples = 5;
constexpr std::int64_t kLeastLookups = 200;
constexpr std::int64_t kLeastRequests = 100;
constexpr std::int64_t kLeastErrors = 5;

double ratio(std::int64_t part, std::int64_t whole)
{
    return static_cast<double>(part) / static_cast<double>(whole);
}

} // namespace

std::vector<std::string> brokenThresholds(const Observations &observations, const MonitorSettings &settings)
{
    std::vector<std::string> broken;
    const auto isSlow = [&settings](const metrics::RouteWindow &route) {
        return route.requests >= kLeastRouteRequests && route.p95Millis > settings.apiP95Millis;
    };
    if (std::any_of(observations.routes.begin(), observations.routes.end(), isSlow))
        broken.emplace_back("api_p95");
    if (observations.poolSamples >= kLeastPoolSamples && observations.poolInUseRatio > settings.poolRatio)
        broken.emplace_back("pool_in_use");
    const metrics::Metrics::SearchWindow &searches = observations.searches;
    if (searches.cacheLookups >= kLeastLookups &&
        ratio(searches.cacheHits, searches.cacheLookups) < settings.cacheHitRatio)
        broken.emplace_back("cache_hit_ratio");
    const metrics::RouteWindow &all = observations.allRoutes;
    if (all.requests >= kLeastRequests && all.errors >= kLeastErrors &&
        ratio(all.errors, all.requests) > settings.errorRatio)
        broken.emplace_back("error_ratio");
    return broken;
}

} // namespace explorer::monitor
