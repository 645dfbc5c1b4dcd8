#include "agreementqueries.h"

#include "core/index/lucene/lucenetext.h"

#include <lucene++/MatchAllDocsQuery.h>
#include <lucene++/NumericRangeQuery.h>
#include <lucene++/PhraseQuery.h>
#include <lucene++/PrefixQuery.h>
#include <lucene++/TermRangeQuery.h>
#include <lucene++/WildcardQuery.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <regex>
#include <set>

namespace explorer::test
{
namespace
{

constexpr std::size_t kWords = 600;
/// More terms than that are refused.
constexpr std::size_t kMostFuzzy = 50;
constexpr int kPrecisionStep = 64;

Lucene::TermPtr libraryTerm(std::string_view field, std::string_view text)
{
    return Lucene::newLucene<Lucene::Term>(index::indexedField(field), index::toWide(text));
}

Lucene::QueryPtr termQuery(std::string_view field, std::string_view text)
{
    return Lucene::newLucene<Lucene::TermQuery>(libraryTerm(field, text));
}

std::string joined(const std::vector<std::string> &words)
{
    std::string text;
    for (const std::string &word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

/// Optimal string alignment, the whole table.
int alignmentDistance(std::wstring_view a, std::wstring_view b)
{
    std::vector<std::vector<int>> table(a.size() + 1, std::vector<int>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                table[i][j] = static_cast<int>(i + j);
                continue;
            }
            table[i][j] = std::min({table[i - 1][j] + 1, table[i][j - 1] + 1,
                                    table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                table[i][j] = std::min(table[i][j], table[i - 2][j - 2] + 1);
        }
    }
    return table[a.size()][b.size()];
}

} // namespace

std::string AgreementDocument::json() const
{
    nlohmann::json json{{"id", id}, {"time", time}};
    // A missing field, not an empty one, where there is nothing.
    if (!body.empty())
        json["body"] = joined(body);
    if (!title.empty())
        json["title"] = joined(title);
    if (!tags.empty())
        json["tags"] = tags;
    if (!sizes.empty())
        json["size"] = sizes;
    if (!ratios.empty())
        json["ratio"] = ratios;
    return json.dump();
}

AgreementQueries::AgreementQueries(unsigned seed) : m_random(seed)
{
    static const std::vector<std::string> syllables{"ka", "lo", "mi", "ter", "san", "do",
                                                    "re", "ü",  "ß",  "ven", "œ"};
    std::set<std::string> words;
    while (words.size() < kWords) {
        std::string word;
        for (std::size_t i = 2 + below(3); i > 0; --i)
            word += syllables[below(syllables.size())];
        words.insert(word);
    }
    m_words.assign(words.begin(), words.end());
    std::shuffle(m_words.begin(), m_words.end(), m_random);
}

const std::string &AgreementQueries::word()
{
    // The first words are much more frequent.
    const std::size_t bound = 1 + below(kWords);
    return m_words[below(1 + below(bound))];
}

AgreementDocument AgreementQueries::document(const std::string &id)
{
    AgreementDocument document;
    document.id = id;
    for (std::size_t i = below(40); i > 0; --i)
        document.body.push_back(word());
    for (std::size_t i = below(5); i > 0; --i)
        document.title.push_back(word());
    for (std::size_t i = below(4); i > 0; --i)
        document.tags.push_back("tag-" + std::to_string(below(12)));
    for (std::size_t i = below(3); i > 0; --i)
        document.sizes.push_back(below(20) == 0 ? INT64_MIN : static_cast<std::int64_t>(below(100)) - 50);
    if (below(3) != 0)
        document.ratios.push_back(0.125 * (static_cast<double>(below(40)) - 20));
    document.time =
        1'700'000'000'000 + static_cast<std::int64_t>(below(1000) * 1'000'000 + m_documents.size());
    m_documents.push_back(document);
    return document;
}

QueryPair AgreementQueries::query(LibrarySearch &library, int depth)
{
    return depth > 0 && below(2) == 0 ? combined(library, depth) : leaf(library);
}

QueryPair AgreementQueries::leaf(LibrarySearch &library)
{
    switch (below(14)) {
    case 0:
    case 1:
    case 2:
        return term();
    case 3:
    case 4:
        return phrase();
    case 5:
    case 6:
        return pattern();
    case 7:
        return fuzzy(library);
    case 8:
        return regex(library);
    case 9:
        return longRange();
    case 10:
        return doubleRange();
    case 11:
        return keywordRange();
    case 12:
        return exists();
    default:
        return ids();
    }
}

QueryPair AgreementQueries::combined(LibrarySearch &library, int depth)
{
    const std::size_t kind = below(3);
    const auto whole = Lucene::newLucene<Lucene::BooleanQuery>();
    if (kind == 2) {
        const QueryPair child = query(library, depth - 1);
        whole->add(Lucene::newLucene<Lucene::MatchAllDocsQuery>(), Lucene::BooleanClause::MUST);
        whole->add(child.library, Lucene::BooleanClause::MUST_NOT);
        return {query::makeNode(query::Not{child.ours}), whole, "not(" + child.description + ")"};
    }
    std::vector<query::NodePtr> children;
    std::string description = kind == 0 ? "and(" : "or(";
    for (std::size_t i = 2 + below(3); i > 0; --i) {
        const QueryPair child = query(library, depth - 1);
        children.push_back(child.ours);
        whole->add(child.library, kind == 0 ? Lucene::BooleanClause::MUST : Lucene::BooleanClause::SHOULD);
        description += child.description + ", ";
    }
    return {kind == 0 ? query::makeNode(query::And{children}) : query::makeNode(query::Or{children}), whole,
            description + ")"};
}

QueryPair AgreementQueries::term()
{
    const std::string field = std::array{"body", "title", "tags"}[below(3)];
    const std::string text = field == "tags" ? "tag-" + std::to_string(below(13)) : word();
    return {query::makeNode(query::Term{field, text}), termQuery(field, text), field + ":" + text};
}

QueryPair AgreementQueries::phrase()
{
    std::vector<std::string> tokens;
    const std::vector<std::string> body = anyDocument().body;
    const std::size_t length = 2 + below(3);
    if (body.size() >= length && below(5) != 0) {
        const auto begin = body.begin() + static_cast<std::ptrdiff_t>(below(body.size() - length + 1));
        tokens.assign(begin, begin + static_cast<std::ptrdiff_t>(length));
    } else {
        tokens = {word(), word()};
    }
    // With a word twice the library's sloppy phrase misses matches.
    const bool repeats = std::set<std::string>(tokens.begin(), tokens.end()).size() < tokens.size();
    const int slop = repeats || below(2) == 0 ? 0 : static_cast<int>(below(6));
    const auto phrase = Lucene::newLucene<Lucene::PhraseQuery>();
    for (const std::string &token : tokens)
        phrase->add(libraryTerm("body", token));
    phrase->setSlop(slop);
    return {query::makeNode(query::Phrase{"body", tokens, slop}), phrase,
            "\"" + joined(tokens) + "\"~" + std::to_string(slop)};
}

QueryPair AgreementQueries::pattern()
{
    std::wstring text = index::toWide(word());
    if (below(2) == 0) {
        text.resize(1 + below(text.size()));
        const auto prefix = Lucene::newLucene<Lucene::Term>(L"body", text);
        const std::string pattern = index::toUtf8(text) + "*";
        return {query::makeNode(query::Wildcard{"body", pattern}),
                Lucene::newLucene<Lucene::PrefixQuery>(prefix), pattern};
    }
    text[below(text.size())] = below(2) == 0 ? L'*' : L'?';
    text[below(text.size())] = L'?';
    const auto wildcard = Lucene::newLucene<Lucene::Term>(L"body", text);
    return {query::makeNode(query::Wildcard{"body", index::toUtf8(text)}),
            Lucene::newLucene<Lucene::WildcardQuery>(wildcard), index::toUtf8(text)};
}

Lucene::QueryPtr AgreementQueries::anyOf(const std::wstring &field, const std::vector<std::wstring> &terms)
{
    const auto any = Lucene::newLucene<Lucene::BooleanQuery>();
    for (const std::wstring &text : terms) {
        const auto term = Lucene::newLucene<Lucene::Term>(field, text);
        any->add(Lucene::newLucene<Lucene::TermQuery>(term), Lucene::BooleanClause::SHOULD);
    }
    return any;
}

QueryPair AgreementQueries::fuzzy(LibrarySearch &library)
{
    const std::string text = word();
    const std::wstring wide = index::toWide(text);
    for (int distance = static_cast<int>(below(3));; --distance) {
        std::vector<std::wstring> near;
        for (const std::wstring &each : library.terms(L"body")) {
            if (alignmentDistance(wide, each) <= distance)
                near.push_back(each);
        }
        if (near.size() <= kMostFuzzy || distance == 0)
            return {query::makeNode(query::Fuzzy{"body", text, distance}), anyOf(L"body", near),
                    text + "~" + std::to_string(distance)};
    }
}

QueryPair AgreementQueries::regex(LibrarySearch &library)
{
    const std::string pattern =
        std::array{"(ka|lo)+.*", ".*ter", "mi[a-z]*do", "s.n.*(re|ven)", "do(ka)?mi"}[below(5)];
    const std::wregex reference(index::toWide(pattern));
    std::vector<std::wstring> matching;
    for (const std::wstring &each : library.terms(L"body")) {
        if (std::regex_match(each, reference))
            matching.push_back(each);
    }
    return {query::makeNode(query::Regex{"body", pattern}), anyOf(L"body", matching), "/" + pattern + "/"};
}

QueryPair AgreementQueries::longRange()
{
    std::int64_t low = static_cast<std::int64_t>(below(100)) - 50;
    std::int64_t high = low + static_cast<std::int64_t>(below(40));
    if (below(6) == 0)
        low = INT64_MIN;
    if (below(6) == 0)
        high = INT64_MAX;
    return {query::makeNode(query::LongRange{"size", low, high}),
            Lucene::NumericRangeQuery::newLongRange(L"size", kPrecisionStep, low, high, true, true),
            "size:" + std::to_string(low) + ".." + std::to_string(high)};
}

QueryPair AgreementQueries::doubleRange()
{
    const double low = 0.125 * (static_cast<double>(below(40)) - 20);
    const double high = low + 0.125 * static_cast<double>(below(20));
    const bool lowIncluded = below(2) == 0;
    const bool highIncluded = below(2) == 0;
    return {query::makeNode(query::DoubleRange{"ratio", low, high, lowIncluded, highIncluded}),
            Lucene::NumericRangeQuery::newDoubleRange(L"ratio", kPrecisionStep, low, high, lowIncluded,
                                                      highIncluded),
            "ratio:" + std::to_string(low) + ".." + std::to_string(high)};
}

QueryPair AgreementQueries::keywordRange()
{
    const std::string low = "tag-" + std::to_string(below(12));
    const std::string high = "tag-" + std::to_string(below(12));
    const bool lowIncluded = below(2) == 0;
    const bool highIncluded = below(2) == 0;
    return {query::makeNode(query::KeywordRange{"tags", low, high, lowIncluded, highIncluded}),
            Lucene::newLucene<Lucene::TermRangeQuery>(L"tags", index::toWide(low), index::toWide(high),
                                                      lowIncluded, highIncluded),
            "tags:" + low + ".." + high};
}

QueryPair AgreementQueries::exists()
{
    const std::string field = std::array{"body", "title", "tags", "size", "ratio"}[below(5)];
    const auto term = Lucene::newLucene<Lucene::Term>(index::kExistsField, index::toWide(field));
    return {query::makeNode(query::Exists{field}), Lucene::newLucene<Lucene::TermQuery>(term),
            "exists " + field};
}

QueryPair AgreementQueries::ids()
{
    query::Ids node;
    std::vector<std::wstring> wide;
    for (std::size_t i = 1 + below(8); i > 0; --i) {
        node.ids.push_back(anyDocument().id);
        wide.push_back(index::toWide(node.ids.back()));
    }
    return {query::makeNode(node), anyOf(index::kIdField, wide), "ids " + joined(node.ids)};
}

} // namespace explorer::test
