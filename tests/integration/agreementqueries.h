#pragma once

#include "core/query/tree.h"
#include "librarysearch.h"

#include <functional>
#include <random>
#include <string>
#include <vector>

namespace explorer::test
{

/// The same question to ours and to the library.
struct QueryPair {
    query::NodePtr ours;
    Lucene::QueryPtr library;
    std::string description;
};

/// A document of the agreement test: words that are their own tokens.
struct AgreementDocument {
    std::string id;
    std::vector<std::string> body;
    std::vector<std::string> title;
    std::vector<std::string> tags;
    std::vector<std::int64_t> sizes;
    std::vector<double> ratios;
    /// Each document's own.
    std::int64_t time = 0;

    [[nodiscard]] std::string json() const;
};

/// Seeded documents of a skewed vocabulary, and random queries of every class over them. Fuzzy and regex,
/// which the library has otherwise or not at all, are the union of the terms that a plain reference finds
/// among the index's.
class AgreementQueries
{
public:
    explicit AgreementQueries(unsigned seed);
    AgreementDocument document(const std::string &id);
    /// `library`: reads the index of the documents made so far.
    QueryPair query(LibrarySearch &library, int depth);

private:
    std::size_t below(std::size_t bound)
    {
        return std::uniform_int_distribution<std::size_t>(0, bound - 1)(m_random);
    }
    const std::string &word();
    const AgreementDocument &anyDocument() { return m_documents[below(m_documents.size())]; }
    QueryPair leaf(LibrarySearch &library);
    QueryPair combined(LibrarySearch &library, int depth);
    QueryPair term();
    QueryPair phrase();
    QueryPair pattern();
    QueryPair fuzzy(LibrarySearch &library);
    QueryPair regex(LibrarySearch &library);
    QueryPair longRange();
    QueryPair doubleRange();
    QueryPair keywordRange();
    QueryPair exists();
    QueryPair ids();
    static Lucene::QueryPtr anyOf(const std::wstring &field, const std::vector<std::wstring> &terms);

    std::mt19937 m_random;
    std::vector<std::string> m_words;
    std::vector<AgreementDocument> m_documents;
};

} // namespace explorer::test
