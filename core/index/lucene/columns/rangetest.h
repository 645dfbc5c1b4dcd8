#pragma once

#include "core/index/lucene/columns/storedvalues.h"

#include <cstdint>
#include <span>

namespace explorer::index
{

/// Which documents have a value of a column between two stored values. As long as the column lives; any
/// thread.
class RangeTest
{
public:
    /// Both ends included; first > last: no document. The mark of a column of ordinals is not within.
    RangeTest(const StoredValues &stored, std::uint64_t first, std::uint64_t last)
        : m_stored(stored), m_first(first), m_span(last - first), m_isEmpty(first > last)
    {
    }
    [[nodiscard]] bool isEmpty() const { return m_isEmpty; }
    [[nodiscard]] bool test(int document) const;
    /// Moves the documents that pass to the front, in order; how many they are.
    std::size_t keep(std::span<int> documents) const;
    /// Sets the words of the documents [begin, end): bit i of words[0] is document begin + i. `begin` is a
    /// multiple of 64; bits beyond `end` are 0.
    void fill(int begin, int end, std::uint64_t *words) const;

private:
    StoredValues m_stored;
    std::uint64_t m_first;
    std::uint64_t m_span;
    bool m_isEmpty;
};

} // namespace explorer::index
