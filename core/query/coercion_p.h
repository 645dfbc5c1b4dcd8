#pragma once

#include "core/query/fieldvalues.h"

#include <optional>
#include <string_view>

namespace explorer::query
{

/// A value in its field's type, or what is the matter with it ("is no whole number").
struct Coerced {
    FieldValue value;
    const char *problem = nullptr;
};

/// A JSON string, decoded.
Coerced coerceString(api::FieldType type, std::string_view text);
/// A JSON number, `true` or `false`, as written.
Coerced coerceScalar(api::FieldType type, std::string_view token);

/// Whole texts only; one leading `+` is allowed. Nothing out of range, no infinity.
std::optional<std::int64_t> parseLong(std::string_view text);
std::optional<double> parseDouble(std::string_view text);
std::optional<bool> parseBoolean(std::string_view text);

} // namespace explorer::query
