#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace explorer::index
{

class FieldTerms;

/// The characters that a text has, folded to 64 bits, and their number. An insertion or deletion changes one
/// bit at most, a substitution two, a transposition none.
struct TextSignature {
    std::uint64_t characters = 0;
    std::size_t codePoints = 0;
};
TextSignature signatureOf(std::string_view utf8);

/// The signatures of a field's terms by length, so that a fuzzy search looks closer at few of them.
/// Immutable.
class FuzzyIndex
{
public:
    /// Terms at least that long are in one list.
    static constexpr std::size_t kLongest = 255;

    explicit FuzzyIndex(const FieldTerms &terms);
    [[nodiscard]] std::size_t sizeBytes() const;
    /// Appends the ordinals of all terms that may lie within `distance` edits of the text, in no order; some
    /// do not.
    void candidates(const TextSignature &text, int distance, std::vector<std::uint32_t> &ordinals) const;

private:
    /// Those of one length, whose signature differs in at most `bits` bits.
    void scan(std::size_t length, std::uint64_t characters, int bits,
              std::vector<std::uint32_t> &ordinals) const;

    /// By length: where it begins in the arrays; one more than lengths.
    std::vector<std::uint32_t> m_starts;
    std::vector<std::uint64_t> m_characters;
    std::vector<std::uint32_t> m_ordinals;
};

} // namespace explorer::index
