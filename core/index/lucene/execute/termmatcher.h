#pragma once

#include "core/index/lucene/execute/bm25.h"
#include "core/index/lucene/execute/matcher.h"

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
        return m_isScored ? m_similarity.score(m_document, m_frequencies[m_at]) : 0.0F;
    }
    int nextBlock(int *documents, float *scores, int capacity) override;
    int keep(int *documents, double *sums, int count) override;
    void addTo(Window &window) override;
    [[nodiscard]] double maxScore() const override { return m_isScored ? m_similarity.maxScore() : 0; }
    [[nodiscard]] std::int64_t cost() const override { return m_cursor.documentFrequency(); }

private:
    static constexpr int kBlock = 128;
    /// Decodes on, by the skip list where that leads nearer to `target`; false at the end.
    bool refill(int target);
    /// What keep() does where the postings are about as many as the documents, and where they are many more.
    int keepByMerge(int *documents, double *sums, int count);
    int keepByScan(int *documents, double *sums, int count);

    PostingCursor m_cursor;
    int m_segmentDocuments;
    Bm25 m_similarity;
    bool m_isScored;
    Interrupt &m_interrupt;
    std::array<int, kBlock> m_documents;
    std::array<int, kBlock> m_frequencies{};
    /// Of what keep() kept: the frequencies, and the places it was at.
    std::vector<int> m_matched;
    std::vector<int> m_from;
    std::size_t m_at = 0;
    std::size_t m_count = 0;
};

} // namespace explorer::index
