#include "core/index/lucene/write/idfilter.h"

#include <functional>

namespace explorer::index
{
namespace
{

constexpr std::size_t kBitsPerId = 12;
constexpr std::size_t kBitsPerBlock = 512;
constexpr int kProbes = 7;
constexpr unsigned kProbeBits = 9;

/// Seven places of nine bits each, independent of the bits that choose the block.
std::uint64_t placesOf(std::uint64_t hash) { return (hash * 0x9E37'79B9'7F4A'7C15ULL) >> 1U; }

} // namespace

IdFilter::IdFilter(std::size_t ids) : m_blocks((ids * kBitsPerId + kBitsPerBlock - 1) / kBitsPerBlock + 1) {}

std::uint64_t IdFilter::hash(std::string_view id) { return std::hash<std::string_view>()(id); }

std::size_t IdFilter::blockOf(std::uint64_t hash) const
{
    return static_cast<std::size_t>(((hash >> 32U) * m_blocks.size()) >> 32U);
}

void IdFilter::insert(std::uint64_t hash)
{
    Block &block = m_blocks[blockOf(hash)];
    std::uint64_t places = placesOf(hash);
    for (int i = 0; i < kProbes; ++i, places >>= kProbeBits)
        block.words[(places >> 6U) & (kBlockWords - 1)] |= 1ULL << (places & 63U);
}

bool IdFilter::mayContain(std::uint64_t hash) const
{
    const Block &block = m_blocks[blockOf(hash)];
    std::uint64_t places = placesOf(hash);
    for (int i = 0; i < kProbes; ++i, places >>= kProbeBits) {
        if ((block.words[(places >> 6U) & (kBlockWords - 1)] >> (places & 63U) & 1U) == 0)
            return false;
    }
    return true;
}

} // namespace explorer::index
