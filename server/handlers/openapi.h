#pragma once

#include <string_view>

namespace explorer::gateway
{

/// The OpenAPI 3.1 document of the HTTP contract: openapi.json of this folder, built into the program.
std::string_view openApiDocument();

} // namespace explorer::gateway
