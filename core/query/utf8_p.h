#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace explorer::query
{

/// One decoded character. Invalid bytes give U+FFFD with a length of one.
struct DecodedChar {
    char32_t character = 0xFFFD;
    std::size_t lengthBytes = 1;
};

/// `at` must lie inside the text.
DecodedChar decodeUtf8(std::string_view text, std::size_t at);
void appendUtf8(std::string &text, char32_t character);
std::u32string toUtf32(std::string_view text);
/// Code points, an invalid byte counting as one.
std::size_t countCodePoints(std::string_view text);
/// The byte at which the code point begins; the text's size where there are fewer.
std::size_t byteOfCodePoint(std::string_view text, std::size_t codePoint);

} // namespace explorer::query
