#include "core/index/lucene/execute/andmatcher.h"

#include <algorithm>
#include <cmath>

namespace explorer::index
{

AndMatcher::AndMatcher(std::vector<MatcherPtr> children, Interrupt &interrupt)
    : m_children(std::move(children)), m_interrupt(interrupt)
{
    const auto isBefore = [](const MatcherPtr &a, const MatcherPtr &b) { return a->cost() < b->cost(); };
    std::stable_sort(m_children.begin(), m_children.end(), isBefore);
    // Every test has the cost of all documents, so that one leads only where nothing can be walked.
    const auto leader = std::find_if(m_children.begin(), m_children.end(),
                                     [](const MatcherPtr &child) { return !child->isTest(); });
    if (leader != m_children.end())
        std::rotate(m_children.begin(), leader, leader + 1);
    std::stable_partition(m_children.begin() + 1, m_children.end(),
                          [](const MatcherPtr &child) { return child->isTest(); });
    for (const MatcherPtr &child : m_children) {
        if (auto *term = dynamic_cast<TermMatcher *>(child.get()))
            m_terms.push_back(term);
    }
    if (m_terms.size() < m_children.size())
        m_terms.clear();
    m_frequencies.resize(m_terms.size());
}

int AndMatcher::advance(int target)
{
    while (target != kNoMoreDocuments) {
        m_interrupt.tick();
        const int wanted = target;
        for (const MatcherPtr &child : m_children) {
            if (child->document() < target)
                child->advance(target);
            target = child->document();
            if (target != wanted)
                break;
        }
        if (target == wanted)
            return m_document = wanted;
    }
    return m_document = kNoMoreDocuments;
}

float AndMatcher::score() const
{
    double sum = 0;
    for (const MatcherPtr &child : m_children)
        sum += static_cast<double>(child->score());
    return static_cast<float>(sum);
}

int AndMatcher::intersectNext(int *documents, std::size_t begin, int capacity)
{
    int *const first = m_frequencies[0].data() + begin;
    int count = m_terms[0]->nextPostings(documents, first, capacity);
    if (count == 0)
        return -1;
    for (std::size_t i = 1; i < m_terms.size() && count > 0; ++i) {
        count = m_terms[i]->keepPostings(documents, m_frequencies[i].data() + begin, m_from.data(), count);
        for (std::size_t before = 0; before < i; ++before) {
            int *const frequencies = m_frequencies[before].data() + begin;
            for (int k = 0; k < count; ++k)
                frequencies[k] = frequencies[m_from[static_cast<std::size_t>(k)]];
        }
    }
    return count;
}

int AndMatcher::nextOfTerms(int *documents, float *scores, int capacity)
{
    const auto room = static_cast<std::size_t>(capacity);
    m_from.resize(room);
    for (auto &frequencies : m_frequencies)
        frequencies.resize(room);
    int count = 0;
    // Until another block of the first term may be too many.
    do {
        m_interrupt.tick();
        const int more = intersectNext(documents + count, static_cast<std::size_t>(count), capacity - count);
        if (more < 0)
            break;
        count += more;
    } while (count == 0 || capacity - count >= PostingBlock::kSize);
    if (scores == nullptr)
        return count;
    m_sums.assign(static_cast<std::size_t>(count), 0);
    for (std::size_t i = 0; i < m_terms.size(); ++i)
        m_terms[i]->addScores(documents, m_frequencies[i].data(), m_sums.data(), count);
    for (int i = 0; i < count; ++i)
        scores[i] = static_cast<float>(m_sums[static_cast<std::size_t>(i)]);
    return count;
}

int AndMatcher::nextBlock(int *documents, float *scores, int capacity)
{
    if (!m_terms.empty())
        return nextOfTerms(documents, scores, capacity);
    for (;;) {
        m_interrupt.check();
        int count = m_children.front()->nextBlock(documents, scores, capacity);
        if (count == 0)
            return 0;
        double *sums = nullptr;
        if (scores != nullptr) {
            m_sums.assign(scores, scores + count);
            sums = m_sums.data();
        }
        for (std::size_t i = 1; i < m_children.size() && count > 0; ++i)
            count = m_children[i]->keep(documents, sums, count);
        for (int i = 0; i < count && sums != nullptr; ++i)
            scores[i] = static_cast<float>(sums[i]);
        if (count > 0)
            return count;
    }
}

void AndMatcher::addTo(Window &window)
{
    m_interrupt.check();
    const bool isScored = window.scoring() != Window::Scoring::None;
    if (!m_window)
        m_window = std::make_unique<Window>(isScored ? Window::Scoring::Sum : Window::Scoring::None);
    m_window->restart(window.begin(), window.end());
    m_children.front()->addTo(*m_window);
    m_listed.resize(Window::kSize);
    int count = 0;
    m_window->list(window.begin(), m_listed.data(), Window::kSize, count);
    m_sums.assign(static_cast<std::size_t>(isScored ? count : 0), 0);
    for (std::size_t i = 0; i < m_sums.size(); ++i)
        m_sums[i] = static_cast<double>(m_window->score(m_listed[i]));
    for (std::size_t i = 1; i < m_children.size() && count > 0; ++i)
        count = m_children[i]->keep(m_listed.data(), isScored ? m_sums.data() : nullptr, count);
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i)
        window.add(m_listed[i], isScored ? static_cast<float>(m_sums[i]) : 0.0F);
}

bool AndMatcher::canChangeToKeep() const
{
    // The others are only ever asked.
    return m_children.front()->canChangeToKeep();
}

double AndMatcher::maxScore() const
{
    double sum = 0;
    for (const MatcherPtr &child : m_children)
        sum += child->maxScore();
    return sum;
}

void AndMatcher::setLeastScore(double least)
{
    double others = 0;
    for (std::size_t i = 1; i < m_children.size(); ++i)
        others += m_children[i]->maxScore();
    m_children.front()->setLeastScore(least - others - kScoreMargin * (std::abs(least) + others));
}

int AndMatcher::keep(int *documents, double *sums, int count)
{
    if (sums == nullptr) {
        for (std::size_t i = 0; i < m_children.size() && count > 0; ++i)
            count = m_children[i]->keep(documents, nullptr, count);
        return count;
    }
    // Its own sum is rounded before it is added, so it must not begin from the given ones.
    const std::vector<int> given(documents, documents + count);
    m_sums.assign(static_cast<std::size_t>(count), 0);
    for (std::size_t i = 0; i < m_children.size() && count > 0; ++i)
        count = m_children[i]->keep(documents, m_sums.data(), count);
    std::size_t from = 0;
    for (int i = 0; i < count; ++i, ++from) {
        while (given[from] != documents[i])
            ++from;
        sums[i] = sums[from] + static_cast<double>(static_cast<float>(m_sums[static_cast<std::size_t>(i)]));
    }
    return count;
}

} // namespace explorer::index
