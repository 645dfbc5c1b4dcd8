#include "core/index/lucene/execute/valuecounts.h"

namespace explorer::index
{

ValueCounts::ValueCounts() : m_slots(256), m_shift(56) {}

void ValueCounts::grow()
{
    std::vector<std::pair<std::int64_t, std::int64_t>> old(m_slots.size() * 2);
    old.swap(m_slots);
    --m_shift;
    m_distinct = 0;
    for (const auto &[value, count] : old) {
        if (count != 0)
            add(value, count);
    }
}

std::vector<std::pair<std::int64_t, std::int64_t>> ValueCounts::all() const
{
    std::vector<std::pair<std::int64_t, std::int64_t>> counts;
    counts.reserve(m_distinct);
    for (const auto &slot : m_slots) {
        if (slot.second != 0)
            counts.push_back(slot);
    }
    return counts;
}

} // namespace explorer::index
