#include "core/metrics/searchwindow.h"

namespace explorer::metrics
{

void SearchWindowCounter::record(std::chrono::steady_clock::time_point now, bool isLookup, bool isHit)
{
    const std::int64_t number = now.time_since_epoch() / kSlot;
    const std::scoped_lock lock(m_mutex);
    Slot &slot = m_slots[static_cast<std::size_t>(number % kSlots)];
    if (slot.number != number)
        slot = Slot{number, {}};
    ++slot.counts.searches;
    slot.counts.cacheLookups += isLookup ? 1 : 0;
    slot.counts.cacheHits += isHit ? 1 : 0;
}

Metrics::SearchWindow SearchWindowCounter::sum(std::chrono::steady_clock::time_point now,
                                               std::chrono::seconds window) const
{
    const std::int64_t newest = now.time_since_epoch() / kSlot;
    const std::int64_t oldest = newest - std::min<std::int64_t>(window / kSlot, kSlots - 1);
    Metrics::SearchWindow total;
    const std::scoped_lock lock(m_mutex);
    for (const Slot &slot : m_slots) {
        if (slot.number < oldest || slot.number > newest)
            continue;
        total.searches += slot.counts.searches;
        total.cacheLookups += slot.counts.cacheLookups;
        total.cacheHits += slot.counts.cacheHits;
    }
    return total;
}

} // namespace explorer::metrics
