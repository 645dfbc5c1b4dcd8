#include "core/index/lucene/execute/bm25.h"

#include <cmath>
#include <tuple>

namespace explorer::index
{

int Bm25::lengthOf(std::uint8_t norm)
{
    // The lengths up to 23 as they are; from there on 3 bits after the leading one.
    constexpr int kExact = 24;
    if (norm < kExact)
        return norm;
    const int code = norm - kExact;
    const int bits = code & 7;
    const int shift = (code >> 3) - 1;
    const std::int64_t length = shift < 0 ? bits : static_cast<std::int64_t>(bits | 8) << shift;
    return static_cast<int>(kExact + length);
}

Bm25::LengthFactors Bm25::lengthFactors(std::int64_t tokens, std::int64_t documents,
                                        const api::Similarity &similarity)
{
    LengthFactors factors{};
    const auto k1 = static_cast<float>(similarity.k1);
    const auto b = static_cast<float>(similarity.b);
    const auto average =
        documents > 0 ? static_cast<float>(static_cast<double>(tokens) / static_cast<double>(documents))
                      : 1.0F;
    for (std::size_t i = 0; i < factors.size(); ++i) {
        const auto length = static_cast<float>(lengthOf(static_cast<std::uint8_t>(i)));
        factors[i] = 1.0F / (k1 * ((1.0F - b) + b * length / average));
    }
    return factors;
}

float Bm25::inverseDocumentFrequency(std::int64_t documentFrequency, std::int64_t documents)
{
    const auto with = static_cast<double>(documentFrequency);
    return static_cast<float>(
        std::log(1 + (static_cast<double>(documents - documentFrequency) + 0.5) / (with + 0.5)));
}

Bm25::Bm25(std::span<const std::uint8_t> norms, const LengthFactors *factors, float weight,
           const api::Similarity &similarity)
    : m_norms(norms.empty() || factors == nullptr ? nullptr : norms.data()), m_factors(factors),
      m_weight(weight), m_average(1.0F / static_cast<float>(similarity.k1))
{
}

void Bm25::fillTable()
{
    m_table = std::make_unique<Table>();
    const float weight = m_weight;
    const LengthFactors factors = *m_factors;
    std::array<float, std::tuple_size_v<LengthFactors>> row;
    for (std::size_t frequency = 1; frequency <= kTabled; ++frequency) {
        const auto times = static_cast<float>(frequency);
        // In arrays of their own, so that several are worked out at once.
        for (std::size_t i = 0; i < row.size(); ++i)
            row[i] = weight - weight / (1.0F + times * factors[i]);
        (*m_table)[frequency - 1] = row;
    }
}

void Bm25::score(const int *documents, const int *frequencies, float *scores, int count)
{
    constexpr int kWorthTable = 1024;
    if (m_table == nullptr && m_norms != nullptr && m_isSaturated && (m_scored += count) > kWorthTable)
        fillTable();
    if (m_table == nullptr) {
        for (int i = 0; i < count; ++i)
            scores[i] = score(documents[i], frequencies[i]);
        return;
    }
    const float *const table = m_table->front().data();
    const std::uint8_t *const norms = m_norms;
    for (int i = 0; i < count; ++i) {
        const auto row = static_cast<std::uint32_t>(frequencies[i]) - 1;
        scores[i] =
            row < kTabled ? table[row * 256 + norms[documents[i]]] : score(documents[i], frequencies[i]);
    }
}

} // namespace explorer::index
