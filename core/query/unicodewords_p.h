#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace explorer::query
{

/// Bytes [offset, offset + length) of a piece of text.
struct WordSpan {
    std::size_t offsetBytes = 0;
    std::size_t lengthBytes = 0;
};

/// Finds the words of a piece of text that hold a letter or a digit, by Qt's Unicode tables; `found` is
/// cleared first.
void findUnicodeWords(std::string_view text, std::vector<WordSpan> &found);

} // namespace explorer::query
