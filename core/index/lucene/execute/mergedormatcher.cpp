#include "core/index/lucene/execute/mergedormatcher.h"

#include <algorithm>
#include <array>

namespace explorer::index
{

MergedOrMatcher::MergedOrMatcher(std::vector<MatcherPtr> children, Window::Scoring scoring,
                                 Interrupt &interrupt)
    : m_children(std::move(children)), m_scoring(scoring), m_interrupt(interrupt)
{
    for (const MatcherPtr &child : m_children)
        m_cost += child->cost();
}

MergedOrMatcher::List MergedOrMatcher::read(Matcher &child)
{
    constexpr int kBlock = 256;
    std::array<int, kBlock> documents;
    std::array<float, kBlock> scores;
    const bool isScored = m_scoring != Window::Scoring::None;
    List list;
    while (const int count = child.nextBlock(documents.data(), isScored ? scores.data() : nullptr, kBlock)) {
        m_interrupt.tick();
        list.documents.insert(list.documents.end(), documents.begin(), documents.begin() + count);
        if (isScored)
            list.scores.insert(list.scores.end(), scores.begin(), scores.begin() + count);
    }
    return list;
}

MergedOrMatcher::List MergedOrMatcher::mergeTwo(const List &a, const List &b) const
{
    const std::size_t most = a.documents.size() + b.documents.size();
    const bool isScored = m_scoring != Window::Scoring::None;
    const bool isSum = m_scoring == Window::Scoring::Sum;
    List merged;
    merged.documents.resize(most);
    merged.scores.resize(isScored ? most : 0);
    std::size_t i = 0;
    std::size_t k = 0;
    std::size_t count = 0;
    // Without branches but for the loop's, which are foretold: who comes next is not.
    for (; i < a.documents.size() && k < b.documents.size(); ++count) {
        const int first = a.documents[i];
        const int second = b.documents[k];
        merged.documents[count] = std::min(first, second);
        if (isScored) {
            const double ofFirst = first <= second ? a.scores[i] : 0;
            const double ofSecond = second <= first ? b.scores[k] : 0;
            merged.scores[count] = isSum ? ofFirst + ofSecond : std::max(ofFirst, ofSecond);
        }
        i += static_cast<std::size_t>(first <= second);
        k += static_cast<std::size_t>(second <= first);
    }
    const List &rest = i < a.documents.size() ? a : b;
    const std::size_t from = i < a.documents.size() ? i : k;
    const auto begin = static_cast<std::ptrdiff_t>(from);
    const auto place = static_cast<std::ptrdiff_t>(count);
    std::copy(rest.documents.begin() + begin, rest.documents.end(), merged.documents.begin() + place);
    if (isScored)
        std::copy(rest.scores.begin() + begin, rest.scores.end(), merged.scores.begin() + place);
    count += rest.documents.size() - from;
    merged.documents.resize(count);
    merged.scores.resize(isScored ? count : 0);
    return merged;
}

void MergedOrMatcher::merge()
{
    m_isMerged = true;
    std::vector<List> lists;
    lists.reserve(m_children.size());
    for (const MatcherPtr &child : m_children)
        lists.push_back(read(*child));
    // Neighbours first, so that each list is copied as often as their number has binary digits.
    for (; lists.size() > 1; lists.resize((lists.size() + 1) / 2)) {
        m_interrupt.check();
        for (std::size_t i = 0; i < lists.size(); i += 2)
            lists[i / 2] = i + 1 < lists.size() ? mergeTwo(lists[i], lists[i + 1]) : std::move(lists[i]);
    }
    m_documents = std::move(lists.front().documents);
    m_scores.assign(lists.front().scores.begin(), lists.front().scores.end());
    m_cost = static_cast<std::int64_t>(m_documents.size());
}

void MergedOrMatcher::seek(int target)
{
    if (!m_isMerged)
        merge();
    const auto from = m_documents.begin() + static_cast<std::ptrdiff_t>(m_at);
    // Mostly near.
    constexpr std::ptrdiff_t kNear = 8;
    const auto near = m_documents.end() - from > kNear && *(from + kNear) < target ? from + kNear : from;
    const auto end = near == from ? from + std::min(kNear + 1, m_documents.end() - from) : m_documents.end();
    m_at = static_cast<std::size_t>(std::lower_bound(near, end, target) - m_documents.begin());
}

int MergedOrMatcher::advance(int target)
{
    seek(target);
    return m_document = m_at < m_documents.size() ? m_documents[m_at] : kNoMoreDocuments;
}

int MergedOrMatcher::nextBlock(int *documents, float *scores, int capacity)
{
    if (!m_isMerged)
        merge();
    const auto count = std::min(static_cast<std::size_t>(capacity), m_documents.size() - m_at);
    std::copy_n(m_documents.begin() + static_cast<std::ptrdiff_t>(m_at), count, documents);
    if (scores != nullptr && !m_scores.empty())
        std::copy_n(m_scores.begin() + static_cast<std::ptrdiff_t>(m_at), count, scores);
    else if (scores != nullptr)
        std::fill_n(scores, count, 0.0F);
    m_at += count;
    return static_cast<int>(count);
}

int MergedOrMatcher::keep(int *documents, double *sums, int count)
{
    m_interrupt.tick();
    int kept = 0;
    for (int i = 0; i < count; ++i) {
        seek(documents[i]);
        if (m_at == m_documents.size())
            break;
        if (m_documents[m_at] != documents[i])
            continue;
        documents[kept] = documents[i];
        if (sums != nullptr)
            sums[kept] = sums[i] + static_cast<double>(score());
        ++kept;
    }
    return kept;
}

void MergedOrMatcher::addTo(Window &window)
{
    for (seek(window.begin()); m_at < m_documents.size() && m_documents[m_at] < window.end(); ++m_at)
        window.add(m_documents[m_at], score());
}

double MergedOrMatcher::maxScore() const
{
    double sum = 0;
    double best = 0;
    for (const MatcherPtr &child : m_children) {
        sum += child->maxScore();
        best = std::max(best, child->maxScore());
    }
    return m_scoring == Window::Scoring::None ? 0 : m_scoring == Window::Scoring::Best ? best : sum;
}

} // namespace explorer::index
