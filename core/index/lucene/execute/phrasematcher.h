#pragma once

#include "core/index/lucene/execute/bm25.h"
#include "core/index/lucene/execute/matcher.h"
#include "core/index/lucene/segment/positioncursor.h"
#include "core/query/phrasestarts.h"

#include <array>
#include <span>
#include <vector>

namespace explorer::index
{

/// Tokens in order, with at most `slop` moves: every choice of one position a token whose positions, each
/// less its place in the phrase, lie within `slop` of each other. A token that the phrase has twice needs two
/// positions. Documents with all tokens are found block by block, from the rarest token on; only their
/// positions are decoded.
class PhraseMatcher final : public Matcher
{
public:
    /// `ordinals` of the field's terms, one a token, at least one.
    PhraseMatcher(const FieldTerms &terms, const std::vector<std::uint32_t> &ordinals, int slop,
                  int documents, Bm25 similarity, Interrupt &interrupt);
    int advance(int target) override;
    [[nodiscard]] float score() const override { return m_similarity.score(m_document, m_frequencies[m_at]); }
    int nextBlock(int *documents, float *scores, int capacity) override;
    int keep(int *documents, double *sums, int count) override;
    [[nodiscard]] double maxScore() const override { return m_similarity.maxScore(); }
    [[nodiscard]] std::int64_t cost() const override
    {
        return m_cursors[m_byRarity.front()].documentFrequency();
    }

private:
    /// Finds the matches at or after `target` among the rarest token's next documents that have any; false at
    /// the end.
    bool refill(int target);
    /// Of documents with the first `tokens` tokens by rarity moves those with the phrase to the front, their
    /// frequencies to m_frequencies and, from `origin` on, where they were to m_origins.
    int match(int *documents, int count, std::size_t tokens, int origin);
    int countPhrases(int *documents, int count);
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
    /// Matches found ahead, up to m_lastAhead, and the one it stands at.
    std::array<int, PostingBlock::kSize> m_documents;
    std::vector<int> m_frequencies;
    std::size_t m_at = 0;
    std::size_t m_count = 0;
    int m_lastAhead = -1;
    /// Frequencies of the matches that nextBlock() gives.
    std::vector<int> m_given;
    /// While matching: of each cursor the candidates' positions, and where the candidates come from.
    std::vector<std::vector<PositionCursor::List>> m_lists;
    std::vector<const PositionCursor::List *> m_slotLists;
    std::vector<int> m_origins;
    std::vector<int> m_from;
    /// Of one candidate, by cursor.
    std::vector<std::vector<int>> m_rooms;
    std::vector<std::span<const int>> m_positions;
    std::vector<int> m_starts;
    query::PhraseStarts<int> m_windows;
    std::vector<int> m_lastTaken;
};

} // namespace explorer::index
