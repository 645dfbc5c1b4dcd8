#pragma once

#include "core/index/lucene/segment/fieldterms.h"
#include "core/index/lucene/segment/skiplist.h"

#include <climits>
#include <cstdint>
#include <memory>

namespace explorer::index
{

inline constexpr int kNoMoreDocuments = INT_MAX;

/// Walks the documents of one term straight over the mapped file, deleted ones too. A damaged posting ends
/// the walk, and never leads out of the file or of the segment. One thread.
class PostingCursor
{
public:
    /// `terms` must outlive it.
    PostingCursor(const FieldTerms &terms, std::uint32_t ordinal, int documents);

    /// Decodes up to `capacity` further postings; the number decoded, 0 at the end. Frequencies are 1 where
    /// the field has none; `frequencies` may be null.
    int nextBlock(int *documents, int *frequencies, int capacity);
    /// Moves so that the next block begins at, or at most one skip interval (16) before, the first document
    /// at or after `target`. By the skip list; never backwards. True where it moved.
    bool skipTo(int target);
    /// Of the postings before the next block; meaningful after a skipTo() that moved, until the next block.
    [[nodiscard]] std::uint64_t positionOffset() const { return m_positionOffset; }
    [[nodiscard]] std::uint32_t documentFrequency() const { return m_postings.documentFrequency; }

private:
    template <bool kHasFrequencies, bool kIsChecked>
    int decode(int *documents, int *frequencies, int count);
    /// How many of a suspicious block can be.
    [[nodiscard]] int keepWithin(const int *documents, int count) const;

    const FieldTerms *m_terms;
    TermPostings m_postings;
    const std::uint8_t *m_at = nullptr;
    const std::uint8_t *m_end = nullptr;
    int m_documents = 0;
    int m_document = 0;
    std::uint32_t m_read = 0;
    std::uint64_t m_positionOffset = 0;
    bool m_omitsFrequencies = false;
    /// Made by the first skip.
    std::unique_ptr<SkipList> m_skips;
};

} // namespace explorer::index
