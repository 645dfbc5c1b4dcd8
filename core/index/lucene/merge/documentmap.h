#pragma once

#include "core/index/lucene/segment/deletions.h"

#include <vector>

namespace explorer::index
{

/// Where the documents of one source of a merge go in the new segment: the live ones one after the other.
class DocumentMap
{
public:
    static constexpr int kGone = -1;

    /// `deletions` may be null; not held. `base`: the new number of the first live one.
    DocumentMap(int base, int documents, const Deletions *deletions);
    [[nodiscard]] int documents() const { return m_documents; }
    [[nodiscard]] int base() const { return m_base; }
    [[nodiscard]] int live() const { return m_live; }
    [[nodiscard]] bool isComplete() const { return m_live == m_documents; }
    /// Its new number, or kGone.
    [[nodiscard]] int at(int document) const
    {
        return m_numbers.empty() ? m_base + document : m_numbers[static_cast<std::size_t>(document)];
    }

private:
    int m_base;
    int m_documents;
    int m_live;
    /// Empty where all documents live.
    std::vector<int> m_numbers;
};

} // namespace explorer::index
