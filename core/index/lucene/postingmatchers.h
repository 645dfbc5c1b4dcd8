#pragma once

#include "core/index/lucene/matcher.h"

#include <array>

namespace explorer::index
{

inline namespace reading
{

/// BM25 (Robertson et al., k1 = 1.2, b = 0.75) of one term or phrase in one field: the length factor of each
/// norm byte, worked out once.
class Bm25
{
public:
    /// `norms` may be null: every length is the average. Scores are multiplied by `weight` (boost times idf).
    Bm25(Lucene::ByteArray norms, double averageLength, double weight);
    [[nodiscard]] double score(int document, double frequency) const
    {
        const double factor = m_bytes == nullptr ? kK1 : m_factors[m_bytes[document]];
        return m_weight * frequency / (frequency + factor);
    }
    static double inverseDocumentFrequency(std::int64_t documentFrequency, std::int64_t documents);

private:
    static constexpr double kK1 = 1.2;
    static constexpr double kB = 0.75;
    Lucene::ByteArray m_norms;
    const std::uint8_t *m_bytes = nullptr;
    double m_weight;
    std::array<double, 256> m_factors{};
};

/// Reads a term's postings in blocks.
class TermMatcher final : public Matcher
{
public:
    TermMatcher(Lucene::TermDocsPtr docs, std::int64_t documentFrequency, Bm25 similarity);
    int advance(int target) override;
    double score() override;
    [[nodiscard]] std::int64_t cost() const override { return m_cost; }

private:
    static constexpr int kBlock = 128;
    Lucene::TermDocsPtr m_docs;
    Lucene::Collection<int32_t> m_documents;
    Lucene::Collection<int32_t> m_frequencies;
    int m_at = 0;
    int m_count = 0;
    bool m_isUsedUp = false;
    std::int64_t m_cost;
    Bm25 m_similarity;
};

/// Tokens in order, with at most `slop` moves: every choice of one position a token whose positions, each
/// less its place in the phrase, lie within `slop` of each other. A token that the phrase has twice needs two
/// positions.
class PhraseMatcher final : public Matcher
{
public:
    struct Part {
        Lucene::TermPositionsPtr positions;
        std::int64_t documentFrequency = 0;
        /// The first part with the same token.
        std::size_t group = 0;
    };
    PhraseMatcher(std::vector<Part> parts, int slop, Bm25 similarity, Interrupt &interrupt);
    int advance(int target) override;
    double score() override { return m_similarity.score(m_document, m_frequency); }
    [[nodiscard]] std::int64_t cost() const override { return m_cost; }

private:
    bool alignAll(int target);
    bool matchPositions();
    bool matchFrom(int start) const;

    std::vector<Part> m_parts;
    /// By group: the positions in the current document.
    std::vector<std::vector<int>> m_positions;
    std::vector<std::size_t> m_byRarity;
    std::vector<int> m_documents;
    int m_slop;
    Bm25 m_similarity;
    Interrupt &m_interrupt;
    std::int64_t m_cost = 0;
    double m_frequency = 0;
};

} // namespace reading

} // namespace explorer::index
