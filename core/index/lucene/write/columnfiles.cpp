#include "core/index/lucene/write/columnfiles.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace explorer::index
{
namespace
{

constexpr std::array<const char *, 9> kExtensions{".fnm", ".tis", ".tii", ".frq", ".prx",
                                                  ".nrm", ".fdx", ".fdt", ".col"};

} // namespace

std::string columnFileName(const std::string &segment) { return segment + ".col"; }

Result<void> syncFile(const std::filesystem::path &path)
{
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = fd >= 0 && ::fsync(fd) == 0;
    const int code = errno;
    if (fd >= 0)
        ::close(fd);
    if (!synced)
        return fail(ErrorCode::Io, "index_io",
                    "The index file " + path.string() +
                        " cannot be synced: " + std::generic_category().message(code));
    return {};
}

void removeOrphanedColumns(const std::filesystem::path &directory, const std::set<std::string> &growing)
{
    std::error_code ignored;
    for (const auto &entry : std::filesystem::directory_iterator(directory, ignored)) {
        const std::filesystem::path &path = entry.path();
        if (path.extension() != ".col" || growing.contains(path.stem().string()))
            continue;
        if (!std::filesystem::exists(std::filesystem::path(path).replace_extension(".fnm"), ignored))
            std::filesystem::remove(path, ignored);
    }
}

void removeFilesOf(const std::filesystem::path &directory, const std::string &segment)
{
    std::error_code ignored;
    for (const char *extension : kExtensions)
        std::filesystem::remove(directory / (segment + extension), ignored);
}

} // namespace explorer::index
