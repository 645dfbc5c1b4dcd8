#include "core/index/lucene/execute/phrasematcher.h"

#include <algorithm>
#include <numeric>

namespace explorer::index
{

PhraseMatcher::PhraseMatcher(const FieldTerms &terms, const std::vector<std::uint32_t> &ordinals, int slop,
                             int documents, Bm25 similarity, Interrupt &interrupt)
    : m_slop(slop), m_similarity(std::move(similarity)), m_interrupt(interrupt)
{
    std::vector<std::uint32_t> different;
    for (const std::uint32_t ordinal : ordinals) {
        const auto known = std::find(different.begin(), different.end(), ordinal);
        m_slots.push_back(static_cast<std::size_t>(known - different.begin()));
        if (known == different.end())
            different.push_back(ordinal);
    }
    m_cursors.reserve(different.size());
    for (const std::uint32_t ordinal : different)
        m_cursors.emplace_back(terms, ordinal, documents);
    m_byRarity.resize(different.size());
    std::iota(m_byRarity.begin(), m_byRarity.end(), std::size_t{0});
    std::stable_sort(m_byRarity.begin(), m_byRarity.end(), [this](std::size_t a, std::size_t b) {
        return m_cursors[a].documentFrequency() < m_cursors[b].documentFrequency();
    });
}

int PhraseMatcher::advance(int target)
{
    for (;;) {
        m_interrupt.tick();
        const int candidate = align(target);
        if (candidate == kNoMoreDocuments)
            return m_document = kNoMoreDocuments;
        m_frequency = m_slop == 0 ? countExact() : countSloppy();
        if (m_frequency > 0)
            return m_document = candidate;
        target = candidate + 1;
    }
}

int PhraseMatcher::align(int target)
{
    for (std::size_t i = 0; i < m_byRarity.size();) {
        PositionCursor &cursor = m_cursors[m_byRarity[i]];
        const int document = cursor.document() < target ? cursor.advance(target) : cursor.document();
        if (document == kNoMoreDocuments)
            return kNoMoreDocuments;
        if (document == target || i == 0) {
            target = document;
            ++i;
            continue;
        }
        m_interrupt.tick();
        target = document;
        i = 0;
    }
    return target;
}

int PhraseMatcher::nextBlock(int *documents, float *scores, int capacity)
{
    m_frequencies.resize(static_cast<std::size_t>(capacity));
    int count = 0;
    while (count < capacity && m_document != kNoMoreDocuments &&
           advance(m_document + 1) != kNoMoreDocuments) {
        documents[count] = m_document;
        m_frequencies[static_cast<std::size_t>(count)] = m_frequency;
        ++count;
    }
    if (scores != nullptr)
        m_similarity.score(documents, m_frequencies.data(), scores, count);
    return count;
}

int PhraseMatcher::countExact()
{
    const auto first = m_cursors[m_slots[0]].positions();
    if (m_slots.size() == 1)
        return static_cast<int>(first.size());
    keepStarts(first, 1);
    for (std::size_t slot = 2; slot < m_slots.size() && !m_starts.empty(); ++slot)
        keepStarts(m_starts, slot);
    return static_cast<int>(m_starts.size());
}

void PhraseMatcher::keepStarts(std::span<const int> starts, std::size_t slot)
{
    const auto positions = m_cursors[m_slots[slot]].positions();
    if (m_starts.size() < starts.size())
        m_starts.resize(starts.size());
    std::size_t at = 0;
    std::size_t kept = 0;
    for (const int start : starts) {
        const int wanted = start + static_cast<int>(slot);
        while (at < positions.size() && positions[at] < wanted)
            ++at;
        if (at == positions.size())
            break;
        if (positions[at] == wanted)
            m_starts[kept++] = start;
    }
    m_starts.resize(kept);
}

int PhraseMatcher::countSloppy()
{
    m_starts.clear();
    for (std::size_t slot = 0; slot < m_slots.size(); ++slot) {
        for (const int position : m_cursors[m_slots[slot]].positions())
            m_starts.push_back(position - static_cast<int>(slot));
    }
    std::sort(m_starts.begin(), m_starts.end());
    m_starts.erase(std::unique(m_starts.begin(), m_starts.end()), m_starts.end());
    return static_cast<int>(
        std::count_if(m_starts.begin(), m_starts.end(), [this](int start) { return matchFrom(start); }));
}

bool PhraseMatcher::matchFrom(int start)
{
    // The windows of the slots of one token start and end in the slots' order, so taking the first free
    // position is never wrong.
    m_lastTaken.assign(m_cursors.size(), INT_MIN);
    for (std::size_t slot = 0; slot < m_slots.size(); ++slot) {
        int &taken = m_lastTaken[m_slots[slot]];
        const auto positions = m_cursors[m_slots[slot]].positions();
        int least = start + static_cast<int>(slot);
        if (taken != INT_MIN)
            least = std::max(least, taken + 1);
        const auto found = std::lower_bound(positions.begin(), positions.end(), least);
        if (found == positions.end() || *found > start + static_cast<int>(slot) + m_slop)
            return false;
        taken = *found;
    }
    return true;
}

} // namespace explorer::index
