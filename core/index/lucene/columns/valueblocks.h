#pragma once

#include "core/index/lucene/columns/storedvalues.h"

#include <cstdint>
#include <mutex>
#include <vector>

namespace explorer::index
{

/// What the documents of a run have in a column, as it stores values.
struct ValueBlock {
    std::uint64_t least = UINT64_MAX;
    std::uint64_t greatest = 0;
    /// A document has a value; one has none.
    bool hasValue = false;
    bool hasGap = false;
};

/// The blocks of one column, worked out when they are first asked for; others that ask wait. Any thread.
class ValueBlocks
{
public:
    /// Documents of a block.
    static constexpr int kSize = 4096;
    /// `stored` is the same in every call.
    [[nodiscard]] const std::vector<ValueBlock> &of(const StoredValues &stored) const;

private:
    mutable std::once_flag m_once;
    mutable std::vector<ValueBlock> m_blocks;
};

} // namespace explorer::index
