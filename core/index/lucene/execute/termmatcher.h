#pragma once

#include "core/index/lucene/execute/bm25.h"
#include "core/index/lucene/execute/matcher.h"
#include "core/index/lucene/segment/postingblock.h"

#include <array>
#include <vector>

namespace explorer::index
{

/// The documents of one term.
class TermMatcher final : public Matcher
{
public:
    /// Not scored: scores are 0 and frequencies are not looked at.
    TermMatcher(const FieldTerms &terms, std::uint32_t ordinal, int documents, Bm25 similarity, bool isScored,
                Interrupt &interrupt);
    int advance(int target) override;
    [[nodiscard]] float score() const override
    {
        return m_isScored ? m_similarity.score(m_document, m_block.frequencies()[m_at]) : 0.0F;
    }
    int nextBlock(int *documents, float *scores, int capacity) override;
    int keep(int *documents, double *sums, int count) override;
    void addTo(Window &window) override;
    [[nodiscard]] double maxScore() const override { return m_isScored ? m_similarity.maxScore() : 0; }
    [[nodiscard]] std::int64_t cost() const override { return m_block.documentFrequency(); }
    [[nodiscard]] bool isCostExact() const override { return true; }

    /// Scores the documents that the window has, and sets the bits of all of them in `matches`, a window over
    /// the same documents.
    void addScoresTo(Window &window, Window &matches);

    /// For intersections, which score only what matches in the end. As nextBlock(), at most
    /// PostingBlock::kSize, with frequencies.
    int nextPostings(int *documents, int *frequencies, int capacity);
    /// As keep(), with frequencies, and of each document where it was.
    int keepPostings(int *documents, int *frequencies, int *from, int count);
    /// Adds the scores of such to their sums.
    void addScores(const int *documents, const int *frequencies, double *sums, int count);

private:
    /// Decodes on, by the skip list where that leads nearer to `target`; false at the end.
    bool refill(int target);

    PostingBlock m_block;
    Bm25 m_similarity;
    bool m_isScored;
    Interrupt &m_interrupt;
    /// Of what keep() kept: the frequencies, the places in the block, and where it was.
    std::vector<int> m_frequencies;
    std::vector<int> m_places;
    std::vector<int> m_from;
    /// In the block, of advance() and addTo().
    int m_at = 0;
};

} // namespace explorer::index
