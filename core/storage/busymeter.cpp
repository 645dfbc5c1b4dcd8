#include "core/storage/busymeter_p.h"

#include <algorithm>

namespace explorer::storage
{
namespace
{

std::int64_t secondOf(BusyMeter::TimePoint time)
{
    return std::chrono::floor<std::chrono::seconds>(time.time_since_epoch()).count();
}

} // namespace

void BusyMeter::record(TimePoint from, TimePoint to)
{
    const std::lock_guard lock(m_mutex);
    from = std::max(from, to - std::chrono::seconds(kSlots));
    while (from < to) {
        const std::int64_t second = secondOf(from);
        const TimePoint end = std::min(to, TimePoint(std::chrono::seconds(second + 1)));
        Slot &slot = m_slots[static_cast<std::size_t>(second % kSlots)];
        if (slot.second != second)
            slot = {second, std::chrono::nanoseconds(0)};
        slot.busy += end - from;
        from = end;
    }
}

double BusyMeter::ratio(TimePoint now) const
{
    const std::lock_guard lock(m_mutex);
    const std::int64_t current = secondOf(now);
    std::chrono::nanoseconds busy{0};
    for (const Slot &slot : m_slots) {
        if (slot.second > current - kSlots && slot.second <= current)
            busy += slot.busy;
    }
    return std::chrono::duration<double>(busy).count() / static_cast<double>(kSlots);
}

} // namespace explorer::storage
