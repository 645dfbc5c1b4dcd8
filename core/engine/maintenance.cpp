#include "core/engine/maintenance.h"

#include "core/storage/accountstores.h"
#include "core/storage/ingeststores.h"

namespace explorer::engine
{
namespace
{

constexpr std::chrono::minutes kInterval{10};

} // namespace

Maintenance::Maintenance(storage::Database &database, const Clock &clock, Logger &logger,
                         int refreshAbsoluteSeconds)
    : m_database(database), m_clock(clock), m_logger(logger),
      m_tokenLifeMillis(1000LL * refreshAbsoluteSeconds)
{
}

void Maintenance::tick()
{
    if (m_running.valid()) {
        if (m_running.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
            return;
        if (const Result<void> done = m_running.get(); !done)
            m_logger.warning("maintenance_failed", {{"message", done.error().message}});
    }
    const auto now = m_clock.steadyNow();
    // The first round comes after one interval: a start has better things to do.
    if (!m_last)
        m_last = now;
    if (now - *m_last < kInterval || m_database.isReadOnly())
        return;
    m_last = now;
    const UnixMillis wallNow = m_clock.nowMillis();
    m_running = m_database.write([wallNow, life = m_tokenLifeMillis](storage::Connection &connection) {
        return storage::IdempotencyStore::removeExpired(connection, wallNow).and_then([&] {
            return storage::RefreshTokenStore::removeOlderThan(connection, wallNow - life);
        });
    });
}

} // namespace explorer::engine
