#pragma once

#include <string>

namespace explorer::query
{

/// Porter's algorithm of 1980 ("An algorithm for suffix stripping"), in place, on a lower-cased word. Words
/// that are not all ASCII are left as they are.
void stemEnglish(std::string &word);

/// Savoy's light stemmer for German (umlauts folded, plural and case endings cut), in place, on a lower-cased
/// UTF-8 word.
void stemGerman(std::string &word);

} // namespace explorer::query
