#include "core/index/lucene/execute/termmatcher.h"

#include <algorithm>

namespace explorer::index
{

TermMatcher::TermMatcher(const FieldTerms &terms, std::uint32_t ordinal, int documents, Bm25 similarity,
                         bool isScored, Interrupt &interrupt)
    : m_cursor(terms, ordinal, documents), m_segmentDocuments(documents), m_similarity(std::move(similarity)),
      m_isScored(isScored), m_interrupt(interrupt)
{
}

bool TermMatcher::refill(int target)
{
    m_interrupt.tick();
    // After a jump the wanted document is among the next 17.
    constexpr int kAfterJump = 32;
    const int capacity = m_cursor.skipTo(target) ? kAfterJump : kBlock;
    m_at = 0;
    m_count = static_cast<std::size_t>(
        m_cursor.nextBlock(m_documents.data(), m_isScored ? m_frequencies.data() : nullptr, capacity));
    return m_count > 0;
}

int TermMatcher::advance(int target)
{
    for (;;) {
        if (m_count > 0 && m_documents[m_count - 1] >= target) {
            while (m_documents[m_at] < target)
                ++m_at;
            return m_document = m_documents[m_at];
        }
        if (!refill(target))
            return m_document = kNoMoreDocuments;
    }
}

int TermMatcher::nextBlock(int *documents, float *scores, int capacity)
{
    if (scores == nullptr || !m_isScored) {
        const int count = m_cursor.nextBlock(documents, nullptr, capacity);
        if (scores != nullptr)
            std::fill_n(scores, count, 0.0F);
        return count;
    }
    const int count = m_cursor.nextBlock(documents, m_frequencies.data(), std::min(capacity, kBlock));
    m_similarity.score(documents, m_frequencies.data(), scores, count);
    return count;
}

int TermMatcher::keep(int *documents, double *sums, int count)
{
    if (count == 0)
        return 0;
    m_matched.resize(static_cast<std::size_t>(count));
    const double span = documents[count - 1] - documents[0] + 1;
    const double postings = span * static_cast<double>(m_cursor.documentFrequency()) / m_segmentDocuments;
    // A step of the merge costs a few of a scan's, but never a wrongly predicted branch.
    constexpr double kMergeUpTo = 6;
    const int kept = postings < kMergeUpTo * count ? keepByMerge(documents, sums, count)
                                                   : keepByScan(documents, sums, count);
    for (int i = 0; i < kept && sums != nullptr && m_isScored; ++i)
        sums[i] +=
            static_cast<double>(m_similarity.score(documents[i], m_matched[static_cast<std::size_t>(i)]));
    return kept;
}

int TermMatcher::keepByMerge(int *documents, double *sums, int count)
{
    m_from.resize(static_cast<std::size_t>(count));
    int *const from = m_from.data();
    int kept = 0;
    int i = 0;
    while (i < count) {
        if (m_count == 0 || m_documents[m_count - 1] < documents[i]) {
            if (!refill(documents[i]))
                break;
            continue;
        }
        // Without branches but for the loop's, and all in registers.
        const int *const postings = m_documents.data();
        const int *const frequencies = m_frequencies.data();
        int *const matched = m_matched.data();
        const auto end = static_cast<int>(m_count);
        auto at = static_cast<int>(m_at);
        while (i < count && at < end) {
            const int wanted = documents[i];
            const int posting = postings[at];
            documents[kept] = wanted;
            matched[kept] = frequencies[at];
            from[kept] = i;
            kept += static_cast<int>(wanted == posting);
            i += static_cast<int>(wanted <= posting);
            at += static_cast<int>(posting <= wanted);
        }
        // A scan of the next documents begins within the block.
        m_at = static_cast<std::size_t>(std::min(at, end - 1));
    }
    for (int k = 0; k < kept && sums != nullptr; ++k)
        sums[k] = sums[from[k]];
    return kept;
}

int TermMatcher::keepByScan(int *documents, double *sums, int count)
{
    int kept = 0;
    for (int i = 0; i < count; ++i) {
        const int wanted = documents[i];
        while (m_count == 0 || m_documents[m_count - 1] < wanted) {
            if (!refill(wanted))
                return kept;
        }
        while (m_documents[m_at] < wanted)
            ++m_at;
        if (m_documents[m_at] != wanted)
            continue;
        documents[kept] = wanted;
        m_matched[static_cast<std::size_t>(kept)] = m_frequencies[m_at];
        if (sums != nullptr)
            sums[kept] = sums[i];
        ++kept;
    }
    return kept;
}

void TermMatcher::addTo(Window &window)
{
    const Window::Scoring scoring = m_isScored ? window.scoring() : Window::Scoring::None;
    std::array<float, kBlock> scores;
    while (m_count == 0 || m_documents[m_count - 1] < window.begin()) {
        if (!refill(window.begin()))
            return;
    }
    for (;;) {
        while (m_at < m_count && m_documents[m_at] < window.begin())
            ++m_at;
        const std::size_t begin = m_at;
        while (m_at < m_count && m_documents[m_at] < window.end())
            window.set(m_documents[m_at++]);
        if (scoring != Window::Scoring::None)
            m_similarity.score(&m_documents[begin], &m_frequencies[begin], scores.data(),
                               static_cast<int>(m_at - begin));
        for (std::size_t i = begin; i < m_at && scoring == Window::Scoring::Sum; ++i)
            window.addSum(m_documents[i], scores[i - begin]);
        for (std::size_t i = begin; i < m_at && scoring == Window::Scoring::Best; ++i)
            window.addBest(m_documents[i], scores[i - begin]);
        if (m_at < m_count || !refill(window.begin()))
            return;
    }
}

} // namespace explorer::index
