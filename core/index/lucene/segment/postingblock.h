#pragma once

#include "core/index/lucene/segment/postingcursor.h"

#include <array>
#include <memory>

namespace explorer::index
{

/// The postings of one term in decoded blocks, in which many documents are looked up at once. One thread.
class PostingBlock
{
public:
    static constexpr int kSize = 128;

    /// Where frequencies are not wanted they are not decoded, and all are 1.
    PostingBlock(const FieldTerms &terms, std::uint32_t ordinal, int documents, bool hasFrequencies);

    /// On to the next block, by the skip list where that leads much nearer to `target`, which is after
    /// last(). False, and the block empty, at the end.
    bool load(int target);
    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] const int *documents() const { return m_documents.data(); }
    [[nodiscard]] const int *frequencies() const { return m_frequencies.data(); }
    /// Its last document; -1 where it is empty.
    [[nodiscard]] int last() const { return m_last; }
    /// Whether the last load() passed postings over; then cursor().positionOffset() is the block's.
    [[nodiscard]] bool hasJumped() const { return m_hasJumped; }

    struct Found {
        /// Of the given documents: those up to last().
        int looked = 0;
        int found = 0;
    };
    /// Looks up ascending documents that are after the blocks before. Of each found one: its place among the
    /// given ones, and in the block; both have room for all.
    Found find(const int *documents, int count, int *from, int *places);

    /// For reading on without this block.
    [[nodiscard]] PostingCursor &cursor() { return m_cursor; }
    [[nodiscard]] std::uint32_t documentFrequency() const { return m_cursor.documentFrequency(); }

private:
    /// Documents whose lowest bits differ, so that a block that spans no more can be looked up by them.
    static constexpr int kSlots = 4096;
    Found findOne(const int *documents, int count, int *from, int *places) const;
    Found findBySlot(const int *documents, int count, int *from, int *places);
    Found findByMerge(const int *documents, int count, int *from, int *places) const;

    PostingCursor m_cursor;
    /// Postings a document of the segment.
    double m_density;
    bool m_hasFrequencies;
    bool m_hasJumped = false;
    bool m_hasSlots = false;
    int m_count = 0;
    int m_last = -1;
    std::array<int, kSize> m_documents;
    std::array<int, kSize> m_frequencies;
    /// By a document's lowest bits its place in the block; of documents of other blocks too. Made when it is
    /// first needed: there may be many terms of few documents.
    std::unique_ptr<std::array<std::uint8_t, kSlots>> m_slots;
};

} // namespace explorer::index
