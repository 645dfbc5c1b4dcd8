#include "core/index/lucene/segment/postingblock.h"

#include <algorithm>

namespace explorer::index
{

PostingBlock::PostingBlock(const FieldTerms &terms, std::uint32_t ordinal, int documents, bool hasFrequencies)
    : m_cursor(terms, ordinal, documents),
      m_density(static_cast<double>(m_cursor.documentFrequency()) / std::max(documents, 1)),
      m_hasFrequencies(hasFrequencies)
{
    // What is compared with before it is written.
    m_documents.fill(-1);
    m_frequencies.fill(1);
}

bool PostingBlock::load(int target)
{
    // After a jump the wanted document is among the next 17; a jump over fewer costs more than it saves.
    constexpr int kAfterJump = 32;
    constexpr double kLeastJump = 48;
    const bool isFar = m_density * (static_cast<double>(target) - m_last) > kLeastJump;
    m_hasJumped = isFar && m_cursor.skipTo(target);
    m_count = m_cursor.nextBlock(m_documents.data(), m_hasFrequencies ? m_frequencies.data() : nullptr,
                                 m_hasJumped ? kAfterJump : kSize);
    m_last = m_count > 0 ? m_documents[static_cast<std::size_t>(m_count) - 1] : -1;
    m_hasSlots = false;
    return m_count > 0;
}

PostingBlock::Found PostingBlock::find(const int *documents, int count, int *from, int *places)
{
    constexpr int kFew = 4;
    if (m_count == 0 || count == 0)
        return {};
    if (count < kFew || documents[kFew - 1] > m_last)
        return findOne(documents, count, from, places);
    return m_last - m_documents[0] < kSlots ? findBySlot(documents, count, from, places)
                                            : findByMerge(documents, count, from, places);
}

PostingBlock::Found PostingBlock::findOne(const int *documents, int count, int *from, int *places) const
{
    Found result;
    const auto end = m_documents.begin() + m_count;
    auto at = m_documents.begin();
    for (; result.looked < count && documents[result.looked] <= m_last; ++result.looked) {
        at = std::lower_bound(at, end, documents[result.looked]);
        if (*at != documents[result.looked])
            continue;
        from[result.found] = result.looked;
        places[result.found++] = static_cast<int>(at - m_documents.begin());
    }
    return result;
}

PostingBlock::Found PostingBlock::findBySlot(const int *documents, int count, int *from, int *places)
{
    constexpr auto kMask = static_cast<unsigned>(kSlots - 1);
    if (!m_slots)
        m_slots = std::make_unique<std::array<std::uint8_t, kSlots>>();
    std::uint8_t *const slots = m_slots->data();
    if (!m_hasSlots) {
        for (std::size_t i = 0; i < static_cast<std::size_t>(m_count); ++i)
            slots[static_cast<unsigned>(m_documents[i]) & kMask] = static_cast<std::uint8_t>(i);
        m_hasSlots = true;
    }
    // A slot of an older block leads to a document that is before those looked up, or to another one of this
    // block: never to the one that is looked up. No branch depends on what is found.
    const int last = m_last;
    int found = 0;
    int i = 0;
    for (; i < count && documents[i] <= last; ++i) {
        const int wanted = documents[i];
        const std::size_t place = slots[static_cast<unsigned>(wanted) & kMask];
        from[found] = i;
        places[found] = static_cast<int>(place);
        found += static_cast<int>(m_documents[place] == wanted);
    }
    return {i, found};
}

PostingBlock::Found PostingBlock::findByMerge(const int *documents, int count, int *from, int *places) const
{
    const int *const postings = m_documents.data();
    int found = 0;
    int i = 0;
    int at = 0;
    // Without branches but for the loop's.
    while (i < count && at < m_count) {
        const int wanted = documents[i];
        const int posting = postings[at];
        from[found] = i;
        places[found] = at;
        found += static_cast<int>(wanted == posting);
        i += static_cast<int>(wanted <= posting);
        at += static_cast<int>(posting <= wanted);
    }
    return {i, found};
}

} // namespace explorer::index
