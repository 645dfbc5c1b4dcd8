#include "core/index/lucene/columns/valueblocks.h"

#include <algorithm>

namespace explorer::index
{
namespace
{

template <typename Values>
ValueBlock blockOf(const Values &values, std::size_t begin, std::size_t end)
{
    typename Values::Type least = static_cast<typename Values::Type>(UINT64_MAX);
    typename Values::Type greatest = 0;
    std::size_t present = 0;
    for (std::size_t document = begin; document < end; ++document) {
        if (values.isMissing(document))
            continue;
        ++present;
        least = std::min(least, values.least(document));
        greatest = std::max(greatest, values.greatest(document));
    }
    return {least, greatest, present > 0, present < end - begin};
}

std::vector<ValueBlock> blocksOf(const StoredValues &stored)
{
    std::vector<ValueBlock> blocks;
    const auto documents = static_cast<std::size_t>(stored.documents);
    visitNumbers(stored, [&](const auto &values) {
        for (std::size_t begin = 0; begin < documents; begin += ValueBlocks::kSize)
            blocks.push_back(blockOf(values, begin, std::min(begin + ValueBlocks::kSize, documents)));
    });
    return blocks;
}

} // namespace

const std::vector<ValueBlock> &ValueBlocks::of(const StoredValues &stored) const
{
    std::call_once(m_once, [this, &stored] { m_blocks = blocksOf(stored); });
    return m_blocks;
}

} // namespace explorer::index
