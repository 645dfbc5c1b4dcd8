#pragma once

#include "core/api/schema.h"

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>

namespace explorer::index
{

/// BM25 (Robertson et al., k1 and b of the schema) in the single-precision arithmetic of Lucene 8.8's
/// BM25Similarity, so that equal documents come in the order that it gives them.
class Bm25
{
public:
    /// By norm byte: 1 / (k1 * (1 - b + b * length / average length)).
    using LengthFactors = std::array<float, 256>;
    /// The tokens of all documents that have the field, over their number.
    static LengthFactors lengthFactors(std::int64_t tokens, std::int64_t documents,
                                       const api::Similarity &similarity);
    /// The length a norm byte stands for (Lucene's SmallFloat.byte4ToInt).
    static int lengthOf(std::uint8_t norm);
    /// `documents` that have the field.
    static float inverseDocumentFrequency(std::int64_t documentFrequency, std::int64_t documents);

    /// Scores nothing.
    Bm25() = default;
    /// `norms` and `factors` must outlive it; `norms` may be empty: every length is the average.
    Bm25(std::span<const std::uint8_t> norms, const LengthFactors *factors, float weight,
         const api::Similarity &similarity);
    /// Leaves out the saturation: weight * frequency * factor, to be added up over fields before it.
    [[nodiscard]] static Bm25 unsaturated(Bm25 scores)
    {
        scores.m_isSaturated = false;
        return scores;
    }

    [[nodiscard]] float score(int document, int frequency) const
    {
        const std::uint8_t norm = m_norms == nullptr ? 0 : m_norms[document];
        const float factor = m_norms == nullptr ? m_average : (*m_factors)[norm];
        if (!m_isSaturated)
            return m_weight * static_cast<float>(frequency) * factor;
        return m_weight - m_weight / (1.0F + static_cast<float>(frequency) * factor);
    }
    /// The same for many.
    void score(const int *documents, const int *frequencies, float *scores, int count);
    /// What any score stays below, however often the word comes.
    [[nodiscard]] double maxScore() const
    {
        if (!m_isSaturated)
            return std::numeric_limits<double>::infinity();
        return m_weight > 0 ? static_cast<double>(m_weight) : 0.0;
    }

private:
    /// By frequency, from 1 on, and norm byte.
    static constexpr std::uint32_t kTabled = 8;
    using Table = std::array<LengthFactors, kTabled>;
    void fillTable();

    const std::uint8_t *m_norms = nullptr;
    const LengthFactors *m_factors = nullptr;
    float m_weight = 0;
    /// The factor of a text of average length.
    float m_average = 0;
    bool m_isSaturated = true;
    int m_scored = 0;
    /// Made when many are scored.
    std::unique_ptr<Table> m_table;
};

} // namespace explorer::index
