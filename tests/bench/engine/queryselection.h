#pragma once

#include "corpusfile.h"
#include "querylist.h"
#include "vocabulary.h"

#include <functional>
#include <random>

namespace explorer::bench
{

/// Chooses queries from a corpus, the same for the same seed. Common words are in at least a twentieth of the
/// documents, mid ones in a thousandth to a hundredth, rare ones in 3 to 50 documents. Expansions stay within
/// every engine's limits: 1,000 terms a prefix or wildcard, 50 a fuzzy.
class QuerySelection
{
public:
    /// `sample`: documents of the corpus to take phrases and ranges from.
    QuerySelection(const Vocabulary &vocabulary, const std::vector<CorpusDocument> &sample,
                   std::size_t documents, std::uint64_t seed);
    /// `each` a class of the table, and `forOrder` scored ones of the class `order`.
    std::vector<BenchQuery> choose(std::size_t each, std::size_t forOrder);

private:
    using Words = std::vector<std::string>;
    const std::string &oneOf(const Words &words) { return words[m_random() % words.size()]; }
    BenchQuery words(const std::string &className, const std::string &operation,
                     const std::vector<const Words *> &kinds);
    BenchQuery phrase(const std::string &className);
    BenchQuery pattern(const std::string &operation);
    BenchQuery fuzzy(int distance);
    BenchQuery range();
    BenchQuery forOrder();

    const Vocabulary &m_vocabulary;
    const std::vector<CorpusDocument> &m_sample;
    std::size_t m_documents;
    std::mt19937_64 m_random;
    Words m_common;
    Words m_mid;
    Words m_rare;
    /// Letters only, seven at least; what a fuzzy or a pattern begins with.
    Words m_long;
};

} // namespace explorer::bench
