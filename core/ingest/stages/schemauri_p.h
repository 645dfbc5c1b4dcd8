#pragma once

#include <string>
#include <string_view>

namespace explorer::ingest
{

/// `reference` as seen from `base` (RFC 3986, 5.2), without its fragment.
std::string resolveUri(std::string_view base, std::string_view reference);
/// What stands behind `#`, percent-decoded.
std::string fragmentOf(std::string_view reference);

} // namespace explorer::ingest
