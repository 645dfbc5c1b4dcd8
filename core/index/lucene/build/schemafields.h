#pragma once

#include "core/api/schema.h"
#include "core/index/lucene/format/fieldinfos.h"

#include <cstdint>

namespace explorer::index
{

/// Numbers of the index's own fields; the schema's follow in the order of its names. Every segment of a
/// schema has the same list, whatever its documents have, so that numbers need no mapping in a merge.
inline constexpr std::uint32_t kIdFieldNumber = 0;
inline constexpr std::uint32_t kExistsFieldNumber = 1;
inline constexpr std::uint32_t kFirstSchemaFieldNumber = 2;

FieldInfos fieldInfosOf(const api::Schema &schema);

} // namespace explorer::index
