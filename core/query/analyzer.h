#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace explorer::query
{

/// A token of an analysed text; offset and length are bytes of the UTF-8 input. Positions count from 0
/// without gaps.
struct Token {
    std::string text;
    std::uint32_t offsetBytes = 0;
    std::uint32_t lengthBytes = 0;
};

/// `standard`: words by Unicode's word boundaries (UAX #29) that hold a letter or a digit, lower-cased.
/// `english` and `german` stem on top. Any thread; ASCII text takes a path without tables. Invalid UTF-8 is
/// read as U+FFFD.
void analyze(std::string_view analyzer, std::string_view text,
             const std::function<void(const Token &)> &take);
std::vector<Token> analyze(std::string_view analyzer, std::string_view text);

/// Lower-cases as the analysers do.
std::string foldCase(std::string_view text);

} // namespace explorer::query
