#pragma once

#include "core/api/schema.h"
#include "core/index/lucene/execute/fieldplan.h"
#include "core/index/lucene/execute/matcher.h"
#include "core/index/lucene/execute/nearmatcher.h"
#include "core/index/lucene/execute/termexpansion.h"
#include "core/index/searchindex.h"
#include "core/query/tree.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace explorer::index
{

/// Turns a checked tree into matchers, segment by segment. What needs all segments (term statistics,
/// expansions) is worked out once. One search, one thread; the view outlives it.
class QueryPlanner
{
public:
    QueryPlanner(const IndexView &view, const api::Schema &schema, Interrupt &interrupt, Ranking ranking)
        : m_view(view), m_schema(schema), m_interrupt(interrupt), m_ranking(std::move(ranking))
    {
    }
    /// Root and filters together; filters do not score, and without `isScored` nothing does. The planner
    /// outlives the matcher. Throws SearchStopped.
    MatcherPtr plan(const query::NodePtr &root, const std::vector<query::NodePtr> &filters,
                    std::size_t segment, bool isScored);

private:
    friend class ScoreExplainer;
    struct Visitor;
    /// A boost of 0 is not scored.
    MatcherPtr build(const query::NodePtr &node, double boost);
    MatcherPtr term(const std::string &field, const std::string &text, double boost);
    /// `ordinal` is the term's in the segment, which `found` need not say: it may be one of an expansion.
    MatcherPtr termAt(const std::string &field, std::uint32_t ordinal, const FoundTerm &found, double boost);
    MatcherPtr phrase(const query::Phrase &phrase, double boost);
    MatcherPtr numberRange(const std::string &field, std::int64_t low, std::int64_t high, double boost);
    MatcherPtr doubleRange(const query::DoubleRange &range, double boost);
    MatcherPtr keywordRange(const query::KeywordRange &range, double boost);
    /// All documents with any of the texts, or of the terms, at one score.
    MatcherPtr anyText(FieldPlan &plan, const std::vector<std::string> &texts, double boost);
    MatcherPtr anyOf(const FieldTerms *terms, const ExpandedTerms &ordinals, double boost);
    MatcherPtr fuzzy(const query::Fuzzy &fuzzy, const query::Node *node, double boost);
    /// Any child matches: in windows, or merged where they are few.
    MatcherPtr anyMatcher(std::vector<MatcherPtr> children, Window::Scoring scoring);
    using Expand = std::function<std::vector<ExpandedTerms>(TermExpansion &)>;
    /// Of the segment that is planned for.
    const ExpandedTerms &expansion(const query::Node *node, const std::string &field, const Expand &expand);
    /// Documents that have the field.
    std::int64_t documentsWith(const std::string &field);
    FieldPlan &fieldOf(const std::string &field);
    /// Whose terms are the names of the fields that a document has; no field of the schema.
    FieldPlan &fieldNames();
    Bm25 similarity(const std::string &field, double weight);
    [[nodiscard]] double weightOf(const std::string &field) const;
    float inverseDocumentFrequency(const std::string &field, const std::string &text);
    /// Words in several texts as if the texts were one: BM25F (Robertson, Zaragoza and Taylor, Simple BM25
    /// Extension to Multiple Weighted Fields, 2004), each text with its own average length.
    MatcherPtr combined(const std::vector<query::NodePtr> &words, double boost);
    MatcherPtr anyField(const query::AnyField &any, double boost);
    /// Words joined by default: all first, and of short queries then most.
    MatcherPtr freeWords(const query::Or &words, double boost);
    /// Above what any document scores for the node.
    double mostFor(const query::Node &node, double boost);
    /// Null where nothing of the query can stand near anything.
    MatcherPtr nearness(const query::NodePtr &root);
    [[nodiscard]] const Segment &segment() const { return *m_view.segments()[m_segment].segment; }

    const IndexView &m_view;
    const api::Schema &m_schema;
    Interrupt &m_interrupt;
    std::size_t m_segment = 0;
    std::map<const query::Node *, std::vector<ExpandedTerms>> m_expansions;
    std::map<std::string, FieldPlan, std::less<>> m_fields;
    std::optional<FieldPlan> m_fieldNames;
    Ranking m_ranking;
    BestScores m_best;
};

} // namespace explorer::index
