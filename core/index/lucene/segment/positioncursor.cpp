#include "core/index/lucene/segment/positioncursor.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace explorer::index
{

PositionCursor::PositionCursor(const FieldTerms &terms, std::uint32_t ordinal, int documents)
    : m_postings(terms, ordinal, documents)
{
    const auto file = terms.positionFile();
    m_begin = file.data();
    m_at = m_begin + terms.postings(ordinal).positionOffset;
    m_end = m_begin + file.size();
}

int PositionCursor::advance(int target)
{
    for (;;) {
        while (m_index < m_count && m_documents[m_index] < target) {
            m_pending += m_isDecoded ? 0 : static_cast<std::uint64_t>(m_frequencies[m_index]);
            m_isDecoded = false;
            ++m_index;
        }
        if (m_index < m_count)
            return m_document = m_documents[m_index];
        if (m_postings.skipTo(target)) {
            m_at = m_begin + m_postings.positionOffset();
            m_pending = 0;
        }
        m_index = 0;
        m_count =
            static_cast<std::size_t>(m_postings.nextBlock(m_documents.data(), m_frequencies.data(), kBlock));
        if (m_count == 0)
            return m_document = kNoMoreDocuments;
    }
}

void PositionCursor::passPositions(std::uint64_t count)
{
    // Eight bytes end at most eight numbers; where they end within one, it is still to be counted.
    while (count >= 8 && m_end - m_at >= 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, m_at, sizeof eight);
        count -= static_cast<std::uint64_t>(std::popcount(~eight & 0x8080'8080'8080'8080ULL));
        m_at += sizeof eight;
    }
    for (; count > 0 && m_at != m_end; ++m_at)
        count -= *m_at < 0x80 ? 1 : 0;
}

bool PositionCursor::readStep(std::uint64_t &step)
{
    // Nearly every step is a byte.
    step = *m_at++;
    if (step < 0x80)
        return true;
    step &= 0x7FU;
    for (unsigned shift = 7; m_at != m_end && shift < 35; shift += 7) {
        const std::uint64_t byte = *m_at++;
        step |= (byte & 0x7FU) << shift;
        if (byte < 0x80)
            return true;
    }
    return false;
}

std::span<const int> PositionCursor::positions()
{
    if (m_isDecoded || m_index >= m_count)
        return {m_positions.data(), m_positionCount};
    passPositions(m_pending);
    m_pending = 0;
    m_isDecoded = true;
    m_positionCount = 0;
    // A position takes a byte at least, so that a damaged frequency cannot ask for more than the file has.
    const auto most =
        static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(m_frequencies[m_index], 0, m_end - m_at));
    if (m_positions.size() < most)
        m_positions.resize(most);
    std::uint64_t position = 0;
    while (m_positionCount < most && m_at != m_end) {
        std::uint64_t step = 0;
        if (!readStep(step))
            break;
        position += step;
        if (position > INT_MAX / 2)
            break;
        m_positions[m_positionCount++] = static_cast<int>(position);
    }
    return {m_positions.data(), m_positionCount};
}

} // namespace explorer::index
