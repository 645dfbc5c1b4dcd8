#pragma once

#include "core/api/health.h"
#include "core/cache/resultcache.h"
#include "core/index/indexcatalog.h"
#include "core/storage/database.h"

namespace explorer::monitor
{

/// One look at each component; `since` is left to the tracker. Each blocks for its own short time at most.
api::ComponentHealth checkDatabase(storage::Database &database);
api::ComponentHealth checkCache(cache::ResultCache &cache);
api::ComponentHealth checkIndex(const index::IndexState &state);
/// Degraded below max(512 MB, 5 %) free, where writes are refused; fail below 1 %.
api::ComponentHealth checkDisk(const std::filesystem::path &directory, api::HealthFigures &figures);

/// Remembers when each component came into its present status.
class StatusTracker
{
public:
    /// Sets `since`.
    void update(api::ComponentHealth &component, UnixMillis now);

private:
    struct Known {
        api::HealthStatus status = api::HealthStatus::Pass;
        UnixMillis since = 0;
    };
    std::map<std::string, Known> m_known;
};

} // namespace explorer::monitor
