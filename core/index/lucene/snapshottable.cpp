#include "core/index/lucene/snapshottable.h"

#include "core/base/random.h"

#include <algorithm>
#include <cstring>

namespace explorer::index
{
namespace
{

constexpr std::size_t kMostSnapshots = 16;
constexpr std::chrono::minutes kLife{5};

/// A number of an earlier run of the program must not name a snapshot of this one.
std::uint64_t firstNumber()
{
    std::uint64_t number = 0;
    const std::string bytes = randomBytes(sizeof number);
    std::memcpy(&number, bytes.data(), sizeof number);
    // Exact as a number in JSON, with room to count on.
    return (number >> 14U) | 1U;
}

} // namespace

SnapshotTable::SnapshotTable(const Clock &clock) : m_clock(clock), m_next(firstNumber()) {}

std::uint64_t SnapshotTable::keep(const std::shared_ptr<const IndexView> &view)
{
    const std::lock_guard lock(m_mutex);
    expireLocked();
    const auto known = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&view](const Entry &entry) { return entry.view == view; });
    if (known != m_entries.end()) {
        known->usedAt = m_clock.steadyNow();
        m_entries.splice(m_entries.begin(), m_entries, known);
        return m_entries.front().number;
    }
    m_entries.push_front({m_next++, view, m_clock.steadyNow(), {}});
    dropLeastUsedLocked();
    return m_entries.front().number;
}

void SnapshotTable::dropLeastUsedLocked()
{
    const auto free = [](const Entry &entry) { return !entry.isHeld(); };
    if (static_cast<std::size_t>(std::count_if(m_entries.begin(), m_entries.end(), free)) <= kMostSnapshots)
        return;
    const auto last = std::find_if(m_entries.rbegin(), m_entries.rend(), free);
    m_entries.erase(std::next(last).base());
}

Result<std::shared_ptr<const IndexView>> SnapshotTable::find(std::uint64_t number)
{
    const std::lock_guard lock(m_mutex);
    const Result<Entry *> entry = useLocked(number);
    if (!entry)
        return fail(entry.error());
    return (*entry)->view;
}

Result<std::shared_ptr<const void>> SnapshotTable::hold(std::uint64_t number)
{
    const std::lock_guard lock(m_mutex);
    const Result<Entry *> entry = useLocked(number);
    if (!entry)
        return fail(entry.error());
    std::shared_ptr<const void> holder = (*entry)->holder.lock();
    if (!holder)
        (*entry)->holder = holder = std::make_shared<char>();
    return holder;
}

Result<SnapshotTable::Entry *> SnapshotTable::useLocked(std::uint64_t number)
{
    expireLocked();
    const auto known = std::find_if(m_entries.begin(), m_entries.end(),
                                    [number](const Entry &entry) { return entry.number == number; });
    if (known == m_entries.end())
        return fail(ErrorCode::NotFound, "snapshot_expired",
                    "The state of the index that these pages came from is no longer kept; search again from "
                    "the start.");
    known->usedAt = m_clock.steadyNow();
    m_entries.splice(m_entries.begin(), m_entries, known);
    return &m_entries.front();
}

void SnapshotTable::expire()
{
    const std::lock_guard lock(m_mutex);
    expireLocked();
}

void SnapshotTable::expireLocked()
{
    const auto now = m_clock.steadyNow();
    std::erase_if(m_entries,
                  [now](const Entry &entry) { return now - entry.usedAt > kLife && !entry.isHeld(); });
}

} // namespace explorer::index
