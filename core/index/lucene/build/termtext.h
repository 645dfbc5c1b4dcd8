#pragma once

#include <string>
#include <string_view>

namespace explorer::index
{

/// Writes a text as a term to `term`, zeros behind it: what is no UTF-8, and U+FFFF, becomes U+FFFD. False
/// where it is too long to be one (kMaxTermCodePoints).
[[nodiscard]] bool toTerm(std::string_view text, std::string &term);

/// What toTerm() wrote, without the zeros; eight bytes can be read from each of its own.
std::string_view paddedTerm(const std::string &term);

} // namespace explorer::index
