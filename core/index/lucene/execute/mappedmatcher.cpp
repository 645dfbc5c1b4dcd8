#include "core/index/lucene/execute/mappedmatcher.h"

#include <cmath>

namespace explorer::index
{

float MappedMatcher::mapped(float score) const
{
    if (m_ceiling <= 0)
        return score + m_bonus;
    return std::isinf(score) ? m_ceiling : m_ceiling * (score / (1.0F + score));
}

double MappedMatcher::maxScore() const
{
    return m_ceiling > 0 ? static_cast<double>(m_ceiling)
                         : m_child->maxScore() + static_cast<double>(m_bonus);
}

int MappedMatcher::nextBlock(int *documents, float *scores, int capacity)
{
    const int count = m_child->nextBlock(documents, scores, capacity);
    for (int i = 0; scores != nullptr && i < count; ++i)
        scores[i] = mapped(scores[i]);
    return count;
}

int MappedMatcher::keep(int *documents, double *sums, int count)
{
    if (sums == nullptr)
        return m_child->keep(documents, nullptr, count);
    m_given.assign(documents, documents + count);
    m_scores.assign(static_cast<std::size_t>(count), 0);
    const int kept = m_child->keep(documents, m_scores.data(), count);
    std::size_t from = 0;
    for (int i = 0; i < kept; ++i, ++from) {
        while (m_given[from] != documents[i])
            ++from;
        const auto score = static_cast<float>(m_scores[static_cast<std::size_t>(i)]);
        sums[i] = sums[from] + static_cast<double>(mapped(score));
    }
    return kept;
}

void MappedMatcher::addTo(Window &window)
{
    if (window.scoring() == Window::Scoring::None) {
        m_child->addTo(window);
        return;
    }
    if (!m_window)
        m_window = std::make_unique<Window>(Window::Scoring::Sum);
    m_window->restart(window.begin(), window.end());
    m_child->addTo(*m_window);
    for (int document = m_window->next(window.begin()); document < window.end();
         document = m_window->next(document + 1))
        window.add(document, mapped(m_window->score(document)));
}

} // namespace explorer::index
