#pragma once

#include "core/api/schema.h"
#include "core/index/lucene/indexview.h"
#include "core/index/lucene/matcher.h"
#include "core/index/lucene/postingmatchers.h"
#include "core/index/lucene/termexpansion.h"
#include "core/query/tree.h"

#include <map>
#include <memory>

namespace explorer::index
{

inline namespace reading
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
    /// Root and filters together; filters do not score. Throws SearchStopped.
    MatcherPtr plan(const query::NodePtr &root, const std::vector<query::NodePtr> &filters,
                    std::size_t segment);

private:
    struct Visitor;
    MatcherPtr build(const query::NodePtr &node, double boost);
    MatcherPtr term(const std::string &field, const std::string &text, double boost);
    MatcherPtr phrase(const query::Phrase &phrase, double boost);
    MatcherPtr numberRange(const std::string &field, std::int64_t low, std::int64_t high, double boost);
    MatcherPtr keywordRange(const query::KeywordRange &range, double boost);
    MatcherPtr doubleRange(const query::DoubleRange &range, double boost);
    /// All documents with any of the terms, at one score.
    MatcherPtr anyOf(const std::wstring &field, const ExpandedTerms &terms, double boost);
    MatcherPtr fuzzy(const query::Fuzzy &fuzzy, const query::Node *node, double boost);
    const std::vector<ExpandedTerms> &expansion(const query::Node *node,
                                                const std::function<std::vector<ExpandedTerms>()> &expand);
    std::int64_t documentFrequency(const std::wstring &field, const std::wstring &text);
    Bm25 similarity(const std::string &field, double weight);
    [[nodiscard]] const SegmentView &segment() const { return m_view.segments()[m_segment]; }

    const IndexView &m_view;
    const api::Schema &m_schema;
    Interrupt &m_interrupt;
    std::size_t m_segment = 0;
    std::map<const query::Node *, std::vector<ExpandedTerms>> m_expansions;
    std::map<std::pair<std::wstring, std::wstring>, std::int64_t> m_documentFrequencies;
    std::map<std::string, double, std::less<>> m_averageLengths;
};

} // namespace reading

} // namespace explorer::index
