#include "core/engine/maintenance.h"

#include "core/storage/accountstores.h"
#include "core/storage/ingeststores.h"
#include "core/storage/jobstore.h"

namespace explorer::engine
{
namespace
{

constexpr std::chrono::minutes kInterval{10};
constexpr std::chrono::minutes kSaveInterval{1};

/// Whether the write is over; says so where it failed.
bool isIdle(std::future<Result<void>> &write, Logger &logger, const char *event)
{
    if (!write.valid())
        return true;
    if (write.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
        return false;
    if (const Result<void> done = write.get(); !done)
        logger.warning(event, {{"message", done.error().message}});
    return true;
}

} // namespace

Maintenance::Maintenance(storage::Database &database, search::QueryLog &log, const Clock &clock,
                         Logger &logger, const Kept &kept)
    : m_database(database), m_log(log), m_clock(clock), m_logger(logger), m_kept(kept)
{
}

void Maintenance::tick()
{
    removeExpired();
    saveLog();
}

void Maintenance::saveLog()
{
    const auto now = m_clock.steadyNow();
    if (!isIdle(m_saving, m_logger, "query_log_not_saved") || m_database.isReadOnly() ||
        (m_lastSave && now - *m_lastSave < kSaveInterval))
        return;
    m_lastSave = now;
    m_saving = m_log.save();
}

void Maintenance::removeExpired()
{
    if (!isIdle(m_running, m_logger, "maintenance_failed"))
        return;
    const auto now = m_clock.steadyNow();
    // The first round comes after one interval: a start has better things to do.
    if (!m_last)
        m_last = now;
    if (now - *m_last < kInterval || m_database.isReadOnly())
        return;
    m_last = now;
    const UnixMillis wallNow = m_clock.nowMillis();
    m_running = m_database.write([wallNow, kept = m_kept](storage::Connection &connection) -> Result<void> {
        const UnixMillis day = 86'400'000;
        if (auto removed =
                storage::QuarantineStore::removeExpired(connection, wallNow - day * kept.quarantineDays);
            !removed)
            return fail(std::move(removed.error()));
        return storage::IdempotencyStore::removeExpired(connection, wallNow)
            .and_then([&] {
                return storage::RefreshTokenStore::removeOlderThan(connection,
                                                                   wallNow - 1000LL * kept.refreshSeconds);
            })
            .and_then(
                [&] { return storage::JobStore::forgetUndo(connection, wallNow - day * kept.undoDays); });
    });
}

} // namespace explorer::engine
