#pragma once

#include <cstdint>
#include <vector>

namespace explorer::index
{

struct KeyedItem {
    std::uint64_t key = 0;
    std::uint32_t item = 0;
};

/// Sorts by key, stably. Many items by radix, over those bytes only in which the keys differ; `scratch` is
/// kept by the caller.
void sortByKey(KeyedItem *begin, KeyedItem *end, std::vector<KeyedItem> &scratch);

} // namespace explorer::index
