#pragma once

#include "core/storage/connection.h"
#include "core/storage/database.h"

namespace explorer::storage
{

enum class OpenMode : std::uint8_t { Writer, Reader };

/// A connection of the calling thread with every pragma set. Only the writer's may write and checkpoint:
/// SQLite 3.40 has a race between two connections that do, and a read-only one does not even checkpoint when
/// it is the last to close.
Result<std::unique_ptr<Connection>> openSqlite(const std::filesystem::path &file, OpenMode mode,
                                               const StorageSettings &settings);

} // namespace explorer::storage
