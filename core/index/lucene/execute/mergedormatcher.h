#pragma once

#include "core/index/lucene/execute/matcher.h"
#include "core/index/lucene/interrupt.h"

#include <vector>

namespace explorer::index
{

/// Any child matches, as OrMatcher, for children of few documents: their matches are merged into one list
/// when the first one is asked for, instead of walking windows that are nearly empty.
class MergedOrMatcher final : public Matcher
{
public:
    /// From this share of a segment's documents on, windows cost less than a list.
    static constexpr std::int64_t kSparse = 32;

    MergedOrMatcher(std::vector<MatcherPtr> children, Window::Scoring scoring, Interrupt &interrupt);
    int advance(int target) override;
    [[nodiscard]] float score() const override { return m_scores.empty() ? 0.0F : m_scores[m_at]; }
    int nextBlock(int *documents, float *scores, int capacity) override;
    int keep(int *documents, double *sums, int count) override;
    void addTo(Window &window) override;
    [[nodiscard]] double maxScore() const override;
    [[nodiscard]] std::int64_t cost() const override { return m_cost; }

private:
    /// Ascending documents with, unless nothing is scored, a score each.
    struct List {
        std::vector<int> documents;
        std::vector<double> scores;
    };
    void merge();
    List read(Matcher &child);
    [[nodiscard]] List mergeTwo(const List &a, const List &b) const;
    /// Moves m_at to the first match at or after `target`.
    void seek(int target);

    std::vector<MatcherPtr> m_children;
    Window::Scoring m_scoring;
    Interrupt &m_interrupt;
    std::int64_t m_cost = 0;
    bool m_isMerged = false;
    std::vector<int> m_documents;
    /// Empty where nothing is scored.
    std::vector<float> m_scores;
    std::size_t m_at = 0;
};

} // namespace explorer::index
