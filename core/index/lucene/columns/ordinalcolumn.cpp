#include "core/index/lucene/columns/ordinalcolumn.h"

#include <algorithm>

namespace explorer::index
{

RangeTest OrdinalColumn::range(std::uint32_t begin, std::uint32_t end) const
{
    end = std::min(end, limit());
    return begin < end ? RangeTest(m_stored, begin, end - 1) : RangeTest(m_stored, 1, 0);
}

std::size_t OrdinalColumn::keepChosen(std::span<const std::uint64_t> chosen, std::span<int> documents) const
{
    return visit([chosen, documents](const auto &values) {
        std::size_t kept = 0;
        for (const int document : documents) {
            bool isChosen = false;
            values.each(static_cast<std::size_t>(document), [&](std::uint32_t ordinal) {
                isChosen = isChosen || ((chosen[ordinal / 64] >> (ordinal % 64)) & 1U) != 0;
            });
            documents[kept] = document;
            kept += isChosen ? 1 : 0;
        }
        return kept;
    });
}

} // namespace explorer::index
