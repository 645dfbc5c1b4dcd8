#include "core/index/lucene/execute/scoreexplainer.h"

#include "core/index/lucene/execute/queryplanner.h"
#include "core/index/lucene/lucenetext.h"

#include <algorithm>
#include <cmath>

namespace explorer::index
{
namespace
{

constexpr const char *kIdName = "id";
constexpr const char *kAllOf = "All of these";
constexpr const char *kAnyOf = "Any of these";

std::string quoted(const std::string &text) { return "\"" + text + "\""; }

std::string joined(const std::vector<std::string> &texts, const char *separator)
{
    std::string all;
    for (const std::string &text : texts)
        all += (all.empty() ? "" : separator) + text;
    return all;
}

/// One of the parts that a document's best is taken from.
const api::Explanation *best(const std::vector<api::Explanation> &candidates)
{
    const auto found = std::max_element(
        candidates.begin(), candidates.end(),
        [](const api::Explanation &a, const api::Explanation &b) { return a.value < b.value; });
    return found == candidates.end() ? nullptr : &*found;
}

/// What a part that scores the same for all that match says.
struct Described {
    std::string operator()(const query::MatchAll &) const { return "Every document"; }
    std::string operator()(const query::Exists &what) const { return what.field + " has a value"; }
    std::string operator()(const query::Wildcard &what) const { return like(what.pattern, what.field); }
    std::string operator()(const query::Regex &what) const
    {
        return like("/" + what.pattern + "/", what.field);
    }
    std::string operator()(const query::Fuzzy &what) const { return like(what.text, what.field); }
    std::string operator()(const query::LongRange &what) const { return within(what.field); }
    std::string operator()(const query::DoubleRange &what) const { return within(what.field); }
    std::string operator()(const query::KeywordRange &what) const { return within(what.field); }
    std::string operator()(const query::Ids &) const { return "The id is named"; }
    std::string operator()(const query::Phrase &what) const
    {
        return "The words " + quoted(joined(what.tokens, " ")) + " next to each other in " + what.field;
    }
    template <typename Other>
    std::string operator()(const Other &) const
    {
        return "Matches";
    }
    static std::string like(const std::string &text, const std::string &field)
    {
        return "A word like " + quoted(text) + " in " + field;
    }
    static std::string within(const std::string &field) { return "The value of " + field + " is in range"; }
};

} // namespace

/// Asks the planner's matchers for one document's score, part by part.
class ScoreExplainer
{
public:
    ScoreExplainer(const IndexQuery &query, const api::Schema &schema, const IndexView &view)
        : m_query(query), m_view(view), m_interrupt(query.deadline, query.cancel),
          m_planner(view, schema, m_interrupt, query.ranking)
    {
    }
    api::Explanation explain(const IndexHit &hit);

private:
    using Part = std::optional<api::Explanation>;
    bool find(const std::string &id);
    [[nodiscard]] std::optional<double> scoreOf(MatcherPtr matcher) const;
    Part part(const query::NodePtr &node, double boost);
    /// Of children that all have to match, or of which one has to.
    Part sum(const std::vector<query::NodePtr> &children, double boost, bool needsAll);
    Part freeWords(const query::Or &words, double boost);
    Part anyField(const query::AnyField &any, double boost);
    std::string describe(const query::Term &term);
    [[nodiscard]] int frequencyOf(const FieldTerms &terms, std::uint32_t ordinal) const;

    const IndexQuery &m_query;
    const IndexView &m_view;
    Interrupt m_interrupt;
    QueryPlanner m_planner;
    int m_document = 0;
};

bool ScoreExplainer::find(const std::string &id)
{
    FieldPlan &plan = m_planner.fieldOf(kIdName);
    const FoundTerm &found = plan.find(toUtf8(toWide(id)));
    for (std::size_t i = 0; i < m_view.segments().size(); ++i) {
        const SegmentState &state = m_view.segments()[i];
        if (found.ordinals[i] == FoundTerm::kNone)
            continue;
        PostingCursor cursor(*plan.terms(i), found.ordinals[i], state.segment->documents());
        int document = 0;
        while (cursor.nextBlock(&document, nullptr, 1) == 1) {
            if (state.deletions && state.deletions->contains(document))
                continue;
            m_planner.m_segment = i;
            m_document = document;
            return true;
        }
    }
    return false;
}

std::optional<double> ScoreExplainer::scoreOf(MatcherPtr matcher) const
{
    int document = m_document;
    double score = 0;
    if (matcher->keep(&document, &score, 1) == 0)
        return std::nullopt;
    return score;
}

api::Explanation ScoreExplainer::explain(const IndexHit &hit)
{
    m_interrupt.check();
    api::Explanation whole{hit.score, "The score of the document"};
    if (!find(hit.id))
        return whole;
    const query::NodePtr root = m_query.root ? m_query.root : query::makeNode(query::MatchAll{});
    const Part words = part(root, 1);
    if (!words)
        return whole;
    whole.details.push_back(*words);
    MatcherPtr near = m_query.ranking.nearness ? m_planner.nearness(root) : nullptr;
    const double nearness = near ? scoreOf(std::move(near)).value_or(0) : 0;
    // Only the best get it; the score itself tells whether this one did.
    if (nearness > 0 && std::abs(words->value + nearness - hit.score) < std::abs(words->value - hit.score))
        whole.details.push_back({nearness, "Words stand near each other"});
    return whole;
}

ScoreExplainer::Part ScoreExplainer::part(const query::NodePtr &node, double boost)
{
    m_interrupt.tick();
    const double own = boost * node->boost;
    if (const auto *all = std::get_if<query::And>(&node->what); all != nullptr && !all->children.empty())
        return sum(all->children, own, true);
    if (const auto *any = std::get_if<query::Or>(&node->what)) {
        if (any->isFree && own != 0 && any->children.size() > 1)
            return freeWords(*any, own);
        return sum(any->children, own, false);
    }
    if (const auto *any = std::get_if<query::AnyField>(&node->what); any != nullptr && own != 0)
        return anyField(*any, own);
    const std::optional<double> score = scoreOf(m_planner.build(node, boost));
    if (!score)
        return std::nullopt;
    const auto *term = std::get_if<query::Term>(&node->what);
    return api::Explanation{*score, term != nullptr ? describe(*term) : std::visit(Described{}, node->what)};
}

ScoreExplainer::Part ScoreExplainer::sum(const std::vector<query::NodePtr> &children, double boost,
                                         bool needsAll)
{
    api::Explanation whole{0, needsAll ? kAllOf : kAnyOf};
    bool matches = false;
    for (const query::NodePtr &child : children) {
        Part one = part(child, boost);
        if (!one && needsAll)
            return std::nullopt;
        matches = matches || one.has_value();
        if (!one || one->value == 0)
            continue;
        whole.value += one->value;
        whole.details.push_back(std::move(*one));
    }
    if (!matches)
        return std::nullopt;
    if (whole.details.size() == 1)
        return std::move(whole.details.front());
    return whole;
}

ScoreExplainer::Part ScoreExplainer::freeWords(const query::Or &words, double boost)
{
    Part whole = sum(words.children, boost, false);
    if (!whole)
        return std::nullopt;
    const double all = scoreOf(m_planner.freeWords(words, boost)).value_or(whole->value);
    if (whole->details.empty() || whole->description != kAnyOf)
        whole = api::Explanation{whole->value, kAnyOf, {*whole}};
    const double bonus = all - whole->value;
    // Rounding of the sum is no bonus.
    if (bonus <= kScoreMargin * all)
        return whole;
    const auto found = static_cast<std::size_t>(
        std::count_if(words.children.begin(), words.children.end(), [this](const query::NodePtr &child) {
            return scoreOf(m_planner.build(child, 0)).has_value();
        }));
    whole->details.push_back(
        {bonus, std::to_string(found) + " of " + std::to_string(words.children.size()) + " words are there"});
    whole->value = all;
    return whole;
}

ScoreExplainer::Part ScoreExplainer::anyField(const query::AnyField &any, double boost)
{
    std::vector<query::NodePtr> words;
    std::vector<api::Explanation> candidates;
    std::vector<std::string> fields;
    for (const query::NodePtr &child : any.children) {
        const auto *word = std::get_if<query::Term>(&child->what);
        if (word != nullptr && m_planner.fieldOf(word->field).isText()) {
            words.push_back(child);
            if (scoreOf(m_planner.build(child, 0)))
                fields.push_back(word->field);
        } else if (Part one = part(child, boost)) {
            candidates.push_back(std::move(*one));
        }
    }
    if (words.size() == 1) {
        if (Part one = part(words.front(), boost))
            candidates.push_back(std::move(*one));
    } else if (words.size() > 1) {
        const std::string &text = std::get<query::Term>(words.front()->what).text;
        if (const auto score = scoreOf(m_planner.combined(words, boost)))
            candidates.push_back({*score, "The word " + quoted(text) + " in " + joined(fields, ", ") +
                                              ", all fields taken as one text"});
    }
    const api::Explanation *found = best(candidates);
    return found == nullptr ? std::nullopt : Part(*found);
}

int ScoreExplainer::frequencyOf(const FieldTerms &terms, std::uint32_t ordinal) const
{
    std::array<int, 16> documents{};
    std::array<int, 16> frequencies{};
    PostingCursor cursor(terms, ordinal, m_planner.segment().documents());
    cursor.skipTo(m_document);
    while (const int count = cursor.nextBlock(documents.data(), frequencies.data(), 16)) {
        for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
            if (documents[i] >= m_document)
                return documents[i] == m_document ? frequencies[i] : 0;
        }
    }
    return 0;
}

std::string ScoreExplainer::describe(const query::Term &term)
{
    FieldPlan &plan = m_planner.fieldOf(term.field);
    const FoundTerm &found = plan.find(toUtf8(toWide(term.text)));
    std::string text = "The word " + quoted(term.text) + " in " + term.field + ": in " +
                       std::to_string(found.documentFrequency) + " of " +
                       std::to_string(m_planner.documentsWith(term.field)) + " documents";
    const std::uint32_t ordinal = found.ordinals[m_planner.m_segment];
    const std::span<const std::uint8_t> norms =
        plan.isText() ? m_planner.segment().norms(plan.indexedName()) : std::span<const std::uint8_t>();
    if (ordinal == FoundTerm::kNone || norms.empty())
        return text;
    const auto place = static_cast<std::size_t>(m_document);
    return text + ", here " + std::to_string(frequencyOf(*plan.terms(m_planner.m_segment), ordinal)) +
           " times in about " + std::to_string(Bm25::lengthOf(norms[place])) + " words";
}

std::vector<api::Explanation> explainScores(const IndexQuery &query, std::span<const IndexHit> hits,
                                            const api::Schema &schema, const IndexView &view)
{
    ScoreExplainer explainer(query, schema, view);
    std::vector<api::Explanation> explanations;
    for (const IndexHit &hit : hits)
        explanations.push_back(explainer.explain(hit));
    return explanations;
}

} // namespace explorer::index
