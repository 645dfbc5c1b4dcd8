#pragma once

#include "core/base/logging.h"
#include "core/search/querylog.h"

namespace explorer::engine
{

/// Removes what has outlived its use: answers kept for idempotency keys (24 h), refresh tokens past their
/// absolute end, quarantined records past their days, what old imports would need to be taken back; and
/// writes the query log down. One thread calls.
class Maintenance
{
public:
    /// How long.
    struct Kept {
        int refreshSeconds = 0;
        int quarantineDays = 0;
        int undoDays = 0;
    };
    Maintenance(storage::Database &database, search::QueryLog &log, const Clock &clock, Logger &logger,
                const Kept &kept);
    /// Does its work when the last time is ten minutes ago (the query log: one), and is called more often.
    void tick();

private:
    void removeExpired();
    void saveLog();

    storage::Database &m_database;
    search::QueryLog &m_log;
    const Clock &m_clock;
    Logger &m_logger;
    Kept m_kept;
    std::optional<std::chrono::steady_clock::time_point> m_last;
    std::future<Result<void>> m_running;
    std::optional<std::chrono::steady_clock::time_point> m_lastSave;
    std::future<Result<void>> m_saving;
};

} // namespace explorer::engine
