#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <set>
#include <string>

/// The library knows nothing of column files: who syncs and removes them is here.
namespace explorer::index
{

std::string columnFileName(const std::string &segment);
/// Io.
Result<void> syncFile(const std::filesystem::path &path);
/// Removes the column files whose segment is gone: the library keeps `_X.fnm` as long as a commit or the
/// writer needs it. `growing` are segments that are being written just now.
void removeOrphanedColumns(const std::filesystem::path &directory, const std::set<std::string> &growing);
/// Removes what a crash or a rollback left under a name that is used again: views may still have these files
/// mapped, so they must not be written over.
void removeFilesOf(const std::filesystem::path &directory, const std::string &segment);

} // namespace explorer::index
