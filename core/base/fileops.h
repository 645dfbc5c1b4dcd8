#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace explorer
{

/// Reads a whole file. NotFound or Io.
Result<std::string> readFile(const std::filesystem::path &path);

/// Replaces a file so that a crash leaves the old or the new content, never a mixture: temporary file, fsync,
/// rename, fsync of the folder. `mode` are the permission bits of a new file.
Result<void> writeFileAtomically(const std::filesystem::path &path, std::string_view content,
                                 unsigned mode = 0600);

/// Makes the entries of a folder durable.
Result<void> syncDirectory(const std::filesystem::path &path);

struct DiskSpace {
    std::uint64_t totalBytes = 0;
    std::uint64_t freeBytes = 0;
};
Result<DiskSpace> diskSpace(const std::filesystem::path &path);

/// An exclusive flock(2) on DIR/lock: one process owns a data directory. Freed by the destructor or the
/// process's end.
class DirectoryLock
{
public:
    /// AlreadyExists with the reason "directory_in_use" where another process holds it.
    static Result<std::unique_ptr<DirectoryLock>> acquire(const std::filesystem::path &directory);
    ~DirectoryLock();
    DirectoryLock(const DirectoryLock &) = delete;
    DirectoryLock &operator=(const DirectoryLock &) = delete;

private:
    explicit DirectoryLock(int fd) : m_fd(fd) {}
    int m_fd;
};

} // namespace explorer
