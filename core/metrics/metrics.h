#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace explorer::metrics {

/// One route's requests over a sliding window.
struct RouteWindow {
    std::string route;
    std::int64_t requests = 0;
    std::int64_t errors = 0;
    double p50Millis = 0;
    double p95Millis = 0;
    double p99Millis = 0;
};

/// Every figure the service keeps of itself: Prometheus counters and histograms for /metrics (prometheus-cpp), and five-minute windows
/// for the health page. Any thread; recording costs under a microsecond.
class Metrics
{
public:
    Metrics();
    ~Metrics();

    /// `route` is the pattern, never a path with ids. 5xx and timeouts count as errors.
    void recordRequest(std::string_view method, std::string_view route, int status, std::chrono::nanoseconds duration);
    void recordSearch(std::string_view cacheStatus, std::chrono::nanoseconds duration);
    void recordIngest(std::int64_t indexed, std::int64_t duplicate, std::int64_t quarantined, std::int64_t rejected);
    void recordConnections(int open);
    /// A value set by whoever measures it, named as in Prometheus (explorerio_index_lag, explorerio_cache_bytes, ...).
    void setGauge(std::string_view name, std::string_view help, double value);

    [[nodiscard]] std::vector<RouteWindow> routes(std::chrono::seconds window = std::chrono::minutes(5)) const;
    [[nodiscard]] RouteWindow allRoutes(std::chrono::seconds window = std::chrono::minutes(5)) const;
    struct SearchWindow {
        std::int64_t searches = 0;
        std::int64_t cacheHits = 0;
        std::int64_t cacheLookups = 0;
    };
    [[nodiscard]] SearchWindow searches(std::chrono::seconds window) const;

    /// The exposition text, format 0.0.4.
    [[nodiscard]] std::string exposition() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace explorer::metrics
