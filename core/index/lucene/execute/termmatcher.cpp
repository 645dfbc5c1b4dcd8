#include "core/index/lucene/execute/termmatcher.h"

#include <algorithm>

namespace explorer::index
{

TermMatcher::TermMatcher(const FieldTerms &terms, std::uint32_t ordinal, int documents, Bm25 similarity,
                         bool isScored, Interrupt &interrupt)
    : m_block(terms, ordinal, documents, isScored), m_similarity(std::move(similarity)), m_isScored(isScored),
      m_interrupt(interrupt)
{
}

bool TermMatcher::refill(int target)
{
    m_interrupt.tick();
    m_at = 0;
    return m_block.load(target);
}

int TermMatcher::advance(int target)
{
    while (m_block.last() < target) {
        if (!refill(target))
            return m_document = kNoMoreDocuments;
    }
    const int *const documents = m_block.documents();
    while (documents[m_at] < target)
        ++m_at;
    return m_document = documents[m_at];
}

int TermMatcher::nextBlock(int *documents, float *scores, int capacity)
{
    if (scores == nullptr || !m_isScored) {
        const int count = m_block.cursor().nextBlock(documents, nullptr, capacity);
        if (scores != nullptr)
            std::fill_n(scores, count, 0.0F);
        return count;
    }
    std::array<int, PostingBlock::kSize> frequencies;
    int count = 0;
    while (count < capacity) {
        const int more = nextPostings(documents + count, frequencies.data(), capacity - count);
        if (more == 0)
            break;
        m_similarity.score(documents + count, frequencies.data(), scores + count, more);
        count += more;
    }
    return count;
}

int TermMatcher::nextPostings(int *documents, int *frequencies, int capacity)
{
    return m_block.cursor().nextBlock(documents, frequencies, std::min(capacity, PostingBlock::kSize));
}

int TermMatcher::keepPostings(int *documents, int *frequencies, int *from, int count)
{
    m_places.resize(static_cast<std::size_t>(count));
    int kept = 0;
    int i = 0;
    while (i < count) {
        if (m_block.last() < documents[i]) {
            if (!refill(documents[i]))
                break;
            continue;
        }
        const auto [looked, found] = m_block.find(documents + i, count - i, from + kept, m_places.data());
        for (int k = 0; k < found; ++k, ++kept) {
            from[kept] += i;
            documents[kept] = documents[from[kept]];
            frequencies[kept] = m_block.frequencies()[m_places[static_cast<std::size_t>(k)]];
        }
        i += looked;
    }
    return kept;
}

void TermMatcher::addScores(const int *documents, const int *frequencies, double *sums, int count)
{
    if (!m_isScored)
        return;
    std::array<float, PostingBlock::kSize> scores;
    for (int i = 0; i < count; i += PostingBlock::kSize) {
        const int size = std::min(count - i, PostingBlock::kSize);
        m_similarity.score(documents + i, frequencies + i, scores.data(), size);
        for (int k = 0; k < size; ++k)
            sums[i + k] += static_cast<double>(scores[static_cast<std::size_t>(k)]);
    }
}

int TermMatcher::keep(int *documents, double *sums, int count)
{
    const auto size = static_cast<std::size_t>(count);
    m_frequencies.resize(size);
    m_from.resize(size);
    const int kept = keepPostings(documents, m_frequencies.data(), m_from.data(), count);
    if (sums == nullptr)
        return kept;
    for (int i = 0; i < kept; ++i)
        sums[i] = sums[m_from[static_cast<std::size_t>(i)]];
    addScores(documents, m_frequencies.data(), sums, kept);
    return kept;
}

void TermMatcher::addTo(Window &window)
{
    const Window::Scoring scoring = m_isScored ? window.scoring() : Window::Scoring::None;
    std::array<float, PostingBlock::kSize> scores;
    while (m_block.last() < window.begin()) {
        if (!refill(window.begin()))
            return;
    }
    for (;;) {
        const int *const documents = m_block.documents();
        while (m_at < m_block.count() && documents[m_at] < window.begin())
            ++m_at;
        const int begin = m_at;
        while (m_at < m_block.count() && documents[m_at] < window.end())
            window.set(documents[m_at++]);
        if (scoring != Window::Scoring::None)
            m_similarity.score(documents + begin, m_block.frequencies() + begin, scores.data(), m_at - begin);
        for (int i = begin; i < m_at && scoring == Window::Scoring::Sum; ++i)
            window.addSum(documents[i], scores[static_cast<std::size_t>(i - begin)]);
        for (int i = begin; i < m_at && scoring == Window::Scoring::Best; ++i)
            window.addBest(documents[i], scores[static_cast<std::size_t>(i - begin)]);
        if (m_at < m_block.count() || !refill(window.begin()))
            return;
    }
}

void TermMatcher::addScoresTo(Window &window, Window &matches)
{
    const auto add = [&](int i) {
        const int document = m_block.documents()[i];
        window.add(document, m_similarity.score(document, m_block.frequencies()[i]));
    };
    while (m_block.last() < window.begin()) {
        if (!refill(window.begin()))
            return;
    }
    for (;;) {
        const int *const documents = m_block.documents();
        while (m_at < m_block.count() && documents[m_at] < window.begin())
            ++m_at;
        for (; m_at < m_block.count() && documents[m_at] < window.end(); ++m_at) {
            matches.set(documents[m_at]);
            if (m_isScored && window.has(documents[m_at]))
                add(m_at);
        }
        if (m_at < m_block.count() || !refill(window.begin()))
            return;
    }
}

} // namespace explorer::index
