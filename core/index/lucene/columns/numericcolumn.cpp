#include "core/index/lucene/columns/numericcolumn.h"

#include <algorithm>

namespace explorer::index
{

RangeTest NumericColumn::range(std::int64_t low, std::int64_t high) const
{
    const std::uint64_t mostStored = UINT64_MAX >> (64 - 8 * m_stored.width);
    if (low > high || high < m_base)
        return RangeTest(m_stored, 1, 0);
    // Both differences are those of a value not below the base, hence exact in 64 bits without a sign.
    const auto distance = [this](std::int64_t from) {
        return static_cast<std::uint64_t>(from) - static_cast<std::uint64_t>(m_base);
    };
    const std::uint64_t first = low <= m_base ? 0 : distance(low);
    if (first > mostStored)
        return RangeTest(m_stored, 1, 0);
    return RangeTest(m_stored, first, std::min(distance(high), mostStored));
}

} // namespace explorer::index
