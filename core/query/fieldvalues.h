#pragma once

#include "core/api/schema.h"
#include "core/query/tree.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace explorer::query
{

/// Text and keyword: UTF-8. Long, date and boolean: the integer. Double: the double.
using FieldValue = std::variant<std::string, std::int64_t, double>;

/// A document as the index and the in-memory match see it: each schema field's values by dotted path, array
/// elements in order, nulls left out.
struct DocumentFields {
    std::map<std::string, std::vector<FieldValue>, std::less<>> values;
};

/// Why a value does not fit its field: JSON pointer, what it is, what was expected.
struct TypeProblem {
    std::string pointer;
    std::string field;
    std::string message;
};

/// Walks a JSON object along the schema. A value that does not fit its field's type (after the harmless
/// coercions: "12" for a long, 1.0 for a long, numbers and booleans for text and keyword, UnixMillis or RFC
/// 3339 for dates) is left out and reported. Nested objects become dotted paths, arrays of objects are
/// flattened. InvalidArgument where it is no JSON object.
Result<DocumentFields> extractFields(const api::Schema &schema, std::string_view json,
                                     std::vector<TypeProblem> &problems);

/// Whether one document matches a checked tree; agrees with the index on every query. Linear in the document.
bool matches(const NodePtr &root, const api::Schema &schema, std::string_view id,
             const DocumentFields &document);

} // namespace explorer::query
