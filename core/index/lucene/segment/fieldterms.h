#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string_view>

namespace explorer::index
{

/// Where a term's postings lie. Offsets were checked to lie within the files when the segment was opened.
struct TermPostings {
    std::uint32_t documentFrequency = 0;
    /// Of the term's first posting in `.frq`, and of its first position in `.prx`.
    std::uint32_t frequencyOffset = 0;
    std::uint32_t positionOffset = 0;
    /// Of the skip list from frequencyOffset on; 0: there is none (fewer than 16 documents).
    std::uint32_t skipOffset = 0;
};

class FuzzyIndex;

/// The terms of one field of one segment, sorted by their UTF-8 bytes; a term's place is its ordinal, which
/// is also its number in the field's keyword column. In memory.
class FieldTerms
{
public:
    virtual ~FieldTerms() = default;
    [[nodiscard]] virtual std::uint32_t size() const = 0;
    [[nodiscard]] virtual std::string_view at(std::uint32_t ordinal) const = 0;
    /// The first ordinal whose term is not less than `text`.
    [[nodiscard]] virtual std::uint32_t lowerBound(std::string_view text) const = 0;
    [[nodiscard]] virtual std::optional<std::uint32_t> find(std::string_view text) const = 0;
    [[nodiscard]] virtual TermPostings postings(std::uint32_t ordinal) const = 0;
    /// Postings without frequencies and positions (keyword, number, id).
    [[nodiscard]] virtual bool omitsFrequencies() const = 0;
    /// The segment's mapped files.
    [[nodiscard]] virtual std::span<const std::uint8_t> frequencyFile() const = 0;
    [[nodiscard]] virtual std::span<const std::uint8_t> positionFile() const = 0;

    /// For fuzzy search; made when it is first asked for (12 bytes and about 0.1 us a term), while others
    /// that ask wait. Any thread.
    [[nodiscard]] const FuzzyIndex &fuzzyIndex() const;
    /// Whether it was asked for: a newer segment's is then worth making before the first search.
    [[nodiscard]] bool hasFuzzyIndex() const { return m_hasFuzzyIndex; }

private:
    mutable std::once_flag m_fuzzyOnce;
    mutable std::atomic<bool> m_hasFuzzyIndex = false;
    /// Shared for the sake of the incomplete type.
    mutable std::shared_ptr<const FuzzyIndex> m_fuzzyIndex;
};

} // namespace explorer::index
