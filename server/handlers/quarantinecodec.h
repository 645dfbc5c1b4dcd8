#pragma once

#include "core/ingest/quarantineservice.h"

#include <nlohmann/json.hpp>

namespace explorer::gateway
{

/// A quarantined record as the contract shows it. `original` is there where `raw` was edited or made from it.
nlohmann::json quarantineJson(const storage::QuarantinedRecord &record, const std::string &collection);

/// {raw: text}.
Result<std::string> rawMember(const nlohmann::json &json);

/// collection, and ids (1 to 5,000) or q, and cursor. wrong_value with a pointer.
Result<ingest::QuarantineSelection> selectionFromJson(const nlohmann::json &json);

} // namespace explorer::gateway
