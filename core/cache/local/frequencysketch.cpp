#include "core/cache/local/frequencysketch.h"

#include <algorithm>
#include <array>
#include <bit>

namespace explorer::cache
{
namespace
{

constexpr std::uint64_t kCounterMask = 15;
constexpr std::uint64_t kHalvedMask = 0x7777'7777'7777'7777ULL;
constexpr std::int64_t kUsesAnEntry = 10;
/// Smaller, and the keys of a scan would share their counters with those that are asked for.
constexpr std::int64_t kLeastEntries = 1024;
constexpr std::array<std::uint64_t, 4> kSeeds{0xc3a5'c85c'97cb'3127ULL, 0xb492'b66f'be98'f273ULL,
                                              0x9ae1'6a3b'2f90'404fULL, 0xcbf2'9ce4'8422'2325ULL};

/// Mixes all bits into all bits (the finisher of splitmix64).
std::uint64_t mix(std::uint64_t value)
{
    value = (value ^ (value >> 30)) * 0xbf58'476d'1ce4'e5b9ULL;
    value = (value ^ (value >> 27)) * 0x94d0'49bb'1331'11ebULL;
    return value ^ (value >> 31);
}

} // namespace

FrequencySketch::FrequencySketch(std::int64_t expectedEntries)
    : m_words(std::bit_ceil(static_cast<std::size_t>(std::max(expectedEntries, kLeastEntries)))),
      m_sampleLimit(kUsesAnEntry * static_cast<std::int64_t>(m_words.size()))
{
}

FrequencySketch::Place FrequencySketch::place(std::size_t hash, int row) const
{
    const std::uint64_t mixed = mix(hash ^ kSeeds[static_cast<std::size_t>(row)]);
    // Each row has its own four counters of a word, so that the rows never share one.
    const int counter = row * 4 + static_cast<int>(mixed >> 62);
    return {static_cast<std::size_t>(mixed) & (m_words.size() - 1), counter * 4};
}

void FrequencySketch::record(std::size_t hash)
{
    bool isChanged = false;
    for (int row = 0; row < kRows; ++row) {
        const Place at = place(hash, row);
        if (((m_words[at.word] >> at.shift) & kCounterMask) == kCounterMask)
            continue;
        m_words[at.word] += std::uint64_t{1} << at.shift;
        isChanged = true;
    }
    if (isChanged && ++m_recorded >= m_sampleLimit)
        halve();
}

int FrequencySketch::frequency(std::size_t hash) const
{
    std::uint64_t least = kCounterMask;
    for (int row = 0; row < kRows; ++row) {
        const Place at = place(hash, row);
        least = std::min(least, (m_words[at.word] >> at.shift) & kCounterMask);
    }
    return static_cast<int>(least);
}

void FrequencySketch::halve()
{
    for (std::uint64_t &word : m_words)
        word = (word >> 1) & kHalvedMask;
    m_recorded /= 2;
}

} // namespace explorer::cache
