#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/index/lucene/execute/indexview.h"

#include <list>
#include <memory>
#include <mutex>

namespace explorer::index
{

/// Views held open for later pages: at most 16, the least recently used goes first, and each goes after 5
/// minutes without use. Those that somebody holds are not counted and stay.
class SnapshotTable
{
public:
    explicit SnapshotTable(const Clock &clock);
    /// The number a view is kept under; the same view keeps its number.
    std::uint64_t keep(const std::shared_ptr<const IndexView> &view);
    /// NotFound ("snapshot_expired").
    Result<std::shared_ptr<const IndexView>> find(std::uint64_t number);
    /// Keeps a view while what is given lives. NotFound ("snapshot_expired").
    Result<std::shared_ptr<const void>> hold(std::uint64_t number);
    /// Lets go of what has expired.
    void expire();

private:
    struct Entry {
        std::uint64_t number;
        std::shared_ptr<const IndexView> view;
        std::chrono::steady_clock::time_point usedAt;
        std::weak_ptr<const void> holder;
        [[nodiscard]] bool isHeld() const { return !holder.expired(); }
    };
    void expireLocked();
    void dropLeastUsedLocked();
    Result<Entry *> useLocked(std::uint64_t number);

    const Clock &m_clock;
    std::mutex m_mutex;
    /// Most recently used first.
    std::list<Entry> m_entries;
    std::uint64_t m_next;
};

} // namespace explorer::index
