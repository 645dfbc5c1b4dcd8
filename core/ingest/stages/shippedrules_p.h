#pragma once

#include <string_view>

namespace explorer::ingest
{

/// resources/security/injection.yar.
std::string_view shippedSecurityRules();

} // namespace explorer::ingest
