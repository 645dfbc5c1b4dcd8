#pragma once

#include <nlohmann/json.hpp>

namespace explorer::ingest
{

inline constexpr const char *kMetaschemaUri = "http://json-schema.org/draft-07/schema";

/// The schema of schemas of draft 7 (json-schema.org/draft-07/schema), without its annotations.
nlohmann::json metaschema();

} // namespace explorer::ingest
