#pragma once

#include "core/index/lucene/segment/postingcursor.h"

#include <array>
#include <span>
#include <vector>

namespace explorer::index
{

/// Walks the documents of one term together with the places of its words; the places of documents that nobody
/// asks for are jumped over undecoded. Deleted documents too. As safe as PostingCursor. One thread.
class PositionCursor
{
public:
    PositionCursor(const FieldTerms &terms, std::uint32_t ordinal, int documents);

    /// The document it stands at; -1 before the first advance, kNoMoreDocuments at the end.
    [[nodiscard]] int document() const { return m_document; }
    /// To the first document at or after `target`, which is not before document().
    int advance(int target);
    [[nodiscard]] int frequency() const { return m_frequencies[m_index]; }
    /// Of the document it stands at, ascending; valid until the next advance. The same again when asked
    /// again.
    std::span<const int> positions();
    [[nodiscard]] std::uint32_t documentFrequency() const { return m_postings.documentFrequency(); }

private:
    static constexpr int kBlock = 64;
    void passPositions(std::uint64_t count);
    /// Not at the end of the file. False where it ends, or the number does not.
    bool readStep(std::uint64_t &step);

    PostingCursor m_postings;
    const std::uint8_t *m_begin;
    const std::uint8_t *m_at;
    const std::uint8_t *m_end;
    int m_document = -1;
    std::array<int, kBlock> m_documents{};
    std::array<int, kBlock> m_frequencies{};
    std::size_t m_index = 0;
    std::size_t m_count = 0;
    /// Positions between m_at and those of the current document.
    std::uint64_t m_pending = 0;
    bool m_isDecoded = false;
    /// Room that only grows; those of the current document are at its front.
    std::vector<int> m_positions;
    std::size_t m_positionCount = 0;
};

} // namespace explorer::index
