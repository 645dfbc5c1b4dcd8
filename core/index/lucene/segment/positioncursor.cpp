#include "core/index/lucene/segment/positioncursor.h"

#include <algorithm>
#include <cstring>

namespace explorer::index
{
namespace
{

constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101ULL;
constexpr std::size_t kWord = sizeof(std::uint64_t);

std::uint64_t wordAt(const std::uint8_t *at)
{
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    return word;
}

/// Numbers that end in `words` words of 8 bytes, at most 255.
std::uint64_t countEnds(const std::uint8_t *at, std::size_t words)
{
    constexpr std::uint64_t kBytes = 0x00FF'00FF'00FF'00FFULL;
    std::uint64_t sums = 0;
    for (std::size_t i = 0; i < words; ++i)
        sums += (~wordAt(at + kWord * i) >> 7U) & kOnes;
    return (((sums & kBytes) + ((sums >> 8U) & kBytes)) * 0x0001'0001'0001'0001ULL) >> 48U;
}

/// False where the file ends, or the number does not.
bool readStep(const std::uint8_t *&at, const std::uint8_t *end, std::uint64_t &step)
{
    step = *at++;
    if (step < 0x80)
        return true;
    step &= 0x7FU;
    for (unsigned shift = 7; at != end && shift < 35; shift += 7) {
        const std::uint64_t byte = *at++;
        step |= (byte & 0x7FU) << shift;
        if (byte < 0x80)
            return true;
    }
    return false;
}

} // namespace

PositionCursor::PositionCursor(const FieldTerms &terms, std::uint32_t ordinal, int documents)
    : m_block(terms, ordinal, documents, true)
{
    const auto file = terms.positionFile();
    m_begin = file.data();
    m_at = m_begin + terms.postings(ordinal).positionOffset;
    m_end = m_begin + file.size();
}

bool PositionCursor::load(int target)
{
    if (m_isLocated) {
        m_pending = m_before[static_cast<std::size_t>(m_block.count())] - m_passed;
    } else {
        for (int i = 0; i < m_block.count(); ++i)
            m_pending += static_cast<std::uint32_t>(m_block.frequencies()[i]);
    }
    m_isLocated = false;
    const bool isThere = m_block.load(target);
    if (m_block.hasJumped()) {
        m_at = m_begin + m_block.cursor().positionOffset();
        m_pending = 0;
    }
    return isThere;
}

void PositionCursor::passPositions(std::uint64_t count)
{
    // Eight bytes end at most eight numbers; where they end within one, it is still to be counted.
    constexpr std::uint64_t kMostWords = 255;
    while (count >= kWord && static_cast<std::size_t>(m_end - m_at) >= kWord) {
        const auto words = static_cast<std::size_t>(
            std::min({count / kWord, static_cast<std::uint64_t>(m_end - m_at) / kWord, kMostWords}));
        count -= countEnds(m_at, words);
        m_at += kWord * words;
    }
    for (; count > 0 && m_at != m_end; ++m_at)
        count -= *m_at < 0x80 ? 1 : 0;
}

bool PositionCursor::hasSingleBytes(std::uint64_t count) const
{
    if (count > static_cast<std::uint64_t>(m_end - m_at))
        return false;
    const std::uint8_t *at = m_at;
    std::uint64_t all = 0;
    for (; count >= kWord && (all & (0x80 * kOnes)) == 0; count -= kWord, at += kWord)
        all |= wordAt(at);
    if ((all & (0x80 * kOnes)) != 0)
        return false;
    return std::all_of(at, at + count, [](std::uint8_t byte) { return byte < 0x80; });
}

void PositionCursor::locateBlock()
{
    passPositions(m_pending);
    m_pending = 0;
    m_passed = 0;
    std::uint64_t before = 0;
    const auto count = static_cast<std::size_t>(m_block.count());
    for (std::size_t i = 0; i < count; ++i) {
        m_before[i] = before;
        before += static_cast<std::uint32_t>(m_block.frequencies()[i]);
    }
    m_before[count] = before;
    m_hasSingleBytes = hasSingleBytes(before);
    m_isLocated = true;
}

void PositionCursor::locate(const int *places, int count, List *lists)
{
    if (count == 0)
        return;
    if (!m_isLocated)
        locateBlock();
    const int *const frequencies = m_block.frequencies();
    // Then m_at stays where the block begins.
    if (m_hasSingleBytes) {
        const std::uint8_t *const begin = m_at;
        for (int i = 0; i < count; ++i)
            lists[i] = {begin + m_before[static_cast<std::size_t>(places[i])], frequencies[places[i]]};
        return;
    }
    for (int i = 0; i < count; ++i) {
        const std::uint64_t before = m_before[static_cast<std::size_t>(places[i])];
        passPositions(before - m_passed);
        m_passed = before;
        const auto most = std::clamp<std::ptrdiff_t>(frequencies[places[i]], 0, m_end - m_at);
        lists[i] = {m_at, static_cast<int>(most)};
    }
}

int PositionCursor::keep(int *documents, int count, int *from, List *lists)
{
    m_places.resize(static_cast<std::size_t>(count));
    int kept = 0;
    int i = 0;
    while (i < count) {
        if (m_block.last() < documents[i]) {
            if (!load(documents[i]))
                break;
            continue;
        }
        const auto [looked, found] = m_block.find(documents + i, count - i, from + kept, m_places.data());
        locate(m_places.data(), found, lists + kept);
        for (int k = kept; k < kept + found; ++k) {
            from[k] += i;
            documents[k] = documents[from[k]];
        }
        i += looked;
        kept += found;
    }
    return kept;
}

std::span<const int> PositionCursor::read(const List &list, std::vector<int> &room) const
{
    if (room.size() < static_cast<std::size_t>(list.count))
        room.resize(static_cast<std::size_t>(list.count));
    const std::uint8_t *at = list.at;
    std::uint64_t position = 0;
    int count = 0;
    while (count < list.count && at != m_end) {
        std::uint64_t step = 0;
        if (!readStep(at, m_end, step))
            break;
        position += step;
        if (position > INT_MAX / 2)
            break;
        room[static_cast<std::size_t>(count++)] = static_cast<int>(position);
    }
    return {room.data(), static_cast<std::size_t>(count)};
}

} // namespace explorer::index
