#include "core/index/lucene/execute/andmatcher.h"
#include "core/index/lucene/execute/mappedmatcher.h"
#include "core/index/lucene/execute/ormatcher.h"
#include "core/index/lucene/execute/queryplanner.h"
#include "core/index/lucene/execute/termmatcher.h"
#include "core/index/lucene/lucenetext.h"
#include "core/query/nearwords.h"

#include <algorithm>

/// How words rank documents beyond the sum of their scores.
namespace explorer::index
{
namespace
{

/// Queries of five words and more are sentences rather than keywords (Gupta and Bendersky, Information
/// Retrieval with Verbose Queries, 2015): of those nobody expects a document with most words before one with
/// the right ones.
constexpr std::size_t kMostKeywords = 4;

/// Metzler and Croft, A Markov Random Field Model for Term Dependencies, 2005: words 0.85, pairs in order
/// 0.10, pairs in any order within 8 words 0.05.
constexpr double kOrderedShare = 0.10 / 0.85;
constexpr double kUnorderedShare = 0.05 / 0.85;
constexpr int kUnorderedSlop = 7;

} // namespace

double QueryPlanner::weightOf(const std::string &field) const
{
    const auto found = m_ranking.weights.find(field);
    return found == m_ranking.weights.end() ? 1.0 : found->second;
}

float QueryPlanner::inverseDocumentFrequency(const std::string &field, const std::string &text)
{
    return Bm25::inverseDocumentFrequency(fieldOf(field).find(indexedText(text)).documentFrequency,
                                          documentsWith(field));
}

MatcherPtr QueryPlanner::combined(const std::vector<query::NodePtr> &words, double boost)
{
    std::int64_t with = 0;
    std::int64_t documents = 0;
    std::vector<MatcherPtr> children;
    for (const query::NodePtr &node : words) {
        const auto &word = std::get<query::Term>(node->what);
        const FoundTerm &found = fieldOf(word.field).find(indexedText(word.text));
        with = std::max(with, found.documentFrequency);
        documents = std::max(documents, documentsWith(word.field));
        const std::uint32_t ordinal = found.ordinals[m_segment];
        if (ordinal == FoundTerm::kNone)
            continue;
        Bm25 scores = Bm25::unsaturated(similarity(word.field, weightOf(word.field) * node->boost));
        children.push_back(std::make_unique<TermMatcher>(*fieldOf(word.field).terms(m_segment), ordinal,
                                                         segment().documents(), std::move(scores), true,
                                                         m_interrupt));
    }
    const float idf = Bm25::inverseDocumentFrequency(with, documents);
    return std::make_unique<MappedMatcher>(anyMatcher(std::move(children), Window::Scoring::Sum),
                                           static_cast<float>(boost) * idf, 0.0F);
}

MatcherPtr QueryPlanner::anyField(const query::AnyField &any, double boost)
{
    std::vector<query::NodePtr> words;
    std::vector<query::NodePtr> others;
    for (const query::NodePtr &child : any.children) {
        const auto *word = std::get_if<query::Term>(&child->what);
        (word != nullptr && fieldOf(word->field).isText() ? words : others).push_back(child);
    }
    if (words.size() == 1) {
        others.push_back(words.front());
        words.clear();
    }
    std::vector<MatcherPtr> matchers;
    if (!words.empty())
        matchers.push_back(combined(words, boost));
    for (const query::NodePtr &other : others)
        matchers.push_back(build(other, boost));
    return anyMatcher(std::move(matchers), Window::Scoring::Best);
}

double QueryPlanner::mostFor(const query::Node &node, double boost)
{
    boost *= node.boost;
    const auto sumOf = [this, boost](const std::vector<query::NodePtr> &children) {
        double sum = 0;
        for (const query::NodePtr &child : children)
            sum += mostFor(*child, boost);
        return sum;
    };
    if (const auto *word = std::get_if<query::Term>(&node.what))
        return boost * weightOf(word->field) *
               static_cast<double>(inverseDocumentFrequency(word->field, word->text));
    if (const auto *phrase = std::get_if<query::Phrase>(&node.what)) {
        double sum = 0;
        for (const std::string &token : phrase->tokens)
            sum += static_cast<double>(inverseDocumentFrequency(phrase->field, token));
        return boost * weightOf(phrase->field) * sum;
    }
    if (const auto *fuzzy = std::get_if<query::Fuzzy>(&node.what))
        return boost * weightOf(fuzzy->field) *
               static_cast<double>(Bm25::inverseDocumentFrequency(0, m_view.documentsWithDeleted()));
    if (const auto *any = std::get_if<query::AnyField>(&node.what))
        return sumOf(any->children);
    if (const auto *all = std::get_if<query::And>(&node.what))
        return sumOf(all->children);
    if (const auto *any = std::get_if<query::Or>(&node.what))
        // Its own words may have been given what sets all of them apart.
        return sumOf(any->children) * (any->isFree ? static_cast<double>(any->children.size() + 1) : 1);
    return boost;
}

MatcherPtr QueryPlanner::freeWords(const query::Or &words, double boost)
{
    double most = 0;
    std::vector<MatcherPtr> children;
    for (const query::NodePtr &child : words.children) {
        most += mostFor(*child, boost);
        children.push_back(build(child, boost));
    }
    const auto bonus = static_cast<float>(most);
    if (children.size() <= kMostKeywords) {
        for (MatcherPtr &child : children)
            child = std::make_unique<MappedMatcher>(std::move(child), 0.0F, bonus);
    } else {
        std::vector<MatcherPtr> all;
        for (const query::NodePtr &child : words.children)
            all.push_back(build(child, 0));
        children.push_back(std::make_unique<MappedMatcher>(
            std::make_unique<AndMatcher>(std::move(all), m_interrupt), 0.0F, bonus));
    }
    return anyMatcher(std::move(children), Window::Scoring::Sum);
}

MatcherPtr QueryPlanner::nearness(const query::NodePtr &root)
{
    std::vector<MatcherPtr> pairs;
    for (const query::WordPair &pair : query::nearPairs(root, m_schema)) {
        for (const auto &[slop, share] : {std::pair{0, kOrderedShare}, {kUnorderedSlop, kUnorderedShare}}) {
            MatcherPtr matcher = phrase({pair.field, {pair.first, pair.second}, slop}, share);
            if (matcher->cost() > 0)
                pairs.push_back(std::move(matcher));
        }
    }
    if (pairs.empty())
        return nullptr;
    // Not merged where it is sparse: it is asked of a hundred documents only.
    return std::make_unique<OrMatcher>(std::move(pairs), Window::Scoring::Sum, segment().documents(),
                                       m_interrupt);
}

} // namespace explorer::index
