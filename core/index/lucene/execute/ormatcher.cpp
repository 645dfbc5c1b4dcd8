#include "core/index/lucene/execute/ormatcher.h"

#include "core/index/lucene/execute/termmatcher.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace explorer::index
{

namespace
{

bool isBelow(double score, double least) { return score + kScoreMargin * std::abs(score) < least; }

} // namespace

void OrMatcher::fill(Window &window)
{
    if (m_optional > 0) {
        if (m_isCounting)
            fillAndCount(window);
        else
            fillCandidates(window);
        return;
    }
    for (const MatcherPtr &child : m_children)
        child->addTo(window);
}

bool OrMatcher::canChangeToKeep() const
{
    return std::all_of(m_children.begin(), m_children.end(),
                       [](const MatcherPtr &child) { return child->canChangeToKeep(); });
}

double OrMatcher::maxScore() const
{
    double sum = 0;
    double best = 0;
    for (const MatcherPtr &child : m_children) {
        sum += child->maxScore();
        best = std::max(best, child->maxScore());
    }
    return m_scoring == Window::Scoring::None ? 0 : m_scoring == Window::Scoring::Best ? best : sum;
}

void OrMatcher::rank()
{
    for (const MatcherPtr &child : m_children)
        m_ranked.push_back(child.get());
    // What has to be walked to the end can always bring a hit; only terms are counted without being scored.
    const auto worthOf = [this](const Matcher *child) {
        const bool canBeLeft =
            m_isCounting ? dynamic_cast<const TermMatcher *>(child) != nullptr : child->canChangeToKeep();
        return canBeLeft ? child->maxScore() : std::numeric_limits<double>::infinity();
    };
    std::stable_sort(m_ranked.begin(), m_ranked.end(),
                     [&worthOf](const Matcher *a, const Matcher *b) { return worthOf(a) < worthOf(b); });
    double most = 0;
    for (const Matcher *child : m_ranked) {
        most = m_scoring == Window::Scoring::Best ? worthOf(child) : most + worthOf(child);
        m_maxOfFirst.push_back(most);
    }
}

void OrMatcher::setLeastScore(double least)
{
    if (m_scoring == Window::Scoring::None)
        return;
    if (m_ranked.empty())
        rank();
    m_least = least;
    while (m_optional < m_ranked.size() && isBelow(m_maxOfFirst[m_optional], least))
        ++m_optional;
}

void OrMatcher::fillCandidates(Window &window)
{
    for (std::size_t i = m_optional; i < m_ranked.size(); ++i)
        m_ranked[i]->addTo(window);
    window.trim();
    for (std::size_t i = m_optional; i-- > 0;) {
        m_hasLeftOut = m_hasLeftOut || m_ranked[i]->cost() > 0;
        m_matching.clear();
        for (int document = window.next(window.begin()); document < window.end();
             document = window.next(document + 1)) {
            const auto known = static_cast<double>(window.score(document));
            const double most = m_scoring == Window::Scoring::Best ? std::max(known, m_maxOfFirst[i])
                                                                   : known + m_maxOfFirst[i];
            if (!isBelow(most, m_least))
                m_matching.push_back(document);
        }
        addScores(*m_ranked[i], window);
    }
}

bool OrMatcher::countLeftOut(const Deletions *deleted)
{
    m_isCounting = m_scoring != Window::Scoring::None;
    m_deleted = deleted;
    return m_isCounting;
}

void OrMatcher::fillAndCount(Window &window)
{
    for (std::size_t i = m_optional; i < m_ranked.size(); ++i)
        m_ranked[i]->addTo(window);
    window.trim();
    if (!m_others)
        m_others = std::make_unique<Window>(Window::Scoring::None);
    m_others->restart(window.begin(), documents());
    for (std::size_t i = m_optional; i-- > 0;)
        static_cast<TermMatcher *>(m_ranked[i])->addScoresTo(window, *m_others);
    m_others->trim();
    count(window);
}

void OrMatcher::count(const Window &window)
{
    const auto first = static_cast<std::size_t>(window.begin()) / 64;
    for (std::size_t i = 0; i < window.bits.size(); ++i) {
        std::uint64_t left = m_others->bits[i] & ~window.bits[i];
        if (m_deleted != nullptr && left != 0)
            left &= ~m_deleted->words()[first + i];
        m_leftOut += std::popcount(left);
    }
}

void OrMatcher::addScores(Matcher &child, Window &window)
{
    m_childSums.assign(m_matching.size(), 0);
    const auto matching = static_cast<std::size_t>(
        child.keep(m_matching.data(), m_childSums.data(), static_cast<int>(m_matching.size())));
    for (std::size_t i = 0; i < matching; ++i)
        window.add(m_matching[i], static_cast<float>(m_childSums[i]));
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
