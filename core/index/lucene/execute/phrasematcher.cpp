#include "core/index/lucene/execute/phrasematcher.h"

#include <algorithm>
#include <numeric>

namespace explorer::index
{
namespace
{

/// Of candidates with one occurrence of each token, which most are; -1: it is not one.
int countSingle(const std::vector<const PositionCursor::List *> &slots, std::size_t at)
{
    const PositionCursor::List &first = slots[0][at];
    if (first.count != 1)
        return -1;
    const unsigned start = *first.at;
    unsigned bytes = start;
    unsigned differences = 0;
    for (std::size_t slot = 1; slot < slots.size(); ++slot) {
        const PositionCursor::List &list = slots[slot][at];
        if (list.count != 1)
            return -1;
        bytes |= *list.at;
        differences |= *list.at ^ (start + static_cast<unsigned>(slot));
    }
    if (bytes >= 0x80)
        return -1;
    return differences == 0 ? 1 : 0;
}

} // namespace

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
    m_lists.resize(different.size());
    m_slotLists.resize(m_slots.size());
    m_rooms.resize(different.size());
    m_positions.resize(different.size());
    m_byRarity.resize(different.size());
    std::iota(m_byRarity.begin(), m_byRarity.end(), std::size_t{0});
    std::stable_sort(m_byRarity.begin(), m_byRarity.end(), [this](std::size_t a, std::size_t b) {
        return m_cursors[a].documentFrequency() < m_cursors[b].documentFrequency();
    });
}

bool PhraseMatcher::refill(int target)
{
    const std::size_t rarest = m_byRarity.front();
    PositionCursor &leader = m_cursors[rarest];
    m_at = 0;
    do {
        m_interrupt.tick();
        if (!leader.load(target)) {
            m_count = 0;
            return false;
        }
        const PostingBlock &block = leader.block();
        m_lastAhead = block.last();
        const int *const end = block.documents() + block.count();
        const int *const begin = std::lower_bound(block.documents(), end, target);
        std::copy(begin, end, m_documents.begin());
        m_count = static_cast<std::size_t>(match(m_documents.data(), static_cast<int>(end - begin), 1,
                                                 static_cast<int>(begin - block.documents())));
    } while (m_count == 0);
    return true;
}

int PhraseMatcher::advance(int target)
{
    while (m_at < m_count && m_documents[m_at] < target)
        ++m_at;
    if (m_at == m_count && !refill(std::max(target, m_cursors[m_byRarity.front()].block().last() + 1)))
        return m_document = kNoMoreDocuments;
    return m_document = m_documents[m_at];
}

int PhraseMatcher::nextBlock(int *documents, float *scores, int capacity)
{
    if (m_document == kNoMoreDocuments)
        return 0;
    m_given.resize(static_cast<std::size_t>(capacity));
    int count = 0;
    while (count < capacity) {
        if (m_at == m_count && !refill(m_cursors[m_byRarity.front()].block().last() + 1)) {
            m_document = kNoMoreDocuments;
            break;
        }
        const int more = std::min(capacity - count, static_cast<int>(m_count - m_at));
        std::copy_n(m_documents.begin() + static_cast<std::ptrdiff_t>(m_at), more, documents + count);
        std::copy_n(m_frequencies.begin() + static_cast<std::ptrdiff_t>(m_at), more, m_given.begin() + count);
        m_at += static_cast<std::size_t>(more);
        count += more;
    }
    if (scores != nullptr)
        m_similarity.score(documents, m_given.data(), scores, count);
    return count;
}

int PhraseMatcher::keep(int *documents, double *sums, int count)
{
    m_interrupt.tick();
    int looked = 0;
    int kept = 0;
    const auto take = [&](int from, int document, std::size_t match) {
        documents[kept] = document;
        if (sums != nullptr)
            sums[kept] = sums[from] + static_cast<double>(m_similarity.score(document, m_frequencies[match]));
        ++kept;
    };
    // The other tokens' cursors are past what was found ahead.
    for (; looked < count && documents[looked] <= m_lastAhead; ++looked) {
        while (m_at < m_count && m_documents[m_at] < documents[looked])
            ++m_at;
        if (m_at < m_count && m_documents[m_at] == documents[looked])
            take(looked, documents[looked], m_at);
    }
    if (looked == count)
        return kept;
    m_at = m_count = 0;
    const auto more = static_cast<std::size_t>(match(documents + looked, count - looked, 0, looked));
    for (std::size_t i = 0; i < more; ++i)
        take(m_origins[i], documents[static_cast<std::size_t>(looked) + i], i);
    return kept;
}

int PhraseMatcher::match(int *documents, int count, std::size_t tokens, int origin)
{
    const auto size = static_cast<std::size_t>(count);
    m_origins.resize(size);
    std::iota(m_origins.begin(), m_origins.end(), origin);
    m_from.resize(size);
    for (auto &lists : m_lists)
        lists.resize(size);
    for (std::size_t i = tokens; i < m_byRarity.size() && count > 0; ++i) {
        const std::size_t next = m_byRarity[i];
        count = m_cursors[next].keep(documents, count, m_from.data(), m_lists[next].data());
        for (std::size_t k = 0; k < static_cast<std::size_t>(count); ++k)
            m_origins[k] = m_origins[static_cast<std::size_t>(m_from[k])];
        for (std::size_t before = tokens; before < i; ++before) {
            auto &lists = m_lists[m_byRarity[before]];
            for (std::size_t k = 0; k < static_cast<std::size_t>(count); ++k)
                lists[k] = lists[static_cast<std::size_t>(m_from[k])];
        }
    }
    for (std::size_t i = 0; i < tokens; ++i)
        m_cursors[m_byRarity[i]].locate(m_origins.data(), count, m_lists[m_byRarity[i]].data());
    return countPhrases(documents, count);
}

int PhraseMatcher::countPhrases(int *documents, int count)
{
    m_frequencies.resize(static_cast<std::size_t>(count));
    for (std::size_t slot = 0; slot < m_slots.size(); ++slot)
        m_slotLists[slot] = m_lists[m_slots[slot]].data();
    std::size_t kept = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
        int frequency = m_slop == 0 ? countSingle(m_slotLists, i) : -1;
        if (frequency < 0) {
            for (std::size_t k = 0; k < m_cursors.size(); ++k)
                m_positions[k] = m_cursors[k].read(m_lists[k][i], m_rooms[k]);
            frequency = m_slop == 0 ? countExact() : countSloppy();
        }
        documents[kept] = documents[i];
        m_origins[kept] = m_origins[i];
        m_frequencies[kept] = frequency;
        kept += frequency > 0 ? 1 : 0;
    }
    return static_cast<int>(kept);
}

int PhraseMatcher::countExact()
{
    const auto first = m_positions[m_slots[0]];
    if (m_slots.size() == 1)
        return static_cast<int>(first.size());
    keepStarts(first, 1);
    for (std::size_t slot = 2; slot < m_slots.size() && !m_starts.empty(); ++slot)
        keepStarts(m_starts, slot);
    return static_cast<int>(m_starts.size());
}

void PhraseMatcher::keepStarts(std::span<const int> starts, std::size_t slot)
{
    const auto positions = m_positions[m_slots[slot]];
    if (m_starts.size() < starts.size())
        m_starts.resize(starts.size());
    std::size_t i = 0;
    std::size_t at = 0;
    std::size_t kept = 0;
    m_interrupt.tick(starts.size());
    // Without branches but for the loop's.
    while (i < starts.size() && at < positions.size()) {
        const int start = starts[i];
        const int wanted = start + static_cast<int>(slot);
        const int position = positions[at];
        m_starts[kept] = start;
        kept += static_cast<std::size_t>(position == wanted);
        i += static_cast<std::size_t>(wanted <= position);
        at += static_cast<std::size_t>(position <= wanted);
    }
    m_starts.resize(kept);
}

int PhraseMatcher::countSloppy()
{
    m_windows.clear();
    for (std::size_t slot = 0; slot < m_slots.size(); ++slot)
        m_windows.add(slot, m_positions[m_slots[slot]]);
    m_windows.begin();
    int count = 0;
    while (const auto start = m_windows.next())
        count += matchFrom(static_cast<int>(*start)) ? 1 : 0;
    return count;
}

bool PhraseMatcher::matchFrom(int start)
{
    // The windows of the slots of one token start and end in the slots' order, so taking the first free
    // position is never wrong.
    m_lastTaken.assign(m_cursors.size(), INT_MIN);
    for (std::size_t slot = 0; slot < m_slots.size(); ++slot) {
        m_interrupt.tick();
        int &taken = m_lastTaken[m_slots[slot]];
        const auto positions = m_positions[m_slots[slot]];
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
