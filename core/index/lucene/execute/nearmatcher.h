#pragma once

#include "core/index/lucene/execute/matcher.h"

#include <queue>
#include <vector>

namespace explorer::index
{

/// The best scores that a search has seen, over all segments.
class BestScores
{
public:
    void add(float score)
    {
        if (m_scores.size() < kCount)
            m_scores.push(score);
        else if (score > m_scores.top()) {
            m_scores.pop();
            m_scores.push(score);
        }
    }
    [[nodiscard]] bool isAmong(float score) const
    {
        return m_scores.size() < kCount || score >= m_scores.top();
    }
    static constexpr std::size_t kCount = 100;

private:
    std::priority_queue<float, std::vector<float>, std::greater<>> m_scores;
};

/// The base's documents; to the best of them, by blocks, it adds what their words' nearness is worth: a
/// second look at the 100 best, so that its cost does not grow with the hits. What nearness adds is never
/// negative, so that none of the others gets before them. It leaves nothing out: which are the best must not
/// depend on the page that is asked for.
class NearMatcher final : public Matcher
{
public:
    /// `best` is the search's and outlives it. `nearness` scores documents with words near each other.
    NearMatcher(MatcherPtr base, MatcherPtr nearness, BestScores &best, Interrupt &interrupt)
        : m_base(std::move(base)), m_nearness(std::move(nearness)), m_best(best), m_interrupt(interrupt)
    {
    }
    int advance(int target) override { return m_document = m_base->advance(target); }
    [[nodiscard]] float score() const override { return m_base->score(); }
    int nextBlock(int *documents, float *scores, int capacity) override;
    int keep(int *documents, double *sums, int count) override
    {
        return m_base->keep(documents, sums, count);
    }
    void addTo(Window &window) override { m_base->addTo(window); }
    [[nodiscard]] bool canChangeToKeep() const override { return m_base->canChangeToKeep(); }
    [[nodiscard]] std::int64_t cost() const override { return m_base->cost(); }
    [[nodiscard]] bool isCostExact() const override { return m_base->isCostExact(); }

private:
    /// All matches of the base, the best of them with their nearness.
    void gather();

    MatcherPtr m_base;
    MatcherPtr m_nearness;
    BestScores &m_best;
    Interrupt &m_interrupt;
    bool m_isGathered = false;
    std::vector<int> m_documents;
    std::vector<float> m_scores;
    std::size_t m_next = 0;
};

} // namespace explorer::index
