#pragma once

#include <string>
#include <string_view>

namespace explorer::auth
{

std::string hmacSha256(std::string_view key, std::string_view message);
/// Lower-case hexadecimal.
std::string sha256Hex(std::string_view bytes);
/// In a time that tells nothing but the length.
bool equalInConstantTime(std::string_view left, std::string_view right);
/// URL-safe, without padding (RFC 4648, 5).
std::string toBase64Url(std::string_view bytes);
/// False where it is not exactly that.
bool fromBase64Url(std::string_view text, std::string &bytes);

} // namespace explorer::auth
