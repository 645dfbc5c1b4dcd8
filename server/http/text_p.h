#pragma once

#include <string>
#include <string_view>

namespace explorer::http
{

/// ASCII only.
std::string toLower(std::string_view text);
bool equalsIgnoringCase(std::string_view a, std::string_view b);
/// Without spaces and tabs at both ends.
std::string_view trimmed(std::string_view text);
/// RFC 3629: no overlong forms, no surrogates.
bool isUtf8(std::string_view text);
/// RFC 9110, 5.6.2.
bool isToken(std::string_view text);
/// 1 to `limit` characters from ! to ~.
bool isVisibleAscii(std::string_view text, std::size_t limit);

} // namespace explorer::http
