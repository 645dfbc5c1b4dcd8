#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace explorer::query
{

/// A word, or a quoted text, that a query searches for, with its place in code points, without the quotes.
struct SearchedWord {
    std::string text;
    /// Empty: the default fields.
    std::string field;
    std::size_t offset = 0;
    std::size_t length = 0;
    bool isQuoted = false;
};

/// Those of a query that can be changed as they stand: what has an escape, a wildcard or a number is left
/// out. Never fails. Linear.
std::vector<SearchedWord> searchedWords(std::string_view text, bool literal);

} // namespace explorer::query
