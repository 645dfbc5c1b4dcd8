#include "core/index/lucene/queryplanner.h"

#include "core/index/lucene/lucenetext.h"

#include <cmath>

namespace explorer::index
{
namespace
{

Lucene::TermPtr makeTerm(const std::wstring &field, const std::wstring &text)
{
    return Lucene::newLucene<Lucene::Term>(field, text);
}

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
    MatcherPtr any(const std::vector<query::NodePtr> &children, OrMatcher::Scoring scoring) const
    {
        if (children.empty())
            return std::make_unique<NoMatcher>();
        return std::make_unique<OrMatcher>(all(children), scoring);
    }
    MatcherPtr operator()(const query::MatchAll &) const
    {
        return std::make_unique<AllMatcher>(planner.segment(), boost, planner.m_interrupt);
    }
    MatcherPtr operator()(const query::MatchNone &) const { return std::make_unique<NoMatcher>(); }
    MatcherPtr operator()(const query::And &what) const
    {
        if (what.children.empty())
            return (*this)(query::MatchAll{});
        return std::make_unique<AndMatcher>(all(what.children), planner.m_interrupt);
    }
    MatcherPtr operator()(const query::Or &what) const { return any(what.children, OrMatcher::Scoring::Sum); }
    MatcherPtr operator()(const query::AnyField &what) const
    {
        return any(what.children, OrMatcher::Scoring::Best);
    }
    MatcherPtr operator()(const query::Not &what) const
    {
        return std::make_unique<NotMatcher>(planner.build(what.child, 0), planner.segment(),
                                            planner.m_interrupt);
    }
    MatcherPtr operator()(const query::Exists &what) const
    {
        if (what.field == "id")
            return (*this)(query::MatchAll{});
        return planner.anyOf(kExistsField, {what.field}, boost);
    }
    MatcherPtr operator()(const query::Term &what) const
    {
        return planner.term(what.field, what.text, boost);
    }
    MatcherPtr operator()(const query::Phrase &what) const { return planner.phrase(what, boost); }
    MatcherPtr operator()(const query::Wildcard &what) const
    {
        const std::wstring field = indexedField(what.field);
        const auto &terms = planner.expansion(node.get(), [&] {
            return TermExpansion(planner.m_view, field, planner.m_interrupt).wildcard(what.pattern);
        });
        return planner.anyOf(field, terms[planner.m_segment], boost);
    }
    MatcherPtr operator()(const query::Regex &what) const
    {
        const std::wstring field = indexedField(what.field);
        const auto &terms = planner.expansion(node.get(), [&] {
            return TermExpansion(planner.m_view, field, planner.m_interrupt)
                .regex(what.pattern, what.ignoreCase);
        });
        return planner.anyOf(field, terms[planner.m_segment], boost);
    }
    MatcherPtr operator()(const query::Fuzzy &what) const { return planner.fuzzy(what, node.get(), boost); }
    MatcherPtr operator()(const query::LongRange &what) const
    {
        return planner.numberRange(what.field, what.low, what.high, boost);
    }
    MatcherPtr operator()(const query::DoubleRange &what) const { return planner.doubleRange(what, boost); }
    MatcherPtr operator()(const query::KeywordRange &what) const { return planner.keywordRange(what, boost); }
    MatcherPtr operator()(const query::Ids &what) const { return planner.anyOf(kIdField, what.ids, boost); }
};

MatcherPtr QueryPlanner::plan(const query::NodePtr &root, const std::vector<query::NodePtr> &filters,
                              std::size_t segment)
{
    m_segment = segment;
    MatcherPtr matcher = root ? build(root, 1) : build(query::makeNode(query::MatchAll{}), 1);
    if (filters.empty())
        return matcher;
    std::vector<MatcherPtr> children;
    children.push_back(std::move(matcher));
    for (const query::NodePtr &filter : filters)
        children.push_back(build(filter, 0));
    return std::make_unique<AndMatcher>(std::move(children), m_interrupt);
}

MatcherPtr QueryPlanner::build(const query::NodePtr &node, double boost)
{
    return std::visit(Visitor{*this, node, boost * node->boost}, node->what);
}

MatcherPtr QueryPlanner::term(const std::string &field, const std::string &text, double boost)
{
    const std::wstring name = indexedField(field);
    const std::wstring wide = toWide(text);
    const Lucene::TermPtr term = makeTerm(name, wide);
    const std::int64_t inSegment = segment().reader->docFreq(term);
    if (inSegment == 0)
        return std::make_unique<NoMatcher>();
    const double idf =
        Bm25::inverseDocumentFrequency(documentFrequency(name, wide), m_view.documentsWithDeleted());
    const Lucene::TermDocsPtr docs = segment().reader->termDocs(term);
    return std::make_unique<TermMatcher>(docs, inSegment, similarity(field, boost * idf));
}

MatcherPtr QueryPlanner::phrase(const query::Phrase &phrase, double boost)
{
    const std::wstring name = indexedField(phrase.field);
    std::vector<PhraseMatcher::Part> parts;
    double idf = 0;
    for (std::size_t i = 0; i < phrase.tokens.size(); ++i) {
        const std::wstring wide = toWide(phrase.tokens[i]);
        const Lucene::TermPtr term = makeTerm(name, wide);
        PhraseMatcher::Part part;
        part.documentFrequency = segment().reader->docFreq(term);
        if (part.documentFrequency == 0)
            return std::make_unique<NoMatcher>();
        const auto first = std::find(phrase.tokens.begin(), phrase.tokens.end(), phrase.tokens[i]);
        part.group = static_cast<std::size_t>(first - phrase.tokens.begin());
        if (part.group == i)
            part.positions = segment().reader->termPositions(term);
        idf += Bm25::inverseDocumentFrequency(documentFrequency(name, wide), m_view.documentsWithDeleted());
        parts.push_back(std::move(part));
    }
    if (parts.empty())
        return std::make_unique<NoMatcher>();
    return std::make_unique<PhraseMatcher>(std::move(parts), phrase.slop,
                                           similarity(phrase.field, boost * idf), m_interrupt);
}

MatcherPtr QueryPlanner::numberRange(const std::string &field, std::int64_t low, std::int64_t high,
                                     double boost)
{
    if (low > high)
        return std::make_unique<NoMatcher>();
    return std::make_unique<NumberRangeMatcher>(
        segment().columns->numeric(segment().reader, indexedField(field)), low, high, segment(), boost,
        m_interrupt);
}

MatcherPtr QueryPlanner::doubleRange(const query::DoubleRange &range, double boost)
{
    std::int64_t low = INT64_MIN;
    std::int64_t high = INT64_MAX;
    // NaN is in no range.
    if ((range.low && std::isnan(*range.low)) || (range.high && std::isnan(*range.high)))
        return std::make_unique<NoMatcher>();
    if (range.low)
        low = sortableFromDouble(*range.low) + (range.lowIncluded ? 0 : 1);
    if (range.high)
        high = sortableFromDouble(*range.high) - (range.highIncluded ? 0 : 1);
    return numberRange(range.field, low, high, boost);
}

MatcherPtr QueryPlanner::keywordRange(const query::KeywordRange &range, double boost)
{
    const auto column = segment().columns->keyword(segment().reader, indexedField(range.field));
    const TermList &terms = *column->terms;
    const auto boundary = [&terms](const std::string &text, bool after) {
        const std::uint32_t ordinal = terms.lowerBound(text);
        return ordinal < terms.size() && after && terms.at(ordinal) == text ? ordinal + 1 : ordinal;
    };
    const std::uint32_t begin = range.low ? boundary(*range.low, !range.lowIncluded) : 0;
    const std::uint32_t end =
        range.high ? boundary(*range.high, range.highIncluded) : static_cast<std::uint32_t>(terms.size());
    if (begin >= end)
        return std::make_unique<NoMatcher>();
    return std::make_unique<OrdinalRangeMatcher>(column, begin, end, segment(), boost, m_interrupt);
}

MatcherPtr QueryPlanner::anyOf(const std::wstring &field, const ExpandedTerms &terms, double boost)
{
    constexpr int kBlock = 1024;
    std::vector<std::uint64_t> bits((static_cast<std::size_t>(segment().documents) + 63) / 64);
    auto documents = Lucene::Collection<int32_t>::newInstance(kBlock);
    auto frequencies = Lucene::Collection<int32_t>::newInstance(kBlock);
    std::int64_t count = 0;
    for (const std::string &text : terms) {
        m_interrupt.check();
        const Lucene::TermDocsPtr docs = segment().reader->termDocs(makeTerm(field, toWide(text)));
        while (const int read = docs->read(documents, frequencies)) {
            for (int i = 0; i < read; ++i) {
                const auto document = static_cast<std::size_t>(documents[i]);
                bits[document / 64] |= 1ULL << (document % 64);
            }
            count += read;
        }
        docs->close();
    }
    if (count == 0)
        return std::make_unique<NoMatcher>();
    return std::make_unique<BitsMatcher>(std::move(bits), count, boost);
}

MatcherPtr QueryPlanner::fuzzy(const query::Fuzzy &fuzzy, const query::Node *node, double boost)
{
    const std::wstring field = indexedField(fuzzy.field);
    const auto &terms = expansion(
        node, [&] { return TermExpansion(m_view, field, m_interrupt).fuzzy(fuzzy.text, fuzzy.distance); });
    std::vector<MatcherPtr> children;
    for (const std::string &text : terms[m_segment]) {
        // The word itself before those near to it.
        constexpr double kNearWeight = 0.5;
        children.push_back(term(fuzzy.field, text, text == fuzzy.text ? boost : boost * kNearWeight));
    }
    if (children.empty())
        return std::make_unique<NoMatcher>();
    return std::make_unique<OrMatcher>(std::move(children), OrMatcher::Scoring::Best);
}

const std::vector<ExpandedTerms> &
QueryPlanner::expansion(const query::Node *node, const std::function<std::vector<ExpandedTerms>()> &expand)
{
    auto found = m_expansions.find(node);
    if (found == m_expansions.end())
        found = m_expansions.emplace(node, expand()).first;
    return found->second;
}

std::int64_t QueryPlanner::documentFrequency(const std::wstring &field, const std::wstring &text)
{
    const auto [slot, isNew] = m_documentFrequencies.try_emplace({field, text}, 0);
    if (isNew) {
        for (const SegmentView &each : m_view.segments())
            slot->second += each.reader->docFreq(makeTerm(field, text));
    }
    return slot->second;
}

Bm25 QueryPlanner::similarity(const std::string &field, double weight)
{
    const api::Field *known = m_schema.find(field);
    if (weight == 0 || known == nullptr || known->type != api::FieldType::Text)
        return {Lucene::ByteArray(), 0, weight};
    const std::wstring name = indexedField(field);
    const auto [slot, isNew] = m_averageLengths.try_emplace(field, 0);
    if (isNew) {
        FieldLengths sum;
        for (const SegmentView &each : m_view.segments()) {
            const auto lengths = each.columns->lengths(each.reader, name, toWide(field));
            sum.sum += lengths.sum;
            sum.documents += lengths.documents;
        }
        slot->second = sum.documents > 0 ? sum.sum / static_cast<double>(sum.documents) : 0;
    }
    const bool hasNorms = segment().reader->hasNorms(name);
    return {hasNorms ? segment().reader->norms(name) : Lucene::ByteArray(), slot->second, weight};
}

} // namespace explorer::index
