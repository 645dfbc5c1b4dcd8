#include "core/index/lucene/execute/bm25.h"

#include <cmath>

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

Bm25::LengthFactors Bm25::lengthFactors(std::int64_t tokens, std::int64_t documents)
{
    LengthFactors factors{};
    const auto average =
        documents > 0 ? static_cast<float>(static_cast<double>(tokens) / static_cast<double>(documents))
                      : 1.0F;
    for (std::size_t i = 0; i < factors.size(); ++i) {
        const auto length = static_cast<float>(lengthOf(static_cast<std::uint8_t>(i)));
        factors[i] = 1.0F / (kK1 * ((1.0F - kB) + kB * length / average));
    }
    return factors;
}

float Bm25::inverseDocumentFrequency(std::int64_t documentFrequency, std::int64_t documents)
{
    const auto with = static_cast<double>(documentFrequency);
    return static_cast<float>(
        std::log(1 + (static_cast<double>(documents - documentFrequency) + 0.5) / (with + 0.5)));
}

Bm25::Bm25(std::span<const std::uint8_t> norms, const LengthFactors *factors, float weight)
    : m_norms(norms.empty() || factors == nullptr ? nullptr : norms.data()), m_factors(factors),
      m_weight(weight)
{
}

void Bm25::score(const int *documents, const int *frequencies, float *scores, int count) const
{
    // So that the arithmetic is done on several at once.
    constexpr int kTogether = 16;
    std::array<float, kTogether> factors;
    factors.fill(kAverage);
    int begin = 0;
    for (; begin + kTogether <= count; begin += kTogether) {
        if (m_norms != nullptr) {
            for (std::size_t i = 0; i < kTogether; ++i)
                factors[i] = (*m_factors)[m_norms[documents[begin + static_cast<int>(i)]]];
        }
        for (int i = 0; i < kTogether; ++i)
            scores[begin + i] = scoreWith(factors[static_cast<std::size_t>(i)], frequencies[begin + i]);
    }
    for (; begin < count; ++begin)
        scores[begin] = score(documents[begin], frequencies[begin]);
}

} // namespace explorer::index
