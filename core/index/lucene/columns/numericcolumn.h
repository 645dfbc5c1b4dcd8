#pragma once

#include "core/index/lucene/columns/rangetest.h"
#include "core/index/lucene/columns/storedvalues.h"
#include "core/index/lucene/columns/valueblocks.h"

#include <cstdint>
#include <memory>
#include <utility>

namespace explorer::index
{

/// The values of one numeric field over a mapped file or memory, whatever width they are stored in: the
/// unsigned distance from a base, so that stored values sort as the values do. Several of a document ascend.
/// Documents are not checked against documents(). Any thread.
class NumericColumn
{
public:
    NumericColumn(const StoredValues &stored, std::int64_t base)
        : m_stored(stored), m_base(base), m_blocks(std::make_shared<const ValueBlocks>())
    {
    }

    [[nodiscard]] int documents() const { return m_stored.documents; }
    [[nodiscard]] bool isMissing(int document) const
    {
        return visitNumbers(m_stored,
                            [document](const auto &values) { return values.isMissing(place(document)); });
    }
    /// Only where the document has a value.
    [[nodiscard]] std::int64_t least(int document) const
    {
        return visitNumbers(
            m_stored, [this, document](const auto &values) { return value(values.least(place(document))); });
    }
    [[nodiscard]] std::int64_t greatest(int document) const
    {
        return visitNumbers(m_stored, [this, document](const auto &values) {
            return value(values.greatest(place(document)));
        });
    }
    template <typename Take>
    void each(int document, Take &&take) const
    {
        visitNumbers(m_stored, [this, document, &take](const auto &values) {
            values.each(place(document), [this, &take](std::uint64_t stored) { take(value(stored)); });
        });
    }

    /// Calls `use` with the values in their own type (DenseValues, SparseValues or ListedValues of an
    /// unsigned integer), for loops over many documents; value() turns what they give into numbers.
    template <typename Use>
    decltype(auto) visit(Use &&use) const
    {
        return visitNumbers(m_stored, std::forward<Use>(use));
    }
    [[nodiscard]] std::int64_t value(std::uint64_t stored) const
    {
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(m_base) + stored);
    }

    /// The least and greatest stored value of every ValueBlocks::kSize documents. The first call reads the
    /// column, about a millisecond for a million documents.
    [[nodiscard]] const std::vector<ValueBlock> &blocks() const { return m_blocks->of(m_stored); }

    /// Documents with a value from `low` to `high`, both included.
    [[nodiscard]] RangeTest range(std::int64_t low, std::int64_t high) const;

private:
    static std::size_t place(int document) { return static_cast<std::size_t>(document); }
    StoredValues m_stored;
    std::int64_t m_base;
    /// Shared by copies, so that it is worked out once.
    std::shared_ptr<const ValueBlocks> m_blocks;
};

} // namespace explorer::index
