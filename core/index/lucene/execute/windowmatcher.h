#pragma once

#include "core/index/lucene/execute/matcher.h"

namespace explorer::index
{

/// A set that is worked out window by window.
class WindowMatcher : public Matcher
{
public:
    /// Without scores of its own every match scores `score`.
    WindowMatcher(int documents, float score, Window::Scoring scoring, Interrupt &interrupt)
        : m_documents(documents), m_score(score), m_window(scoring), m_interrupt(interrupt)
    {
    }
    int advance(int target) override;
    [[nodiscard]] float score() const override { return scoreOf(m_document); }
    int nextBlock(int *documents, float *scores, int capacity) override;
    void addTo(Window &window) override;
    [[nodiscard]] double maxScore() const override { return m_score > 0 ? static_cast<double>(m_score) : 0; }

protected:
    /// Sets the matches of an empty window; bits past its end are ignored.
    virtual void fill(Window &window) = 0;
    [[nodiscard]] int documents() const { return m_documents; }
    [[nodiscard]] float constantScore() const { return m_score; }
    [[nodiscard]] Interrupt &interrupt() const { return m_interrupt; }

private:
    void load(int document);
    [[nodiscard]] float scoreOf(int document) const
    {
        return m_window.scoring() == Window::Scoring::None ? m_score : m_window.score(document);
    }

    int m_documents;
    float m_score;
    /// end() is 0 before the first.
    Window m_window;
    Interrupt &m_interrupt;
};

} // namespace explorer::index
