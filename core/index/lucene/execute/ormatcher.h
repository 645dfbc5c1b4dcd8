#pragma once

#include "core/index/lucene/execute/windowmatcher.h"

#include <vector>

namespace explorer::index
{

/// Any child matches; scores are added (in double precision, rounded once, as Lucene's BooleanScorer does),
/// or the best one counts.
class OrMatcher final : public WindowMatcher
{
public:
    OrMatcher(std::vector<MatcherPtr> children, Window::Scoring scoring, int documents, Interrupt &interrupt)
        : WindowMatcher(documents, 0, scoring, interrupt), m_children(std::move(children)), m_scoring(scoring)
    {
    }
    int keep(int *documents, double *sums, int count) override;
    [[nodiscard]] std::int64_t cost() const override;

protected:
    void fill(Window &window) override;

private:
    void mark(Matcher &child, const int *documents, int count, bool isScored);

    std::vector<MatcherPtr> m_children;
    Window::Scoring m_scoring;
    std::vector<int> m_matching;
    std::vector<double> m_childSums;
    std::vector<double> m_given;
    std::vector<char> m_isKept;
};

} // namespace explorer::index
