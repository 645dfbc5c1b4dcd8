#include "core/monitor/componentchecks.h"

#include "core/base/fileops.h"

namespace explorer::monitor
{
namespace
{

using api::ComponentHealth;
using api::HealthStatus;

constexpr std::uint64_t kLeastFreeBytes = 512ULL * 1024 * 1024;

ComponentHealth named(const char *name)
{
    ComponentHealth component;
    component.name = name;
    return component;
}

void set(ComponentHealth &component, HealthStatus status, std::string reason)
{
    component.status = status;
    component.reason = std::move(reason);
}

std::string mebibytes(std::uint64_t bytes) { return std::to_string(bytes / (1024 * 1024)) + " MB"; }

std::string percent(double ratio) { return std::to_string(static_cast<int>(ratio * 100)) + " %"; }

} // namespace

ComponentHealth checkDatabase(storage::Database &database)
{
    ComponentHealth component = named("database");
    if (const Result<void> ping = database.ping(); !ping)
        set(component, HealthStatus::Fail, ping.error().message);
    else if (database.isReadOnly())
        set(component, HealthStatus::Degraded,
            "It takes no writes because the disk is almost full. Free some space.");
    return component;
}

ComponentHealth checkCache(cache::ResultCache &cache)
{
    ComponentHealth component = named("cache");
    if (const Result<void> ping = cache.ping(); !ping)
        set(component, HealthStatus::Degraded, ping.error().message);
    return component;
}

ComponentHealth checkIndex(const index::IndexState &state)
{
    ComponentHealth component = named("search index");
    switch (state.phase) {
    case index::IndexState::Phase::Ready:
        break;
    case index::IndexState::Phase::Rebuilding:
        set(component, HealthStatus::Degraded,
            "It is being rebuilt from the database (" + percent(state.progress) + " done)" +
                (state.reason.empty() ? "." : ": " + state.reason));
        break;
    case index::IndexState::Phase::Failed:
        set(component, HealthStatus::Fail,
            state.reason.empty() ? "It cannot be opened or rebuilt; see the log." : state.reason);
        break;
    }
    return component;
}

ComponentHealth checkDisk(const std::filesystem::path &directory, api::HealthFigures &figures)
{
    ComponentHealth component = named("disk");
    const Result<DiskSpace> space = diskSpace(directory);
    if (!space) {
        set(component, HealthStatus::Fail, space.error().message);
        return component;
    }
    figures.diskFreeBytes = static_cast<std::int64_t>(space->freeBytes);
    figures.diskTotalBytes = static_cast<std::int64_t>(space->totalBytes);
    const std::uint64_t least = std::max(kLeastFreeBytes, space->totalBytes / 20);
    if (space->freeBytes >= least)
        return component;
    set(component, space->freeBytes < space->totalBytes / 100 ? HealthStatus::Fail : HealthStatus::Degraded,
        "Only " + mebibytes(space->freeBytes) + " are free, and writes are refused below " +
            mebibytes(least) + ". Free some space.");
    return component;
}

void StatusTracker::update(ComponentHealth &component, UnixMillis now)
{
    const auto [known, isNew] = m_known.try_emplace(component.name, Known{component.status, now});
    if (!isNew && known->second.status != component.status)
        known->second = {component.status, now};
    component.since = known->second.since;
}

} // namespace explorer::monitor
