#include "core/index/lucene/execute/setmatchers.h"

#include <algorithm>

namespace explorer::index
{
namespace
{

void addToAll(double *sums, int count, float score)
{
    if (sums == nullptr || score == 0)
        return;
    for (int i = 0; i < count; ++i)
        sums[i] += static_cast<double>(score);
}

} // namespace

int AllMatcher::keep(int *, double *sums, int count)
{
    addToAll(sums, count, constantScore());
    return count;
}

int NotMatcher::keep(int *documents, double *sums, int count)
{
    m_matching.assign(documents, documents + count);
    const int matching = m_child->keep(m_matching.data(), nullptr, count);
    int kept = 0;
    int at = 0;
    for (int i = 0; i < count; ++i) {
        if (at < matching && m_matching[static_cast<std::size_t>(at)] == documents[i]) {
            ++at;
            continue;
        }
        documents[kept] = documents[i];
        if (sums != nullptr)
            sums[kept] = sums[i];
        ++kept;
    }
    return kept;
}

void NotMatcher::fill(Window &window)
{
    m_child->addTo(window);
    for (std::uint64_t &word : window.bits)
        word = ~word;
}

int RangeMatcher::keep(int *documents, double *sums, int count)
{
    const auto size = static_cast<std::size_t>(count);
    if (sums == nullptr)
        return static_cast<int>(m_test.keep({documents, size}));
    m_given.assign(documents, documents + count);
    const auto kept = static_cast<int>(m_test.keep({documents, size}));
    std::size_t from = 0;
    for (int i = 0; i < kept; ++i, ++from) {
        while (m_given[from] != documents[i])
            ++from;
        sums[i] = sums[from];
    }
    addToAll(sums, kept, constantScore());
    return kept;
}

void RangeMatcher::fill(Window &window) { m_test.fill(window.begin(), window.end(), window.bits.data()); }

int BitsMatcher::keep(int *documents, double *sums, int count)
{
    int kept = 0;
    for (int i = 0; i < count; ++i) {
        const auto document = static_cast<std::size_t>(documents[i]);
        if (((m_bits[document / 64] >> (document % 64)) & 1U) == 0)
            continue;
        documents[kept] = documents[i];
        if (sums != nullptr)
            sums[kept] = sums[i];
        ++kept;
    }
    addToAll(sums, kept, constantScore());
    return kept;
}

void BitsMatcher::fill(Window &window)
{
    const auto first = static_cast<std::size_t>(window.begin()) / 64;
    const std::size_t count = std::min(window.bits.size(), m_bits.size() - first);
    std::copy_n(m_bits.begin() + static_cast<std::ptrdiff_t>(first), count, window.bits.begin());
}

} // namespace explorer::index
