#include "core/index/lucene/execute/queryplanner.h"

#include "core/index/lucene/execute/andmatcher.h"
#include "core/index/lucene/execute/mergedormatcher.h"
#include "core/index/lucene/execute/ormatcher.h"
#include "core/index/lucene/execute/phrasematcher.h"
#include "core/index/lucene/execute/setmatchers.h"
#include "core/index/lucene/execute/termmatcher.h"
#include "core/index/lucene/lucenetext.h"

#include <algorithm>
#include <cmath>

namespace explorer::index
{
namespace
{

constexpr const char *kExistsName = "_exists";
/// The schema's name of the id.
constexpr const char *kIdName = "id";

MatcherPtr nothing() { return std::make_unique<NoMatcher>(); }

} // namespace

/// One function a kind of node.
struct QueryPlanner::Visitor {
    QueryPlanner &planner;
    const query::NodePtr &node;
    double boost;

    std::vector<MatcherPtr> all(const std::vector<query::NodePtr> &children) const
    {
        std::vector<MatcherPtr> matchers;
        matchers.reserve(children.size());
        for (const query::NodePtr &child : children)
            matchers.push_back(planner.build(child, boost));
        return matchers;
    }
    MatcherPtr any(const std::vector<query::NodePtr> &children, Window::Scoring scoring) const
    {
        if (children.empty())
            return nothing();
        if (children.size() == 1)
            return planner.build(children.front(), boost);
        return planner.anyMatcher(all(children), boost == 0 ? Window::Scoring::None : scoring);
    }
    MatcherPtr expanded(const std::string &field, const Expand &expand) const
    {
        return planner.anyOf(planner.fieldOf(field).terms(planner.m_segment),
                             planner.expansion(node.get(), field, expand), boost);
    }
    MatcherPtr operator()(const query::MatchAll &) const
    {
        return std::make_unique<AllMatcher>(planner.segment().documents(), static_cast<float>(boost),
                                            planner.m_interrupt);
    }
    MatcherPtr operator()(const query::MatchNone &) const { return nothing(); }
    MatcherPtr operator()(const query::And &what) const
    {
        if (what.children.empty())
            return (*this)(query::MatchAll{});
        if (what.children.size() == 1)
            return planner.build(what.children.front(), boost);
        return std::make_unique<AndMatcher>(all(what.children), planner.m_interrupt);
    }
    MatcherPtr operator()(const query::Or &what) const
    {
        if (what.isFree && boost != 0 && what.children.size() > 1)
            return planner.freeWords(what, boost);
        return any(what.children, Window::Scoring::Sum);
    }
    MatcherPtr operator()(const query::AnyField &what) const
    {
        if (boost != 0)
            return planner.anyField(what, boost);
        return any(what.children, Window::Scoring::Best);
    }
    MatcherPtr operator()(const query::Not &what) const
    {
        return std::make_unique<NotMatcher>(planner.build(what.child, 0), planner.segment().documents(),
                                            planner.m_interrupt);
    }
    MatcherPtr operator()(const query::Exists &what) const
    {
        if (what.field == "id")
            return (*this)(query::MatchAll{});
        return planner.anyText(planner.fieldNames(), {what.field}, boost);
    }
    MatcherPtr operator()(const query::Term &what) const
    {
        return planner.term(what.field, what.text, boost);
    }
    MatcherPtr operator()(const query::Phrase &what) const { return planner.phrase(what, boost); }
    MatcherPtr operator()(const query::Wildcard &what) const
    {
        return expanded(what.field,
                        [&what](TermExpansion &expansion) { return expansion.wildcard(what.pattern); });
    }
    MatcherPtr operator()(const query::Regex &what) const
    {
        return expanded(what.field, [&what](TermExpansion &expansion) {
            return expansion.regex(what.pattern, what.ignoreCase);
        });
    }
    MatcherPtr operator()(const query::Fuzzy &what) const { return planner.fuzzy(what, node.get(), boost); }
    MatcherPtr operator()(const query::LongRange &what) const
    {
        return planner.numberRange(what.field, what.low, what.high, boost);
    }
    MatcherPtr operator()(const query::DoubleRange &what) const { return planner.doubleRange(what, boost); }
    MatcherPtr operator()(const query::KeywordRange &what) const { return planner.keywordRange(what, boost); }
    MatcherPtr operator()(const query::Ids &what) const
    {
        return planner.anyText(planner.fieldOf(kIdName), what.ids, boost);
    }
};

MatcherPtr QueryPlanner::plan(const query::NodePtr &root, const std::vector<query::NodePtr> &filters,
                              std::size_t segment, bool isScored)
{
    m_segment = segment;
    const double boost = isScored ? 1 : 0;
    MatcherPtr matcher = root ? build(root, boost) : build(query::makeNode(query::MatchAll{}), boost);
    if (!filters.empty()) {
        std::vector<MatcherPtr> children;
        children.push_back(std::move(matcher));
        for (const query::NodePtr &filter : filters)
            children.push_back(build(filter, 0));
        matcher = std::make_unique<AndMatcher>(std::move(children), m_interrupt);
    }
    MatcherPtr near = isScored && m_ranking.nearness ? nearness(root) : nullptr;
    if (near)
        return std::make_unique<NearMatcher>(std::move(matcher), std::move(near), m_best, m_interrupt);
    return matcher;
}

MatcherPtr QueryPlanner::build(const query::NodePtr &node, double boost)
{
    return std::visit(Visitor{*this, node, boost * node->boost}, node->what);
}

FieldPlan &QueryPlanner::fieldOf(const std::string &field)
{
    const auto known = m_fields.find(field);
    if (known != m_fields.end())
        return known->second;
    const api::Field *inSchema = m_schema.find(field);
    const bool isText = inSchema != nullptr && inSchema->type == api::FieldType::Text;
    return m_fields.try_emplace(field, m_view, indexedFieldUtf8(field), isText).first->second;
}

FieldPlan &QueryPlanner::fieldNames()
{
    if (!m_fieldNames)
        m_fieldNames.emplace(m_view, kExistsName, false);
    return *m_fieldNames;
}

MatcherPtr QueryPlanner::term(const std::string &field, const std::string &text, double boost)
{
    FieldPlan &plan = fieldOf(field);
    const FoundTerm &found = plan.find(indexedText(text));
    const std::uint32_t ordinal = found.ordinals[m_segment];
    return ordinal == FoundTerm::kNone ? nothing() : termAt(field, ordinal, found, boost);
}

MatcherPtr QueryPlanner::termAt(const std::string &field, std::uint32_t ordinal, const FoundTerm &found,
                                double boost)
{
    Bm25 scores;
    if (boost != 0) {
        boost *= weightOf(field);
        const float idf = Bm25::inverseDocumentFrequency(found.documentFrequency, documentsWith(field));
        scores = similarity(field, static_cast<double>(static_cast<float>(boost) * idf));
    }
    return std::make_unique<TermMatcher>(*fieldOf(field).terms(m_segment), ordinal, segment().documents(),
                                         std::move(scores), boost != 0, m_interrupt);
}

MatcherPtr QueryPlanner::phrase(const query::Phrase &phrase, double boost)
{
    FieldPlan &plan = fieldOf(phrase.field);
    const FieldTerms *terms = plan.terms(m_segment);
    if (terms == nullptr || phrase.tokens.empty() || terms->omitsFrequencies())
        return nothing();
    std::vector<std::uint32_t> ordinals;
    double idf = 0;
    for (const std::string &token : phrase.tokens) {
        const FoundTerm &found = plan.find(indexedText(token));
        if (found.ordinals[m_segment] == FoundTerm::kNone)
            return nothing();
        ordinals.push_back(found.ordinals[m_segment]);
        if (boost != 0)
            idf += static_cast<double>(
                Bm25::inverseDocumentFrequency(found.documentFrequency, documentsWith(phrase.field)));
    }
    Bm25 scores;
    boost *= weightOf(phrase.field);
    if (boost != 0)
        scores = similarity(phrase.field,
                            static_cast<double>(static_cast<float>(boost) * static_cast<float>(idf)));
    return std::make_unique<PhraseMatcher>(*terms, ordinals, phrase.slop, segment().documents(),
                                           std::move(scores), m_interrupt);
}

MatcherPtr QueryPlanner::numberRange(const std::string &field, std::int64_t low, std::int64_t high,
                                     double boost)
{
    const NumericColumn *column = segment().columns().numbers(fieldOf(field).indexedName());
    if (low > high || column == nullptr)
        return nothing();
    const RangeTest test = column->range(low, high);
    if (test.isEmpty())
        return nothing();
    return std::make_unique<RangeMatcher>(test, segment().documents(), static_cast<float>(boost),
                                          m_interrupt);
}

MatcherPtr QueryPlanner::doubleRange(const query::DoubleRange &range, double boost)
{
    std::int64_t low = INT64_MIN;
    std::int64_t high = INT64_MAX;
    // NaN is in no range.
    if ((range.low && std::isnan(*range.low)) || (range.high && std::isnan(*range.high)))
        return nothing();
    if (range.low)
        low = sortableFromDouble(*range.low) + (range.lowIncluded ? 0 : 1);
    if (range.high)
        high = sortableFromDouble(*range.high) - (range.highIncluded ? 0 : 1);
    return numberRange(range.field, low, high, boost);
}

MatcherPtr QueryPlanner::keywordRange(const query::KeywordRange &range, double boost)
{
    const FieldPlan &plan = fieldOf(range.field);
    const FieldTerms *terms = plan.terms(m_segment);
    const OrdinalColumn *column = segment().columns().ordinals(plan.indexedName());
    if (terms == nullptr || column == nullptr)
        return nothing();
    const auto boundary = [terms](const std::string &text, bool after) {
        const std::uint32_t ordinal = terms->lowerBound(text);
        return ordinal < terms->size() && after && terms->at(ordinal) == text ? ordinal + 1 : ordinal;
    };
    const std::uint32_t begin = range.low ? boundary(*range.low, !range.lowIncluded) : 0;
    const std::uint32_t end = range.high ? boundary(*range.high, range.highIncluded) : terms->size();
    if (begin >= end)
        return nothing();
    return std::make_unique<RangeMatcher>(column->range(begin, end), segment().documents(),
                                          static_cast<float>(boost), m_interrupt);
}

MatcherPtr QueryPlanner::anyText(FieldPlan &plan, const std::vector<std::string> &texts, double boost)
{
    ExpandedTerms ordinals;
    for (const std::string &text : texts) {
        const std::uint32_t ordinal = plan.find(indexedText(text)).ordinals[m_segment];
        if (ordinal != FoundTerm::kNone)
            ordinals.push_back(ordinal);
    }
    return anyOf(plan.terms(m_segment), ordinals, boost);
}

MatcherPtr QueryPlanner::anyOf(const FieldTerms *terms, const ExpandedTerms &ordinals, double boost)
{
    if (terms == nullptr || ordinals.empty())
        return nothing();
    const int documents = segment().documents();
    std::vector<std::uint64_t> bits((static_cast<std::size_t>(documents) + 63) / 64);
    std::array<int, 256> block;
    std::int64_t count = 0;
    for (const std::uint32_t ordinal : ordinals) {
        PostingCursor cursor(*terms, ordinal, documents);
        while (const int read = cursor.nextBlock(block.data(), nullptr, static_cast<int>(block.size()))) {
            m_interrupt.tick();
            for (std::size_t i = 0; i < static_cast<std::size_t>(read); ++i) {
                const auto document = static_cast<std::size_t>(block[i]);
                bits[document / 64] |= 1ULL << (document % 64);
            }
            count += read;
        }
    }
    return std::make_unique<BitsMatcher>(std::move(bits), std::min<std::int64_t>(count, documents), documents,
                                         static_cast<float>(boost), m_interrupt);
}

MatcherPtr QueryPlanner::fuzzy(const query::Fuzzy &fuzzy, const query::Node *node, double boost)
{
    const auto &ordinals = expansion(node, fuzzy.field, [&fuzzy](TermExpansion &expansion) {
        return expansion.fuzzy(fuzzy.text, fuzzy.distance);
    });
    FieldPlan &plan = fieldOf(fuzzy.field);
    const FieldTerms *terms = plan.terms(m_segment);
    if (boost == 0)
        return anyOf(terms, ordinals, 0);
    std::vector<MatcherPtr> children;
    for (const std::uint32_t ordinal : ordinals) {
        // The word itself before those near to it.
        constexpr double kNearWeight = 0.5;
        const std::string_view text = terms->at(ordinal);
        children.push_back(
            termAt(fuzzy.field, ordinal, plan.find(text), text == fuzzy.text ? boost : boost * kNearWeight));
    }
    return anyMatcher(std::move(children), Window::Scoring::Best);
}

MatcherPtr QueryPlanner::anyMatcher(std::vector<MatcherPtr> children, Window::Scoring scoring)
{
    std::erase_if(children, [](const MatcherPtr &child) { return child->cost() == 0; });
    if (children.empty())
        return nothing();
    if (children.size() == 1)
        return std::move(children.front());
    std::int64_t cost = 0;
    for (const MatcherPtr &child : children)
        cost += child->cost();
    const int documents = segment().documents();
    if (cost < documents / MergedOrMatcher::kSparse)
        return std::make_unique<MergedOrMatcher>(std::move(children), scoring, m_interrupt);
    return std::make_unique<OrMatcher>(std::move(children), scoring, documents, m_interrupt);
}

const ExpandedTerms &QueryPlanner::expansion(const query::Node *node, const std::string &field,
                                             const Expand &expand)
{
    auto found = m_expansions.find(node);
    if (found == m_expansions.end()) {
        const FieldPlan &plan = fieldOf(field);
        std::vector<const FieldTerms *> terms;
        for (std::size_t i = 0; i < m_view.segments().size(); ++i)
            terms.push_back(plan.terms(i));
        TermExpansion expansion(std::move(terms), m_interrupt);
        try {
            found = m_expansions.emplace(node, expand(expansion)).first;
        } catch (SearchStopped &stopped) {
            if (stopped.error.code == ErrorCode::InvalidArgument)
                stopped.error = query::atPlace(std::move(stopped.error), node->place);
            throw;
        }
    }
    return found->second[m_segment];
}

std::int64_t QueryPlanner::documentsWith(const std::string &field)
{
    FieldPlan &plan = fieldOf(field);
    if (plan.isText())
        return plan.lengths().documents;
    return field == kIdName ? m_view.documentsWithDeleted()
                            : fieldNames().find(indexedText(field)).documentFrequency;
}

Bm25 QueryPlanner::similarity(const std::string &field, double weight)
{
    FieldPlan &plan = fieldOf(field);
    if (!plan.isText())
        return {{}, nullptr, static_cast<float>(weight), m_ranking.similarity};
    return {segment().norms(plan.indexedName()), &plan.lengthFactors(m_ranking.similarity),
            static_cast<float>(weight), m_ranking.similarity};
}

} // namespace explorer::index
