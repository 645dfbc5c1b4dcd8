#pragma once

#include "core/api/schema.h"
#include "core/index/lucene/execute/bm25.h"
#include "core/index/lucene/execute/indexview.h"
#include "core/index/lucene/execute/matcher.h"
#include "core/index/lucene/execute/termexpansion.h"
#include "core/query/tree.h"

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace explorer::index
{

/// Turns a checked tree into matchers, segment by segment. What needs all segments (term statistics,
/// expansions) is worked out once. One search, one thread; the view outlives it.
class QueryPlanner
{
public:
    QueryPlanner(const IndexView &view, const api::Schema &schema, Interrupt &interrupt)
        : m_view(view), m_schema(schema), m_interrupt(interrupt)
    {
    }
    /// Root and filters together; filters do not score, and without `isScored` nothing does. The planner
    /// outlives the matcher. Throws SearchStopped.
    MatcherPtr plan(const query::NodePtr &root, const std::vector<query::NodePtr> &filters,
                    std::size_t segment, bool isScored);

private:
    struct Visitor;
    /// A boost of 0 is not scored.
    MatcherPtr build(const query::NodePtr &node, double boost);
    MatcherPtr term(const std::string &field, const std::string &text, double boost);
    MatcherPtr termAt(const std::string &field, const FieldTerms &terms, std::uint32_t ordinal, double boost);
    MatcherPtr phrase(const query::Phrase &phrase, double boost);
    MatcherPtr numberRange(const std::string &field, std::int64_t low, std::int64_t high, double boost);
    MatcherPtr doubleRange(const query::DoubleRange &range, double boost);
    MatcherPtr keywordRange(const query::KeywordRange &range, double boost);
    /// All documents with any of the texts, or of the terms, at one score.
    MatcherPtr anyText(const std::string &indexedName, const std::vector<std::string> &texts, double boost);
    MatcherPtr anyOf(const FieldTerms *terms, const ExpandedTerms &ordinals, double boost);
    MatcherPtr fuzzy(const query::Fuzzy &fuzzy, const query::Node *node, double boost);
    using Expand = std::function<std::vector<ExpandedTerms>(TermExpansion &)>;
    /// Of the segment that is planned for.
    const ExpandedTerms &expansion(const query::Node *node, const std::string &field, const Expand &expand);
    std::int64_t documentFrequency(const std::string &indexedName, std::string_view text);
    /// Lengths of a text field; of others only the number of documents is known, as nothing else counts.
    FieldLengths lengths(const std::string &field);
    Bm25 similarity(const std::string &field, double weight);
    [[nodiscard]] const Segment &segment() const { return *m_view.segments()[m_segment].segment; }
    [[nodiscard]] bool isText(const std::string &field) const;

    const IndexView &m_view;
    const api::Schema &m_schema;
    Interrupt &m_interrupt;
    std::size_t m_segment = 0;
    std::map<const query::Node *, std::vector<ExpandedTerms>> m_expansions;
    std::map<std::pair<std::string, std::string>, std::int64_t> m_documentFrequencies;
    std::map<std::string, FieldLengths, std::less<>> m_lengths;
    std::map<std::string, Bm25::LengthFactors, std::less<>> m_lengthFactors;
};

} // namespace explorer::index
