#include "core/index/lucene/matcher.h"

#include <algorithm>
#include <bit>

namespace explorer::index
{

int TestMatcher::advance(int target)
{
    for (int document = target; document < m_segment.documents; ++document) {
        m_interrupt.tick();
        if (m_segment.isLive(document) && test(document))
            return m_document = document;
    }
    return m_document = kNoMoreDocuments;
}

bool TestMatcher::accepts(int document)
{
    m_document = document;
    return m_segment.isLive(document) && test(document);
}

bool NotMatcher::test(int document)
{
    if (m_child->document() < document)
        m_child->advance(document);
    return m_child->document() != document;
}

bool NumberRangeMatcher::test(int document)
{
    for (const std::int64_t value : m_column->table.of(document)) {
        if (value >= m_low && value <= m_high)
            return true;
    }
    return false;
}

bool OrdinalRangeMatcher::test(int document)
{
    for (const std::uint32_t ordinal : m_column->ordinals.of(document)) {
        if (ordinal >= m_begin && ordinal < m_end)
            return true;
    }
    return false;
}

int BitsMatcher::advance(int target)
{
    auto word = static_cast<std::size_t>(target) / 64;
    if (word >= m_bits.size())
        return m_document = kNoMoreDocuments;
    std::uint64_t bits = m_bits[word] & (~0ULL << (static_cast<unsigned>(target) % 64));
    while (bits == 0) {
        if (++word == m_bits.size())
            return m_document = kNoMoreDocuments;
        bits = m_bits[word];
    }
    return m_document = static_cast<int>(word * 64) + std::countr_zero(bits);
}

AndMatcher::AndMatcher(std::vector<MatcherPtr> children, Interrupt &interrupt) : m_interrupt(interrupt)
{
    for (MatcherPtr &child : children)
        (child->isTest() ? m_tested : m_walked).push_back(std::move(child));
    std::stable_sort(m_walked.begin(), m_walked.end(),
                     [](const MatcherPtr &a, const MatcherPtr &b) { return a->cost() < b->cost(); });
    if (m_walked.empty()) {
        m_walked.push_back(std::move(m_tested.front()));
        m_tested.erase(m_tested.begin());
    }
}

int AndMatcher::advance(int target)
{
    int candidate = m_walked.front()->advance(target);
    while (candidate != kNoMoreDocuments) {
        m_interrupt.tick();
        int next = candidate;
        for (std::size_t i = 1; i < m_walked.size() && next == candidate; ++i) {
            if (m_walked[i]->document() < candidate)
                m_walked[i]->advance(candidate);
            next = m_walked[i]->document();
        }
        if (next == kNoMoreDocuments)
            break;
        if (next == candidate) {
            const bool accepted =
                std::all_of(m_tested.begin(), m_tested.end(),
                            [candidate](const MatcherPtr &test) { return test->accepts(candidate); });
            if (accepted)
                return m_document = candidate;
            ++next;
        }
        candidate = m_walked.front()->advance(next);
    }
    return m_document = kNoMoreDocuments;
}

double AndMatcher::score()
{
    double sum = 0;
    for (const MatcherPtr &child : m_walked)
        sum += child->score();
    for (const MatcherPtr &child : m_tested)
        sum += child->score();
    return sum;
}

int OrMatcher::advance(int target)
{
    int least = kNoMoreDocuments;
    for (const MatcherPtr &child : m_children) {
        int document = child->document();
        if (document < target)
            document = child->advance(target);
        least = std::min(least, document);
    }
    return m_document = least;
}

double OrMatcher::score()
{
    double sum = 0;
    double best = 0;
    for (const MatcherPtr &child : m_children) {
        if (child->document() != m_document)
            continue;
        const double score = child->score();
        sum += score;
        best = std::max(best, score);
    }
    return m_scoring == Scoring::Sum ? sum : best;
}

std::int64_t OrMatcher::cost() const
{
    std::int64_t sum = 0;
    for (const MatcherPtr &child : m_children)
        sum += child->cost();
    return sum;
}

} // namespace explorer::index
