#pragma once

#include "core/base/clock.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace explorer::api
{

enum class HealthStatus : std::uint8_t { Pass, Degraded, Fail };
std::string_view toString(HealthStatus status);

/// One checked component: gateway, database, cache, search index, disk.
struct ComponentHealth {
    std::string name;
    HealthStatus status = HealthStatus::Pass;
    double latencyMillis = 0;
    /// When it came into this status.
    UnixMillis since = 0;
    /// Why it is not `pass`; empty where it is.
    std::string reason;
};

/// The four threshold tiles and the machine. Ratios are 0 to 1; a negative value means no samples yet.
struct HealthFigures {
    double apiP95Millis = -1;
    double poolInUseRatio = -1;
    double cacheHitRatio = -1;
    double errorRatio = -1;
    /// What the figures rest on: requests of the last 5 min, cache lookups of the last 10 min.
    std::int64_t recentRequests = 0;
    std::int64_t recentCacheLookups = 0;
    double requestsPerSecond = 0;
    double searchesPerSecond = 0;
    double cpuRatio = -1;
    std::int64_t residentBytes = 0;
    std::int64_t memoryTotalBytes = 0;
    std::int64_t diskFreeBytes = 0;
    std::int64_t diskTotalBytes = 0;
    std::int64_t indexLag = 0;
    std::int64_t uptimeMillis = 0;
};

/// One endpoint of the last five minutes, for the monitor's table.
struct RouteFigures {
    std::string route;
    double perSecond = 0;
    double p50Millis = 0;
    double p95Millis = 0;
    double p99Millis = 0;
    double errorRatio = 0;
    std::int64_t requests = 0;
};

/// One sample of the last hour, 10 s apart, for the tiles' sparklines; the members as in HealthFigures.
struct HealthSample {
    UnixMillis at = 0;
    HealthFigures figures;
};

struct HealthReport {
    HealthStatus status = HealthStatus::Pass;
    UnixMillis checkedAt = 0;
    std::string version;
    std::vector<ComponentHealth> components;
    HealthFigures figures;
    std::vector<RouteFigures> routes;
    std::vector<HealthSample> samples;
};
void to_json(nlohmann::json &json, const HealthReport &report);
void from_json(const nlohmann::json &json, HealthReport &report);

} // namespace explorer::api
