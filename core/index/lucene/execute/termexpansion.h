#pragma once

#include "core/index/lucene/interrupt.h"
#include "core/index/lucene/segment/fieldterms.h"

#include <cstdint>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace explorer::index
{

inline constexpr std::size_t kExpansionLimit = 1024;
inline constexpr std::size_t kFuzzyExpansionLimit = 50;
/// Of terms compared with one wildcard or regex, over all segments: a second or two of work.
inline constexpr std::size_t kExpansionBytes = std::size_t{256} << 20U;

/// The ordinals that a wildcard, regex or fuzzy stands for in one segment, ascending.
using ExpandedTerms = std::vector<std::uint32_t>;

/// Finds the terms of each segment that a part of a query stands for. Past the limit of distinct ones
/// and past that of work the search stops with "too_many_expansions" (SearchStopped).
class TermExpansion
{
public:
    /// `terms` by segment, null where it lacks the field; they outlive it.
    TermExpansion(std::vector<const FieldTerms *> terms, Interrupt &interrupt);

    /// By segment.
    std::vector<ExpandedTerms> wildcard(const std::string &pattern);
    std::vector<ExpandedTerms> regex(const std::string &pattern, bool ignoreCase);
    std::vector<ExpandedTerms> fuzzy(const std::string &text, int distance);

private:
    using Test = std::function<bool(std::string_view)>;
    struct Limit {
        std::size_t terms;
        std::string what;
    };
    /// Tries the terms from `low` on that are not above `high` (empty: no end); no test: all of them.
    std::vector<ExpandedTerms> collect(const std::string &low, const std::string &high, const Limit &limit,
                                       const Test &test);
    void take(const FieldTerms &terms, std::uint32_t ordinal, const Limit &limit, ExpandedTerms &found);
    void spend(std::size_t bytes, const Limit &limit);

    std::vector<const FieldTerms *> m_terms;
    Interrupt &m_interrupt;
    std::set<std::string_view> m_distinct;
    std::size_t m_bytes = 0;
};

} // namespace explorer::index
