#pragma once

#include "core/api/health.h"
#include "core/metrics/metrics.h"
#include "core/monitor/healthmonitor.h"

namespace explorer::monitor
{

/// What the four thresholds are held against.
struct Observations {
    std::vector<metrics::RouteWindow> routes;
    metrics::RouteWindow allRoutes;
    metrics::Metrics::SearchWindow searches;
    /// Mean of the last minute, and of how many samples.
    double poolInUseRatio = -1;
    int poolSamples = 0;
};

/// The names of the thresholds that are broken: api_p95, pool_in_use, cache_hit_ratio, error_ratio. Strict: a
/// value exactly at its threshold holds. With too few samples (20 requests of a route, 5 pool samples, 200
/// lookups, 100 requests and 5 errors) it holds too.
std::vector<std::string> brokenThresholds(const Observations &observations, const MonitorSettings &settings);

} // namespace explorer::monitor
