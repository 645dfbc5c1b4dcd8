#include "core/index/lucene/execute/alignmentdistance.h"

#include <algorithm>

namespace explorer::index
{
namespace
{

/// Terms of an index are well formed; anything else still gives one character a lead byte.
void decodeInto(std::string_view utf8, std::u32string &target)
{
    target.resize(utf8.size());
    std::size_t count = 0;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[i++]);
        char32_t character = lead;
        if (lead >= 0xC0) {
            character = lead >= 0xF0 ? lead & 0x07U : lead >= 0xE0 ? lead & 0x0FU : lead & 0x1FU;
            for (; i < utf8.size() && (static_cast<unsigned char>(utf8[i]) & 0xC0U) == 0x80U; ++i)
                character = (character << 6U) | (static_cast<unsigned char>(utf8[i]) & 0x3FU);
        }
        target[count++] = character;
    }
    target.resize(count);
}

} // namespace

AlignmentDistance::AlignmentDistance(std::string_view text, int most) : m_most(most)
{
    decodeInto(text, m_text);
    if (m_text.size() > kMostBits)
        return;
    for (std::size_t i = 0; i < m_text.size(); ++i) {
        const std::uint64_t bit = std::uint64_t{1} << i;
        if (m_text[i] < 128) {
            m_asciiPlaces[m_text[i]] |= bit;
            continue;
        }
        const auto known = std::find_if(m_otherPlaces.begin(), m_otherPlaces.end(),
                                        [&](const auto &each) { return each.first == m_text[i]; });
        if (known != m_otherPlaces.end())
            known->second |= bit;
        else
            m_otherPlaces.emplace_back(m_text[i], bit);
    }
}

std::uint64_t AlignmentDistance::placesOf(char32_t character) const
{
    if (character < 128)
        return m_asciiPlaces[character];
    for (const auto &[known, places] : m_otherPlaces) {
        if (known == character)
            return places;
    }
    return 0;
}

bool AlignmentDistance::isWithin(std::string_view other)
{
    decodeInto(other, m_other);
    const auto between =
        static_cast<std::ptrdiff_t>(m_text.size()) - static_cast<std::ptrdiff_t>(m_other.size());
    if (std::abs(between) > m_most)
        return false;
    if (m_text.empty() || m_other.empty())
        return true;
    return m_text.size() <= kMostBits ? isWithinByBits() : isWithinByRows();
}

bool AlignmentDistance::isWithinByBits() const
{
    // Names as in the paper: where a vertical step goes up or down, and where the diagonal stays.
    std::uint64_t verticalUp = ~std::uint64_t{0};
    std::uint64_t verticalDown = 0;
    std::uint64_t diagonalZero = 0;
    std::uint64_t placesBefore = 0;
    const std::uint64_t last = std::uint64_t{1} << (m_text.size() - 1);
    auto distance = static_cast<int>(m_text.size());
    auto left = static_cast<int>(m_other.size());
    for (const char32_t character : m_other) {
        const std::uint64_t places = placesOf(character);
        const std::uint64_t swapped = ((~diagonalZero & places) << 1U) & placesBefore;
        diagonalZero = (((places & verticalUp) + verticalUp) ^ verticalUp) | places | verticalDown | swapped;
        std::uint64_t horizontalUp = verticalDown | ~(diagonalZero | verticalUp);
        std::uint64_t horizontalDown = diagonalZero & verticalUp;
        distance += (horizontalUp & last) != 0 ? 1 : 0;
        distance -= (horizontalDown & last) != 0 ? 1 : 0;
        // Each character that is left brings it down by one at most.
        if (distance - --left > m_most)
            return false;
        horizontalUp = (horizontalUp << 1U) | 1U;
        horizontalDown <<= 1U;
        verticalUp = horizontalDown | ~(diagonalZero | horizontalUp);
        verticalDown = horizontalUp & diagonalZero;
        placesBefore = places;
    }
    return distance <= m_most;
}

bool AlignmentDistance::isWithinByRows()
{
    const std::u32string &a = m_text;
    const std::u32string &b = m_other;
    const int beyond = m_most + 1;
    for (auto &row : m_rows)
        row.assign(b.size() + 1, beyond);
    for (std::size_t j = 0; j <= b.size(); ++j)
        m_rows[0][j] = std::min(static_cast<int>(j), beyond);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto &row = m_rows[i % 3];
        const auto &previous = m_rows[(i + 2) % 3];
        const auto &beforePrevious = m_rows[(i + 1) % 3];
        // Outside of the band no way is short enough.
        const auto band = static_cast<std::size_t>(m_most);
        const std::size_t first = i > band ? i - band : 1;
        const std::size_t end = std::min(b.size(), i + band);
        row[first - 1] = first == 1 ? std::min(static_cast<int>(i), beyond) : beyond;
        int least = row[first - 1];
        for (std::size_t j = first; j <= end; ++j) {
            const bool same = a[i - 1] == b[j - 1];
            int best = std::min({previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                best = std::min(best, beforePrevious[j - 2] + 1);
            row[j] = std::min(best, beyond);
            least = std::min(least, row[j]);
        }
        if (end < b.size())
            row[end + 1] = beyond;
        // A swap reaches back two rows: it needs the row before to be near, too.
        if (least > m_most && *std::min_element(previous.begin(), previous.end()) > m_most)
            return false;
    }
    return m_rows[a.size() % 3][b.size()] <= m_most;
}

} // namespace explorer::index
