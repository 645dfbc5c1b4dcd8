#include "core/index/lucene/columns/rangetest.h"

#include <algorithm>
#include <type_traits>

namespace explorer::index
{
namespace
{

template <typename T>
bool isWithin(const DenseValues<T> &values, std::size_t document, T first, T span)
{
    return static_cast<T>(values.values[document] - first) <= span;
}

template <typename T>
bool isWithin(const SparseValues<T> &values, std::size_t document, T first, T span)
{
    return !values.isMissing(document) && static_cast<T>(values.values[document] - first) <= span;
}

template <typename T>
bool isWithin(const ListedValues<T> &values, std::size_t document, T first, T span)
{
    for (std::uint32_t i = values.offsets[document]; i < values.offsets[document + 1]; ++i) {
        if (static_cast<T>(values.values[i] - first) <= span)
            return true;
    }
    return false;
}

} // namespace

bool RangeTest::test(int document) const
{
    if (m_isEmpty)
        return false;
    return visitNumbers(m_stored, [this, document](const auto &values) {
        using T = typename std::decay_t<decltype(values)>::Type;
        return isWithin(values, static_cast<std::size_t>(document), static_cast<T>(m_first),
                        static_cast<T>(m_span));
    });
}

std::size_t RangeTest::keep(std::span<int> documents) const
{
    if (m_isEmpty)
        return 0;
    return visitNumbers(m_stored, [this, documents](const auto &values) {
        using T = typename std::decay_t<decltype(values)>::Type;
        const auto first = static_cast<T>(m_first);
        const auto span = static_cast<T>(m_span);
        std::size_t kept = 0;
        for (const int document : documents) {
            documents[kept] = document;
            kept += isWithin(values, static_cast<std::size_t>(document), first, span) ? 1 : 0;
        }
        return kept;
    });
}

void RangeTest::fill(int begin, int end, std::uint64_t *words) const
{
    if (m_isEmpty) {
        std::fill_n(words, (end - begin + 63) / 64, 0);
        return;
    }
    visitNumbers(m_stored, [this, begin, end, words](const auto &values) {
        using T = typename std::decay_t<decltype(values)>::Type;
        const auto first = static_cast<T>(m_first);
        const auto span = static_cast<T>(m_span);
        auto document = static_cast<std::size_t>(begin);
        const auto last = static_cast<std::size_t>(end);
        for (std::uint64_t *word = words; document < last; ++word) {
            const std::size_t count = std::min<std::size_t>(64, last - document);
            std::uint64_t bits = 0;
            for (std::size_t i = 0; i < count; ++i)
                bits |= std::uint64_t{isWithin(values, document + i, first, span)} << i;
            *word = bits;
            document += count;
        }
    });
}

} // namespace explorer::index
