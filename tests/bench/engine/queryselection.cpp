#include "queryselection.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace explorer::bench
{
namespace
{

bool isLowerWord(const std::string &term)
{
    return std::all_of(term.begin(), term.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

} // namespace

QuerySelection::QuerySelection(const Vocabulary &vocabulary, const std::vector<CorpusDocument> &sample,
                               std::size_t documents, std::uint64_t seed)
    : m_vocabulary(vocabulary), m_sample(sample), m_documents(documents), m_random(seed)
{
    constexpr std::size_t kLong = 7;
    for (const Vocabulary::Entry &entry : vocabulary.entries()) {
        if (entry.documents >= documents / 20)
            m_common.push_back(entry.term);
        else if (entry.documents >= documents / 1000 && entry.documents <= documents / 100)
            m_mid.push_back(entry.term);
        else if (entry.documents >= 3 && entry.documents <= 50)
            m_rare.push_back(entry.term);
        if (entry.documents >= 20 && entry.term.size() >= kLong && isLowerWord(entry.term))
            m_long.push_back(entry.term);
    }
    for (const Words *words : {&m_common, &m_mid, &m_rare, &m_long}) {
        if (words->size() < 10) {
            std::fprintf(stderr, "the corpus is too small to choose queries from\n");
            std::exit(1);
        }
    }
}

BenchQuery QuerySelection::words(const std::string &className, const std::string &operation,
                                 const std::vector<const Words *> &kinds)
{
    BenchQuery query{className, operation, {}, 0, 0};
    for (const Words *kind : kinds) {
        const std::string *word = &oneOf(*kind);
        while (std::find(query.words.begin(), query.words.end(), *word) != query.words.end())
            word = &oneOf(*kind);
        query.words.push_back(*word);
    }
    return query;
}

BenchQuery QuerySelection::phrase(const std::string &className)
{
    for (;;) {
        const auto tokens = splitAt(m_sample[m_random() % m_sample.size()].body, ' ');
        const std::size_t length = m_random() % 10 < 7 ? 2 : 3;
        if (tokens.size() < length)
            continue;
        const std::size_t begin = m_random() % (tokens.size() - length + 1);
        BenchQuery query{className, "phrase", {}, 0, 0};
        for (std::size_t i = begin; i < begin + length; ++i)
            query.words.emplace_back(tokens[i]);
        if (std::all_of(query.words.begin(), query.words.end(), [this](const std::string &word) {
                return m_vocabulary.documentsWith(word) >= m_documents / 1000;
            }))
            return query;
    }
}

BenchQuery QuerySelection::pattern(const std::string &operation)
{
    constexpr std::size_t kMostTerms = 1000;
    for (;;) {
        const std::string &word = oneOf(m_long);
        const std::string prefix = word.substr(0, 3 + m_random() % 2);
        const std::string suffix = operation == "prefix" ? std::string() : word.substr(word.size() - 2);
        const std::size_t terms = m_vocabulary.countBetween(prefix, suffix);
        if (terms >= 2 && terms <= kMostTerms)
            return {operation, operation, {prefix + "*" + suffix}, 0, 0};
    }
}

BenchQuery QuerySelection::fuzzy(int distance)
{
    constexpr std::size_t kMostTerms = 50;
    for (;;) {
        std::string word = oneOf(m_long);
        // Half of them are misspelt.
        if (m_random() % 2 == 0)
            word[m_random() % word.size()] = static_cast<char>('a' + m_random() % 26);
        const std::size_t terms = m_vocabulary.countNear(word, distance);
        if (terms >= 1 && terms <= kMostTerms)
            return {"fuzzy " + std::to_string(distance), "fuzzy" + std::to_string(distance), {word}, 0, 0};
    }
}

BenchQuery QuerySelection::range()
{
    BenchQuery query = words("range + term", "range", {&m_common});
    query.low = m_sample[m_random() % m_sample.size()].size;
    query.high = m_sample[m_random() % m_sample.size()].size;
    if (query.low > query.high)
        std::swap(query.low, query.high);
    return query;
}

BenchQuery QuerySelection::forOrder()
{
    const std::vector<const Words *> kinds{&m_common, &m_mid, &m_rare};
    const auto kind = [&] { return kinds[m_random() % kinds.size()]; };
    switch (m_random() % 4) {
    case 0:
        return words("order", "term", {kind()});
    case 1:
        return words("order", "and", {kind(), &m_common});
    case 2: {
        std::vector<const Words *> chosen{kind(), kind()};
        for (std::size_t more = m_random() % 3; more > 0; --more)
            chosen.push_back(kind());
        return words("order", "or", chosen);
    }
    default:
        return phrase("order");
    }
}

std::vector<BenchQuery> QuerySelection::choose(std::size_t each, std::size_t forOrderCount)
{
    const Words *common = &m_common;
    const Words *mid = &m_mid;
    const Words *rare = &m_rare;
    const std::vector<std::function<BenchQuery()>> classes{
        [=, this] { return words("rare term", "term", {rare}); },
        [=, this] { return words("common term", "term", {common}); },
        [=, this] {
            return words("and common common", "and", {common, common});
        },
        [=, this] {
            return words("and common mid", "and", {common, mid});
        },
        [=, this] {
            return words("and rare common", "and", {rare, common});
        },
        [=, this] {
            return words("or common mid", "or", {common, mid});
        },
        [=, this] {
            return words("or mid mid", "or", {mid, mid});
        },
        [this] { return phrase("phrase"); },
        [this] { return pattern("prefix"); },
        [this] { return pattern("wildcard"); },
        [this] { return fuzzy(1); },
        [this] { return fuzzy(2); },
        [this] { return range(); },
        [=, this] { return words("sort by time", "sort", {common}); },
        [=, this] { return words("facet", "facet", {common}); },
        [=, this] { return words("histogram", "histogram", {common}); }};
    std::vector<BenchQuery> queries;
    for (const auto &make : classes) {
        for (std::size_t i = 0; i < each; ++i)
            queries.push_back(make());
    }
    for (std::size_t i = 0; i < forOrderCount; ++i)
        queries.push_back(forOrder());
    return queries;
}

} // namespace explorer::bench
