#pragma once

#include "core/base/clock.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace explorer::metrics
{

/// One route's requests over a sliding window.
struct RouteWindow {
    std::string route;
    std::int64_t requests = 0;
    std::int64_t errors = 0;
    double p50Millis = 0;
    double p95Millis = 0;
    double p99Millis = 0;
};

/// Every figure the service keeps of itself: Prometheus counters and histograms for /metrics
/// (prometheus-cpp), and five-minute windows for the health page. Any thread; recording costs under a
/// microsecond.
class Metrics
{
public:
    /// On the machine's clock.
    Metrics();
    /// `clock` must outlive it; only the windows depend on it.
    explicit Metrics(const Clock &clock);
    ~Metrics();
    Metrics(const Metrics &) = delete;
    Metrics &operator=(const Metrics &) = delete;

    /// `route` is the pattern, never a path with ids; past 200 routes the rest is counted as `other`. A
    /// status of 500 and above is an error (a search's timeout is a 504).
    void recordRequest(std::string_view method, std::string_view route, int status,
                       std::chrono::nanoseconds duration);
    /// `cacheStatus` is hit, miss, stale or bypass.
    void recordSearch(std::string_view cacheStatus, std::chrono::nanoseconds duration);
    /// One search of the indexes behind the cache.
    void recordIndexQuery();
    /// `entries` answers went out of the cache; the labels are those of cache/stats.
    void recordInvalidation(std::string_view strategy, std::string_view trigger, std::int64_t entries);
    void recordIngest(std::int64_t indexed, std::int64_t duplicate, std::int64_t quarantined,
                      std::int64_t rejected);
    void recordConnections(int open);
    /// A value set by whoever measures it, named as in Prometheus (explorerio_index_lag,
    /// explorerio_cache_bytes, ...). A name that Prometheus does not allow, or that is taken by a counter, is
    /// left out.
    void setGauge(std::string_view name, std::string_view help, double value);

    /// The routes that had requests, the busiest first. Windows reach back five minutes at most.
    [[nodiscard]] std::vector<RouteWindow>
    routes(std::chrono::seconds window = std::chrono::minutes(5)) const;
    [[nodiscard]] RouteWindow allRoutes(std::chrono::seconds window = std::chrono::minutes(5)) const;
    /// `cacheLookups` are hits, misses and stale answers; a bypass looks nothing up.
    struct SearchWindow {
        std::int64_t searches = 0;
        std::int64_t cacheHits = 0;
        std::int64_t cacheLookups = 0;
    };
    /// Ten minutes at most.
    [[nodiscard]] SearchWindow searches(std::chrono::seconds window) const;

    /// The exposition text, format 0.0.4.
    [[nodiscard]] std::string exposition() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace explorer::metrics
