#pragma once

#include "core/index/lucene/segment/fieldterms.h"
#include "core/index/searchindex.h"

#include <cstdint>
#include <string_view>

namespace explorer::index
{

/// Unsigned integers that sort like signed ones. ordered(a + b) is ordered(a) + b.
inline std::uint64_t ordered(std::int64_t value) { return static_cast<std::uint64_t>(value) ^ (1ULL << 63U); }
inline std::int64_t unordered(std::uint64_t value)
{
    return static_cast<std::int64_t>(value ^ (1ULL << 63U));
}

/// A document's place in one sort field: smaller is better; what is missing comes last.
struct SortKey {
    bool missing = false;
    std::uint64_t value = 0;
    auto operator<=>(const SortKey &) const = default;
};

/// Twice the ordinal plus one, so that a text that the segment lacks has a place between its neighbours.
/// `terms` may be null.
std::uint64_t keyOfText(const FieldTerms *terms, std::string_view text);

/// -1, 0 or 1; a missing value comes last in both directions.
int compareSortValues(const SortValue &a, const SortValue &b, bool descending);

} // namespace explorer::index
