#pragma once

#include "core/api/health.h"
#include "core/base/logging.h"
#include "core/cache/resultcache.h"
#include "core/index/indexcatalog.h"
#include "core/metrics/metrics.h"
#include "core/storage/database.h"

namespace explorer::monitor
{

struct MonitorSettings {
    int checkMillis = 10'000;
    /// A check that takes longer makes its component degraded.
    int checkTimeoutMillis = 2000;
    /// Samples kept for the sparklines.
    int samples = 360;
    /// The thresholds of the four tiles.
    double apiP95Millis = 5000;
    double poolRatio = 0.8;
    double cacheHitRatio = 0.7;
    double errorRatio = 0.01;
};

/// Checks gateway, database, cache, search index and disk on its own timer thread, and keeps the last hour of
/// figures. Any thread asks.
class HealthMonitor
{
public:
    static Result<std::unique_ptr<HealthMonitor>>
    create(storage::Database &database, index::IndexCatalog &indexes, cache::ResultCache &cache,
           metrics::Metrics &metrics, std::filesystem::path dataDirectory, const MonitorSettings &settings,
           const Clock &clock, Logger &logger);
    ~HealthMonitor();
    /// The gateway reports its own state: connections in use of how many, draining. Once this returns, the
    /// callback before it is not called any more.
    void setGateway(std::function<api::ComponentHealth()> check);
    /// Called on the monitor's thread after each check, for small chores; what it uses must outlive the
    /// monitor.
    void onTick(std::function<void()> chore);
    /// The last check's report, at most checkMillis old; `fresh` checks now.
    [[nodiscard]] api::HealthReport report(bool fresh);
    /// Whether requests can be served: the database answers, the index has been usable once since the start
    /// (a rebuild later on concerns one collection, and the rest is served meanwhile) and has not failed. The
    /// reasons where not.
    [[nodiscard]] std::vector<std::string> notReadyReasons();

private:
    struct Private;
    explicit HealthMonitor(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace explorer::monitor
