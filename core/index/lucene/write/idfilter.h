#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace explorer::index
{

/// A blocked Bloom filter (Putze, Sanders, Singler 2007) over the ids of one segment: 12 bits an id, all bits
/// of an id in one cache line. "No" is always right; "perhaps" is wrong for about one foreign id in a
/// hundred.
class IdFilter
{
public:
    /// For up to `ids` ids.
    explicit IdFilter(std::size_t ids);
    /// An id's hash, the same for all filters of a process.
    static std::uint64_t hash(std::string_view id);
    void insert(std::uint64_t hash);
    [[nodiscard]] bool mayContain(std::uint64_t hash) const;

private:
    static constexpr std::size_t kBlockWords = 8;
    struct alignas(64) Block {
        std::uint64_t words[kBlockWords] = {};
    };
    [[nodiscard]] std::size_t blockOf(std::uint64_t hash) const;

    std::vector<Block> m_blocks;
};

} // namespace explorer::index
