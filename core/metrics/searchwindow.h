#pragma once

#include "core/metrics/metrics.h"

#include <array>
#include <mutex>

namespace explorer::metrics
{

/// Searches and cache hits of the last ten minutes in slots of ten seconds. Any thread.
class SearchWindowCounter
{
public:
    void record(std::chrono::steady_clock::time_point now, bool isLookup, bool isHit);
    [[nodiscard]] Metrics::SearchWindow sum(std::chrono::steady_clock::time_point now,
                                            std::chrono::seconds window) const;

private:
    static constexpr std::chrono::seconds kSlot{10};
    static constexpr int kSlots = 61;
    struct Slot {
        std::int64_t number = -1;
        Metrics::SearchWindow counts;
    };

    mutable std::mutex m_mutex;
    std::array<Slot, kSlots> m_slots;
};

} // namespace explorer::metrics
