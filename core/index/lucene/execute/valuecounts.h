#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace explorer::index
{

/// Counts 64-bit values: a table with open addressing, at most half full. Counting a value that was counted
/// before takes a few nanoseconds.
class ValueCounts
{
public:
    ValueCounts();
    void add(std::int64_t value, std::int64_t count = 1)
    {
        std::size_t place = placeOf(value);
        while (m_slots[place].second != 0 && m_slots[place].first != value)
            place = (place + 1) & (m_slots.size() - 1);
        if (m_slots[place].second == 0)
            ++m_distinct;
        m_slots[place].first = value;
        m_slots[place].second += count;
        if (2 * m_distinct > m_slots.size())
            grow();
    }
    /// Each value with its count, in no order.
    [[nodiscard]] std::vector<std::pair<std::int64_t, std::int64_t>> all() const;

private:
    [[nodiscard]] std::size_t placeOf(std::int64_t value) const
    {
        // Fibonacci hashing (Knuth, The Art of Computer Programming, volume 3, 6.4).
        return (static_cast<std::uint64_t>(value) * 0x9E3779B97F4A7C15ULL) >> m_shift;
    }
    void grow();

    /// Value and count; a count of 0 is a free slot.
    std::vector<std::pair<std::int64_t, std::int64_t>> m_slots;
    std::size_t m_distinct = 0;
    /// 64 less the logarithm of the number of slots.
    unsigned m_shift;
};

} // namespace explorer::index
