#pragma once

#include "core/index/lucene/format/termdictionarywriter.h"

#include <array>
#include <cstdint>
#include <vector>

namespace explorer::index
{

/// Where the postings stand before a document of a term.
struct SkipPoint {
    std::uint32_t previousDocument = 0;
    std::uint64_t frequencyPointer = 0;
    std::uint64_t positionPointer = 0;
};

/// Collects the skip list of one term in memory, at most kMaxSkipLevels levels: level n has an entry every
/// 16^(n+1) documents, with a pointer to the one below.
class SkipListWriter
{
public:
    /// `start`: where the term's postings begin.
    void beginTerm(const SkipPoint &start);
    /// Before the `count`-th document of the term, a multiple of kSkipInterval, is written.
    void add(std::uint32_t count, const SkipPoint &point);
    /// Highest level first; nothing where there was no point.
    void write(IndexOutput &output) const;

private:
    struct Level {
        std::vector<std::uint8_t> bytes;
        SkipPoint last;
    };
    static void append(Level &level, std::uint64_t value);

    std::array<Level, kMaxSkipLevels> m_levels;
    SkipPoint m_start;
    std::uint32_t m_used = 0;
};

} // namespace explorer::index
