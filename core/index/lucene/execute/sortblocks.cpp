#include "core/index/lucene/execute/sortblocks.h"

#include <algorithm>

namespace explorer::index
{

SortBlocks::SortBlocks(const NumericColumn *column, bool descending, int documents)
{
    constexpr SortKey kMissing{true, 0};
    if (column == nullptr) {
        m_blocks.push_back({kMissing, kMissing, 0, documents});
        return;
    }
    const auto keyOf = [&](std::uint64_t stored) {
        const std::uint64_t key = ordered(column->value(stored));
        return SortKey{false, descending ? ~key : key};
    };
    int begin = 0;
    for (const ValueBlock &block : column->blocks()) {
        const int end = std::min(begin + ValueBlocks::kSize, documents);
        const SortKey least = block.hasValue ? keyOf(block.least) : kMissing;
        const SortKey greatest = block.hasValue ? keyOf(block.greatest) : kMissing;
        m_blocks.push_back(
            {std::min(least, greatest), block.hasGap ? kMissing : std::max(least, greatest), begin, end});
        begin = end;
    }
    std::stable_sort(m_blocks.begin(), m_blocks.end(),
                     [](const Block &a, const Block &b) { return a.best < b.best; });
}

std::vector<SortBlocks::Block> SortBlocks::ascending(std::size_t begin, std::size_t end) const
{
    std::vector<Block> blocks(m_blocks.begin() + static_cast<std::ptrdiff_t>(begin),
                              m_blocks.begin() + static_cast<std::ptrdiff_t>(end));
    std::sort(blocks.begin(), blocks.end(), [](const Block &a, const Block &b) { return a.begin < b.begin; });
    return blocks;
}

} // namespace explorer::index
