#pragma once

#include "core/base/logging.h"
#include "core/storage/database.h"

namespace explorer::engine
{

/// Removes what has outlived its use: answers kept for idempotency keys (24 h) and refresh tokens past their
/// absolute end. One thread calls.
class Maintenance
{
public:
    Maintenance(storage::Database &database, const Clock &clock, Logger &logger, int refreshAbsoluteSeconds);
    /// Does its work when the last time is ten minutes ago, and is called more often than that.
    void tick();

private:
    storage::Database &m_database;
    const Clock &m_clock;
    Logger &m_logger;
    std::int64_t m_tokenLifeMillis;
    std::optional<std::chrono::steady_clock::time_point> m_last;
    std::future<Result<void>> m_running;
};

} // namespace explorer::engine
