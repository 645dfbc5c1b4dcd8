#include "core/index/lucene/execute/ormatcher.h"

#include <algorithm>

namespace explorer::index
{

void OrMatcher::fill(Window &window)
{
    for (const MatcherPtr &child : m_children)
        child->addTo(window);
}

std::int64_t OrMatcher::cost() const
{
    std::int64_t sum = 0;
    for (const MatcherPtr &child : m_children)
        sum += child->cost();
    return std::min<std::int64_t>(sum, documents());
}

void OrMatcher::mark(Matcher &child, const int *documents, int count, bool isScored)
{
    m_matching.assign(documents, documents + count);
    m_childSums.assign(static_cast<std::size_t>(isScored ? count : 0), 0);
    const int matching = child.keep(m_matching.data(), isScored ? m_childSums.data() : nullptr, count);
    std::size_t at = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(matching); ++i, ++at) {
        while (documents[at] != m_matching[i])
            ++at;
        m_isKept[at] = 1;
        if (isScored)
            m_given[at] = m_scoring == Window::Scoring::Best ? std::max(m_given[at], m_childSums[i])
                                                             : m_given[at] + m_childSums[i];
    }
}

int OrMatcher::keep(int *documents, double *sums, int count)
{
    interrupt().tick();
    const bool isScored = sums != nullptr && m_scoring != Window::Scoring::None;
    m_isKept.assign(static_cast<std::size_t>(count), 0);
    m_given.assign(static_cast<std::size_t>(isScored ? count : 0), 0);
    for (const MatcherPtr &child : m_children)
        mark(*child, documents, count, isScored);
    int kept = 0;
    for (int i = 0; i < count; ++i) {
        const auto at = static_cast<std::size_t>(i);
        if (m_isKept[at] == 0)
            continue;
        documents[kept] = documents[i];
        if (sums != nullptr)
            sums[kept] = sums[i];
        if (isScored)
            sums[kept] += static_cast<double>(static_cast<float>(m_given[at]));
        ++kept;
    }
    return kept;
}

} // namespace explorer::index
