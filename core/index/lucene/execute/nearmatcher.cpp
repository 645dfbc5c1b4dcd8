#include "core/index/lucene/execute/nearmatcher.h"

#include <algorithm>

namespace explorer::index
{

void NearMatcher::gather()
{
    constexpr std::size_t kBlock = 1024;
    m_isGathered = true;
    for (std::size_t count = 0;;) {
        m_interrupt.tick();
        m_documents.resize(count + kBlock);
        m_scores.resize(count + kBlock);
        const int found = m_base->nextBlock(m_documents.data() + count, m_scores.data() + count, kBlock);
        count += static_cast<std::size_t>(found);
        if (found > 0)
            continue;
        m_documents.resize(count);
        m_scores.resize(count);
        break;
    }
    for (const float score : m_scores)
        m_best.add(score);
    std::vector<std::size_t> places;
    std::vector<int> candidates;
    for (std::size_t i = 0; i < m_scores.size() && places.size() < BestScores::kCount; ++i) {
        if (!m_best.isAmong(m_scores[i]))
            continue;
        places.push_back(i);
        candidates.push_back(m_documents[i]);
    }
    std::vector<double> sums(candidates.size(), 0);
    const int near = m_nearness->keep(candidates.data(), sums.data(), static_cast<int>(candidates.size()));
    std::size_t place = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(near); ++i) {
        while (m_documents[places[place]] != candidates[i])
            ++place;
        m_scores[places[place]] += static_cast<float>(sums[i]);
    }
}

int NearMatcher::nextBlock(int *documents, float *scores, int capacity)
{
    if (scores == nullptr)
        return m_base->nextBlock(documents, nullptr, capacity);
    if (!m_isGathered)
        gather();
    const std::size_t count = std::min(static_cast<std::size_t>(capacity), m_documents.size() - m_next);
    std::copy_n(m_documents.begin() + static_cast<std::ptrdiff_t>(m_next), count, documents);
    std::copy_n(m_scores.begin() + static_cast<std::ptrdiff_t>(m_next), count, scores);
    m_next += count;
    return static_cast<int>(count);
}

} // namespace explorer::index
