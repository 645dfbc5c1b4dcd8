#include "core/base/fileops.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

namespace explorer
{
namespace
{

tl::unexpected<Error> ioFailure(const std::string &what, const std::filesystem::path &path)
{
    const int code = errno;
    const bool full = code == ENOSPC || code == EDQUOT;
    return fail(full             ? ErrorCode::ResourceExhausted
                : code == ENOENT ? ErrorCode::NotFound
                                 : ErrorCode::Io,
                full ? "disk_full" : "io_error", what + " " + path.string() + ": " + std::strerror(code));
}

/// Closes on every way out of a function.
class FileDescriptor
{
public:
    explicit FileDescriptor(int fd) : m_fd(fd) {}
    ~FileDescriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    FileDescriptor(const FileDescriptor &) = delete;
    FileDescriptor &operator=(const FileDescriptor &) = delete;
    [[nodiscard]] int get() const { return m_fd; }

private:
    int m_fd;
};

} // namespace

Result<std::string> readFile(const std::filesystem::path &path)
{
    std::ifstream stream(path, std::ios::binary);
    if (!stream)
        return ioFailure("Cannot read", path);
    std::ostringstream content;
    content << stream.rdbuf();
    if (stream.bad())
        return ioFailure("Cannot read", path);
    return std::move(content).str();
}

Result<void> writeFileAtomically(const std::filesystem::path &path, std::string_view content, unsigned mode)
{
    const std::filesystem::path temporary = path.string() + ".tmp";
    {
        const FileDescriptor file(
            ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, static_cast<mode_t>(mode)));
        if (file.get() < 0)
            return ioFailure("Cannot write", temporary);
        std::size_t written = 0;
        while (written < content.size()) {
            const ssize_t count = ::write(file.get(), content.data() + written, content.size() - written);
            if (count < 0 && errno == EINTR)
                continue;
            if (count < 0)
                return ioFailure("Cannot write", temporary);
            written += static_cast<std::size_t>(count);
        }
        if (::fsync(file.get()) != 0)
            return ioFailure("Cannot make durable", temporary);
    }
    if (::rename(temporary.c_str(), path.c_str()) != 0)
        return ioFailure("Cannot replace", path);
    return syncDirectory(path.parent_path());
}

Result<void> syncDirectory(const std::filesystem::path &path)
{
    const FileDescriptor folder(
        ::open(path.empty() ? "." : path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.get() < 0 || ::fsync(folder.get()) != 0)
        return ioFailure("Cannot make durable the folder", path);
    return {};
}

Result<DiskSpace> diskSpace(const std::filesystem::path &path)
{
    struct statvfs status {
    };
    if (::statvfs(path.c_str(), &status) != 0)
        return ioFailure("Cannot ask for the free space of", path);
    return DiskSpace{static_cast<std::uint64_t>(status.f_blocks) * status.f_frsize,
                     static_cast<std::uint64_t>(status.f_bavail) * status.f_frsize};
}

Result<std::unique_ptr<DirectoryLock>> DirectoryLock::acquire(const std::filesystem::path &directory)
{
    const std::filesystem::path path = directory / "lock";
    const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        return ioFailure("Cannot open", path);
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        const bool taken = errno == EWOULDBLOCK;
        auto failure = taken ? fail(ErrorCode::AlreadyExists, "directory_in_use",
                                    "Another ExplorerIO process is using " + directory.string() +
                                        ". Close it, or choose another directory.")
                             : ioFailure("Cannot lock", path);
        ::close(fd);
        return failure;
    }
    return std::unique_ptr<DirectoryLock>(new DirectoryLock(fd));
}

DirectoryLock::~DirectoryLock() { ::close(m_fd); }

} // namespace explorer
