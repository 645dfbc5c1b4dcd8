#pragma once

#include "core/index/lucene/execute/matcher.h"

#include <vector>

namespace explorer::index
{

/// The child's documents, its scores turned into others: either `bonus` is added, or, with a `ceiling` above
/// 0, a score x becomes ceiling * x / (1 + x).
class MappedMatcher final : public Matcher
{
public:
    MappedMatcher(MatcherPtr child, float ceiling, float bonus)
        : m_child(std::move(child)), m_ceiling(ceiling), m_bonus(bonus)
    {
    }
    int advance(int target) override { return m_document = m_child->advance(target); }
    [[nodiscard]] float score() const override { return mapped(m_child->score()); }
    int nextBlock(int *documents, float *scores, int capacity) override;
    int keep(int *documents, double *sums, int count) override;
    void addTo(Window &window) override;
    [[nodiscard]] bool canChangeToKeep() const override { return m_child->canChangeToKeep(); }
    [[nodiscard]] double maxScore() const override;
    [[nodiscard]] std::int64_t cost() const override { return m_child->cost(); }
    [[nodiscard]] bool isCostExact() const override { return m_child->isCostExact(); }

private:
    [[nodiscard]] float mapped(float score) const;

    MatcherPtr m_child;
    float m_ceiling;
    float m_bonus;
    std::vector<int> m_given;
    std::vector<double> m_scores;
    /// Made by the first addTo() that scores.
    std::unique_ptr<Window> m_window;
};

} // namespace explorer::index
