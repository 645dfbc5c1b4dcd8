#pragma once

#include "core/index/lucene/execute/termmatcher.h"

#include <vector>

namespace explorer::index
{

/// All children match: the one of the fewest documents leads, the others keep what they match too. Scores are
/// added in double precision and rounded once, as Lucene's ConjunctionScorer does.
class AndMatcher final : public Matcher
{
public:
    /// At least one child.
    AndMatcher(std::vector<MatcherPtr> children, Interrupt &interrupt);
    int advance(int target) override;
    [[nodiscard]] float score() const override;
    int nextBlock(int *documents, float *scores, int capacity) override;
    int keep(int *documents, double *sums, int count) override;
    void addTo(Window &window) override;
    [[nodiscard]] bool canChangeToKeep() const override;
    [[nodiscard]] double maxScore() const override;
    void setLeastScore(double least) override;
    [[nodiscard]] bool hasLeftOut() const override { return m_children.front()->hasLeftOut(); }
    [[nodiscard]] std::int64_t cost() const override { return m_children.front()->cost(); }

private:
    /// nextBlock() where all are terms: nothing is scored but what matches.
    int nextOfTerms(int *documents, float *scores, int capacity);
    /// Of the documents that the first term comes to next, those of all terms.
    int intersectNext(int *documents, std::size_t begin, int capacity);

    /// The leader first, then tests, then the others by cost.
    std::vector<MatcherPtr> m_children;
    Interrupt &m_interrupt;
    /// The same children in the same order, where all are terms.
    std::vector<TermMatcher *> m_terms;
    /// By term, of the documents found.
    std::vector<std::vector<int>> m_frequencies;
    std::vector<int> m_from;
    std::vector<double> m_sums;
    /// Made by the first addTo().
    std::unique_ptr<Window> m_window;
    std::vector<int> m_listed;
};

} // namespace explorer::index
