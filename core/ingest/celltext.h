#pragma once

#include "core/api/schema.h"

#include <optional>
#include <string>
#include <string_view>

namespace explorer::ingest
{

/// Whether the text is a number of JSON's grammar: `007` and `+1` are none, as their zeros and signs may mean
/// something.
bool isJsonNumber(std::string_view cell);

/// Appends a cell as a JSON value: a number or boolean where it reads as its column's type (nothing: as it
/// reads), else a string.
void appendCell(std::string &json, std::string_view cell, std::optional<api::FieldType> type);

} // namespace explorer::ingest
