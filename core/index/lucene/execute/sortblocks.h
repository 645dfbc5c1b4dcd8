#pragma once

#include "core/index/lucene/columns/numericcolumn.h"
#include "core/index/lucene/execute/sortkeys_p.h"

#include <cstddef>
#include <vector>

namespace explorer::index
{

/// The documents of a segment in runs, by what they can be worth to a search whose sort begins with a number:
/// the run with the best possible key first.
class SortBlocks
{
public:
    struct Block {
        /// Of its best and its worst document.
        SortKey best;
        SortKey worst;
        /// Documents.
        int begin = 0;
        int end = 0;
    };
    /// `column` may be null: no document has a value, one block. Of a segment that is not empty.
    SortBlocks(const NumericColumn *column, bool descending, int documents);

    [[nodiscard]] std::size_t size() const { return m_blocks.size(); }
    [[nodiscard]] const Block &at(std::size_t rank) const { return m_blocks[rank]; }
    [[nodiscard]] SortKey best() const { return m_blocks.front().best; }
    /// Those of the ranks [begin, end), in the order of their documents.
    [[nodiscard]] std::vector<Block> ascending(std::size_t begin, std::size_t end) const;

private:
    std::vector<Block> m_blocks;
};

} // namespace explorer::index
