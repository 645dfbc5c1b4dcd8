#pragma once

#include "core/index/lucene/execute/windowmatcher.h"

#include <vector>

namespace explorer::index
{

/// Any child matches; scores are added (in double precision, rounded once, as Lucene's BooleanScorer does),
/// or the best one counts. Once only scores above one are asked for, the children
/// that cannot bring that about even together are no longer walked (Turtle and Flood, Query Evaluation:
/// Strategies and Optimizations, 1995: MAXSCORE), or where all matches are to be counted, only counted.
class OrMatcher final : public WindowMatcher
{
public:
    OrMatcher(std::vector<MatcherPtr> children, Window::Scoring scoring, int documents, Interrupt &interrupt)
        : WindowMatcher(documents, 0, scoring, interrupt), m_children(std::move(children)), m_scoring(scoring)
    {
    }
    int keep(int *documents, double *sums, int count) override;
    [[nodiscard]] bool canChangeToKeep() const override;
    [[nodiscard]] double maxScore() const override;
    void setLeastScore(double least) override;
    [[nodiscard]] bool hasLeftOut() const override { return m_hasLeftOut; }
    bool countLeftOut(const Deletions *deleted) override;
    [[nodiscard]] std::int64_t leftOut() const override { return m_leftOut; }
    [[nodiscard]] std::int64_t cost() const override;

protected:
    void fill(Window &window) override;

private:
    /// Children by what they can score, least first.
    void rank();
    /// What walks the other children only, and asks the first m_optional of m_ranked for their scores.
    void fillCandidates(Window &window);
    void addScores(Matcher &child, Window &window);
    /// The same, and counts what only the others match.
    void fillAndCount(Window &window);
    /// Those of m_others that are not in `window`, nor deleted.
    void count(const Window &window);
    void mark(Matcher &child, const int *documents, int count, bool isScored);

    std::vector<MatcherPtr> m_children;
    Window::Scoring m_scoring;
    std::vector<Matcher *> m_ranked;
    /// What a document scores at most that only the first i + 1 match.
    std::vector<double> m_maxOfFirst;
    double m_least = 0;
    /// Documents that only the first of m_ranked match score less than the least.
    std::size_t m_optional = 0;
    bool m_hasLeftOut = false;
    bool m_isCounting = false;
    const Deletions *m_deleted = nullptr;
    std::int64_t m_leftOut = 0;
    /// What the first of m_ranked match, made when it is first counted.
    std::unique_ptr<Window> m_others;
    std::vector<int> m_matching;
    std::vector<double> m_childSums;
    std::vector<double> m_given;
    std::vector<char> m_isKept;
};

} // namespace explorer::index
