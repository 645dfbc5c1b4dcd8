#include "core/index/lucene/segment/skiplist.h"

#include <algorithm>
#include <cmath>

namespace explorer::index
{
namespace
{

constexpr std::uint32_t kInterval = 16;

} // namespace

SkipList::SkipList(const FieldTerms &terms, const TermPostings &postings, int documents)
    : m_documents(documents), m_frequenciesEnd(std::uint64_t{postings.frequencyOffset} + postings.skipOffset),
      m_positionsEnd(terms.positionFile().size())
{
    const auto file = terms.frequencyFile();
    const std::uint8_t *end = file.data() + file.size();
    // The library's formula, with its rounding.
    const double levels = std::floor(std::log(static_cast<double>(postings.documentFrequency)) /
                                     std::log(static_cast<double>(kInterval)));
    m_levelCount = std::clamp(static_cast<int>(levels), 1, kMaxLevels);
    Point start;
    start.frequencyOffset = postings.frequencyOffset;
    start.positionOffset = postings.positionOffset;
    std::uint64_t interval = 1;
    for (int i = 0; i < m_levelCount; ++i) {
        Level &level = m_levels[static_cast<std::size_t>(i)];
        interval *= kInterval;
        level.interval = static_cast<std::uint32_t>(std::min<std::uint64_t>(interval, UINT32_MAX));
        level.size = static_cast<std::uint32_t>(postings.documentFrequency / interval);
        level.taken = start;
    }
    Level cursor;
    cursor.at = file.data() + m_frequenciesEnd;
    cursor.end = end;
    for (int i = m_levelCount - 1; i >= 0; --i) {
        Level &level = m_levels[static_cast<std::size_t>(i)];
        std::uint64_t length = 0;
        if (i > 0 && (!readNumber(cursor, length) || length > static_cast<std::uint64_t>(end - cursor.at))) {
            m_isDamaged = true;
            return;
        }
        level.begin = cursor.at;
        level.at = cursor.at;
        level.end = i > 0 ? cursor.at + length : end;
        cursor.at = level.end;
    }
}

bool SkipList::readNumber(Level &level, std::uint64_t &value) const
{
    value = 0;
    for (unsigned shift = 0; shift < 63 && level.at != level.end; shift += 7) {
        const std::uint8_t next = *level.at++;
        value |= static_cast<std::uint64_t>(next & 0x7FU) << shift;
        if (next < 0x80)
            return true;
    }
    return false;
}

bool SkipList::peek(int index)
{
    Level &level = m_levels[static_cast<std::size_t>(index)];
    if (level.hasNext)
        return true;
    if (level.count >= level.size || m_isDamaged)
        return false;
    std::uint64_t document = 0;
    std::uint64_t frequencies = 0;
    std::uint64_t positions = 0;
    level.nextChild = 0;
    if (!readNumber(level, document) || !readNumber(level, frequencies) || !readNumber(level, positions) ||
        (index > 0 && !readNumber(level, level.nextChild)) ||
        document >= static_cast<std::uint64_t>(m_documents - level.taken.document) ||
        frequencies > m_frequenciesEnd - level.taken.frequencyOffset ||
        positions > m_positionsEnd - level.taken.positionOffset) {
        m_isDamaged = true;
        return false;
    }
    level.next.document = level.taken.document + static_cast<int>(document);
    level.next.read = (level.count + 1) * level.interval - 1;
    level.next.frequencyOffset = level.taken.frequencyOffset + frequencies;
    level.next.positionOffset = level.taken.positionOffset + positions;
    level.hasNext = true;
    return true;
}

bool SkipList::descend(int index)
{
    const Level &above = m_levels[static_cast<std::size_t>(index)];
    Level &level = m_levels[static_cast<std::size_t>(index) - 1];
    const std::uint32_t count = above.count * kInterval;
    if (count <= level.count)
        return true;
    if (above.takenChild > static_cast<std::uint64_t>(level.end - level.begin))
        return false;
    level.at = level.begin + above.takenChild;
    level.count = count;
    level.taken = above.taken;
    level.hasNext = false;
    return index - 1 == 0 || readNumber(level, level.takenChild);
}

const SkipList::Point &SkipList::seek(int target)
{
    for (int i = m_levelCount - 1; i >= 0 && !m_isDamaged; --i) {
        Level &level = m_levels[static_cast<std::size_t>(i)];
        while (peek(i) && level.next.document < target) {
            level.taken = level.next;
            level.takenChild = level.nextChild;
            level.hasNext = false;
            ++level.count;
        }
        if (i > 0 && !descend(i))
            m_isDamaged = true;
    }
    return m_levels[0].taken;
}

} // namespace explorer::index
