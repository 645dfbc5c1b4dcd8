#pragma once

#include "core/index/lucene/columns.h"
#include "core/index/lucene/indexview.h"
#include "core/index/lucene/interrupt.h"
#include "core/query/tree.h"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace explorer::index
{

inline constexpr std::size_t kExpansionLimit = 1024;
inline constexpr std::size_t kFuzzyExpansionLimit = 50;

/// The terms of a segment that a wildcard, regex or fuzzy stands for.
using ExpandedTerms = std::vector<std::string>;

inline namespace reading
{

/// Collects the terms of each segment of a view; past the limit of distinct ones the search stops with
/// "too_many_expansions".
class TermExpansion
{
public:
    TermExpansion(const IndexView &view, std::wstring field, Interrupt &interrupt)
        : m_view(view), m_field(std::move(field)), m_interrupt(interrupt)
    {
    }
    /// By segment.
    std::vector<ExpandedTerms> wildcard(const std::string &pattern);
    std::vector<ExpandedTerms> regex(const std::string &pattern, bool ignoreCase);
    std::vector<ExpandedTerms> fuzzy(const std::string &text, int distance);

private:
    using Test = std::function<bool(std::string_view)>;
    /// Tries the terms from `low` on that are not above `high` (empty: no end).
    std::vector<ExpandedTerms> collect(const std::string &low, const std::string &high, std::size_t limit,
                                       const std::string &what, const Test &test);

    const IndexView &m_view;
    std::wstring m_field;
    Interrupt &m_interrupt;
};

/// `*` and `?` over a whole text; `\` makes the next character literal. A `?` is one code point.
class WildcardPattern
{
public:
    explicit WildcardPattern(std::string_view pattern);
    [[nodiscard]] bool matches(std::string_view text) const;
    /// What every match begins with.
    [[nodiscard]] const std::string &prefix() const { return m_prefix; }

private:
    enum class Kind : std::uint8_t { Byte, One, Any };
    struct Step {
        Kind kind;
        char byte;
    };
    std::vector<Step> m_steps;
    std::string m_prefix;
};

} // namespace reading

/// The optimal string alignment distance of two texts in code points, or `most` + 1 where it is above `most`.
int alignmentDistance(std::u32string_view a, std::u32string_view b, int most);

} // namespace explorer::index
