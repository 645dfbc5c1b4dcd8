#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <mutex>

namespace explorer::storage
{

/// The share of the last 60 s that one thread was at work. Any thread.
class BusyMeter
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;
    void record(TimePoint from, TimePoint to);
    [[nodiscard]] double ratio(TimePoint now) const;

private:
    static constexpr std::int64_t kSlots = 60;
    struct Slot {
        std::int64_t second = -1;
        std::chrono::nanoseconds busy{0};
    };
    mutable std::mutex m_mutex;
    std::array<Slot, kSlots> m_slots;
};

} // namespace explorer::storage
