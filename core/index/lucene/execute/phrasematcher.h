#pragma once

#include "core/index/lucene/execute/bm25.h"
#include "core/index/lucene/execute/matcher.h"
#include "core/index/lucene/segment/positioncursor.h"

#include <span>
#include <vector>

namespace explorer::index
{

/// Tokens in order, with at most `slop` moves: every choice of one position a token whose positions, each
/// less its place in the phrase, lie within `slop` of each other. A token that the phrase has twice needs two
/// positions.
class PhraseMatcher final : public Matcher
{
public:
    /// `ordinals` of the field's terms, one a token, at least one.
    PhraseMatcher(const FieldTerms &terms, const std::vector<std::uint32_t> &ordinals, int slop,
                  int documents, Bm25 similarity, Interrupt &interrupt);
    int advance(int target) override;
    [[nodiscard]] float score() const override { return m_similarity.score(m_document, m_frequency); }
    int nextBlock(int *documents, float *scores, int capacity) override;
    [[nodiscard]] double maxScore() const override { return m_similarity.maxScore(); }
    [[nodiscard]] std::int64_t cost() const override
    {
        return m_cursors[m_byRarity.front()].documentFrequency();
    }

private:
    /// The first document at or after `target` with all tokens.
    int align(int target);
    int countExact();
    /// Leaves those of m_starts that the token of `slot` goes on from.
    void keepStarts(std::span<const int> starts, std::size_t slot);
    int countSloppy();
    [[nodiscard]] bool matchFrom(int start);

    int m_slop;
    Bm25 m_similarity;
    Interrupt &m_interrupt;
    /// One a different token; `m_slots` tells each token's.
    std::vector<PositionCursor> m_cursors;
    std::vector<std::size_t> m_slots;
    std::vector<std::size_t> m_byRarity;
    int m_frequency = 0;
    std::vector<int> m_frequencies;
    std::vector<int> m_starts;
    std::vector<int> m_lastTaken;
};

} // namespace explorer::index
