#pragma once

#include "core/api/schema.h"
#include "core/ingest/compiledschema.h"
#include "core/ingest/parseddocument_p.h"

namespace explorer::ingest
{

/// A JSON string as the text of a value of this type: "12" as 12, "TRUE" as true, a date in a common form as
/// RFC 3339. Nothing where something would be lost, there are two readings, or it fits as it is.
std::optional<std::string> coerce(api::FieldType type, std::string_view value);

/// Turns values into their fields' types in the record's JSON, and writes down each in its trail. `root` is
/// the record's parsed JSON. Whether anything was turned.
bool coerceTypes(Record &record, simdjson::dom::element root, const CompiledSchema &schema);

/// The first value that is not written in its field's own type; nothing where there is none.
std::optional<Problem> findStrictProblem(simdjson::dom::element root, const CompiledSchema &schema);

} // namespace explorer::ingest
