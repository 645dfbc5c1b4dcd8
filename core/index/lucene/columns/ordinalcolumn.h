#pragma once

#include "core/index/lucene/columns/rangetest.h"
#include "core/index/lucene/columns/storedvalues.h"

#include <cstdint>
#include <span>
#include <utility>

namespace explorer::index
{

inline constexpr std::uint32_t kNoOrdinal = UINT32_MAX;

/// The terms of one keyword field by document, as ordinals of the field's dictionary, each once a document
/// and ascending. Documents are not checked against documents(). Any thread.
class OrdinalColumn
{
public:
    explicit OrdinalColumn(const StoredValues &stored) : m_stored(stored) {}

    [[nodiscard]] int documents() const { return m_stored.documents; }
    /// Every ordinal is below it; not above the dictionary's size.
    [[nodiscard]] std::uint32_t limit() const { return m_stored.mark; }
    /// kNoOrdinal where the document lacks the field.
    [[nodiscard]] std::uint32_t least(int document) const
    {
        return visitOrdinals(m_stored, [document](const auto &values) -> std::uint32_t {
            const auto place = static_cast<std::size_t>(document);
            return values.isMissing(place) ? kNoOrdinal : values.least(place);
        });
    }
    [[nodiscard]] std::uint32_t greatest(int document) const
    {
        return visitOrdinals(m_stored, [document](const auto &values) -> std::uint32_t {
            const auto place = static_cast<std::size_t>(document);
            return values.isMissing(place) ? kNoOrdinal : values.greatest(place);
        });
    }
    template <typename Take>
    void each(int document, Take &&take) const
    {
        visitOrdinals(m_stored, [document, &take](const auto &values) {
            values.each(static_cast<std::size_t>(document),
                        [&take](std::uint32_t ordinal) { take(ordinal); });
        });
    }

    /// Calls `use` with the ordinals in their own type (MarkedValues with limit() as the mark, or
    /// ListedValues, of an unsigned integer), for loops over many documents.
    template <typename Use>
    decltype(auto) visit(Use &&use) const
    {
        return visitOrdinals(m_stored, std::forward<Use>(use));
    }

    /// Documents with an ordinal from `begin` on, before `end`.
    [[nodiscard]] RangeTest range(std::uint32_t begin, std::uint32_t end) const;
    /// Moves the documents that have an ordinal whose bit is set to the front, in order; how many they are.
    /// `chosen` has a bit for each ordinal up to limit(), that one included and not set.
    std::size_t keepChosen(std::span<const std::uint64_t> chosen, std::span<int> documents) const;

private:
    StoredValues m_stored;
};

} // namespace explorer::index
