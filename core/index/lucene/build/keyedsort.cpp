#include "core/index/lucene/build/keyedsort.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace explorer::index
{
namespace
{

/// Below, comparing is faster than 256 counters a byte.
constexpr std::ptrdiff_t kFewItems = 192;

} // namespace

void sortByKey(KeyedItem *begin, KeyedItem *end, std::vector<KeyedItem> &scratch)
{
    std::uint64_t varying = 0;
    bool sorted = true;
    for (const KeyedItem *item = begin; item != end; ++item) {
        varying |= item->key ^ begin->key;
        sorted = sorted && (item == begin || item[-1].key <= item->key);
    }
    if (sorted)
        return;
    if (end - begin < kFewItems) {
        std::stable_sort(begin, end,
                         [](const KeyedItem &left, const KeyedItem &right) { return left.key < right.key; });
        return;
    }
    const auto count = static_cast<std::size_t>(end - begin);
    scratch.resize(std::max(scratch.size(), count));
    KeyedItem *from = begin;
    KeyedItem *to = scratch.data();
    for (unsigned shift = 0; shift < 64; shift += 8) {
        if (((varying >> shift) & 0xFFU) == 0)
            continue;
        std::array<std::uint32_t, 256> next{};
        for (std::size_t i = 0; i < count; ++i)
            ++next[(from[i].key >> shift) & 0xFFU];
        std::uint32_t total = 0;
        for (std::uint32_t &place : next) {
            const std::uint32_t size = place;
            place = total;
            total += size;
        }
        for (std::size_t i = 0; i < count; ++i)
            to[next[(from[i].key >> shift) & 0xFFU]++] = from[i];
        std::swap(from, to);
    }
    if (from != begin)
        std::copy(from, from + count, begin);
}

} // namespace explorer::index
