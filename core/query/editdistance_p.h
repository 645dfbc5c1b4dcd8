#pragma once

#include <string_view>

namespace explorer::query
{

/// Damerau-Levenshtein distance in its optimal-string-alignment form, in code points; any value above `most`
/// where it exceeds it.
int editDistance(std::u32string_view a, std::u32string_view b, int most);

} // namespace explorer::query
