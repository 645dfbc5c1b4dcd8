#pragma once

#include "core/storage/connection.h"

namespace explorer::storage
{

/// Brings the schema up to date, one transaction a numbered step; SQLite's user_version holds the number
/// reached. Unavailable ("newer_database") where a newer program wrote the file; nothing is changed then.
Result<void> migrate(Connection &connection);

/// The number that migrate() reaches.
int newestSchemaVersion();

} // namespace explorer::storage
