#pragma once

#include "core/index/lucene/segment/postingblock.h"

#include <array>
#include <span>
#include <vector>

namespace explorer::index
{

/// Walks the documents of one term in blocks, together with where the places of its words lie; those of
/// documents that nobody asks for are jumped over undecoded. Deleted documents too. As safe as PostingCursor.
/// One thread.
class PositionCursor
{
public:
    /// The places of one document, undecoded.
    struct List {
        /// Their steps in the mapped file, 7 bits a byte.
        const std::uint8_t *at = nullptr;
        /// How many there can be: at most the bytes that are left of the file.
        int count = 0;
    };

    PositionCursor(const FieldTerms &terms, std::uint32_t ordinal, int documents);

    /// To the next block; as PostingBlock::load().
    bool load(int target);
    [[nodiscard]] PostingBlock &block() { return m_block; }
    /// Of the postings at ascending places of the block, after those that were located before.
    void locate(const int *places, int count, List *lists);
    /// Keeps the ascending documents that the term has, and their lists; of each, in `from`, where it was.
    int keep(int *documents, int count, int *from, List *lists);
    /// The places, ascending, valid while `room` is not changed, which only grows.
    std::span<const int> read(const List &list, std::vector<int> &room) const;
    [[nodiscard]] std::uint32_t documentFrequency() const { return m_block.documentFrequency(); }

private:
    void locateBlock();
    void passPositions(std::uint64_t count);
    /// Whether the next `count` steps are there and of a byte each.
    [[nodiscard]] bool hasSingleBytes(std::uint64_t count) const;

    PostingBlock m_block;
    const std::uint8_t *m_begin;
    const std::uint8_t *m_at;
    const std::uint8_t *m_end;
    /// Positions between m_at and the block.
    std::uint64_t m_pending = 0;
    bool m_isLocated = false;
    bool m_hasSingleBytes = false;
    /// Once the block is located: positions of it before m_at, and before each of its postings.
    std::uint64_t m_passed = 0;
    std::array<std::uint64_t, PostingBlock::kSize + 1> m_before;
    std::vector<int> m_places;
};

} // namespace explorer::index
