#pragma once

#include "core/index/lucene/segment/fieldterms.h"

#include <array>
#include <cstdint>

namespace explorer::index
{

/// Walks the skip list of one term (up to 10 levels, 16 entries each to one of the level above). A damaged
/// entry ends its use. One thread.
class SkipList
{
public:
    /// A place between two postings.
    struct Point {
        /// Of the last posting before it.
        int document = 0;
        /// Postings before it.
        std::uint32_t read = 0;
        std::uint64_t frequencyOffset = 0;
        std::uint64_t positionOffset = 0;
    };
    /// The term must have a skip list.
    SkipList(const FieldTerms &terms, const TermPostings &postings, int documents);
    /// The last point after which `target` still comes; targets only ascend.
    const Point &seek(int target);

private:
    static constexpr int kMaxLevels = 10;
    struct Level {
        const std::uint8_t *at = nullptr;
        /// Where child pointers of the level above count from.
        const std::uint8_t *begin = nullptr;
        const std::uint8_t *end = nullptr;
        Point taken;
        Point next;
        bool hasNext = false;
        std::uint64_t takenChild = 0;
        std::uint64_t nextChild = 0;
        /// Entries up to `taken`, and of all.
        std::uint32_t count = 0;
        std::uint32_t size = 0;
        /// Postings from one entry to the next.
        std::uint32_t interval = 0;
    };
    bool peek(int level);
    bool descend(int level);
    bool readNumber(Level &level, std::uint64_t &value) const;

    std::array<Level, kMaxLevels> m_levels;
    int m_levelCount = 0;
    int m_documents;
    std::uint64_t m_frequenciesEnd = 0;
    std::uint64_t m_positionsEnd = 0;
    bool m_isDamaged = false;
};

} // namespace explorer::index
