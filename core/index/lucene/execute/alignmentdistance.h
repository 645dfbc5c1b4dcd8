#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace explorer::index
{

/// The optimal string alignment distance (insert, delete, substitute, swap neighbours; no part edited twice)
/// of one text to many, in code points. Bit-parallel for texts of up to 64 (Hyyro, A Bit-Vector Algorithm for
/// Computing Levenshtein and Damerau Edit Distances, 2003). One thread.
class AlignmentDistance
{
public:
    /// Texts are UTF-8. Distances above `most` are all the same.
    AlignmentDistance(std::string_view text, int most);
    [[nodiscard]] bool isWithin(std::string_view other);

private:
    static constexpr std::size_t kMostBits = 64;
    [[nodiscard]] std::uint64_t placesOf(char32_t character) const;
    [[nodiscard]] bool isWithinByBits() const;
    [[nodiscard]] bool isWithinByRows();

    std::u32string m_text;
    std::u32string m_other;
    int m_most;
    /// Bit i: the text has the character at i.
    std::array<std::uint64_t, 128> m_asciiPlaces{};
    std::vector<std::pair<char32_t, std::uint64_t>> m_otherPlaces;
    std::array<std::vector<int>, 3> m_rows;
};

} // namespace explorer::index
