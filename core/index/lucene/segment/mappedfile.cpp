#include "core/index/lucene/segment/mappedfile.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace explorer::index
{
namespace
{

tl::unexpected<Error> ioError(const std::filesystem::path &path)
{
    return fail(ErrorCode::Io, "index_io",
                "The index file " + path.string() + " cannot be read: " + std::strerror(errno));
}

} // namespace

Result<MappedFile> MappedFile::open(const std::filesystem::path &path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return ioError(path);
    struct stat state {
    };
    if (::fstat(descriptor, &state) != 0) {
        auto failed = ioError(path);
        ::close(descriptor);
        return failed;
    }
    MappedFile file;
    file.m_size = static_cast<std::size_t>(state.st_size);
    if (file.m_size > 0) {
        void *mapped = ::mmap(nullptr, file.m_size, PROT_READ, MAP_SHARED, descriptor, 0);
        if (mapped == MAP_FAILED) {
            auto failed = ioError(path);
            file.m_size = 0;
            ::close(descriptor);
            return failed;
        }
        file.m_data = static_cast<const std::uint8_t *>(mapped);
    }
    ::close(descriptor);
    return file;
}

MappedFile::~MappedFile()
{
    if (m_data != nullptr)
        ::munmap(const_cast<std::uint8_t *>(m_data), m_size);
}

MappedFile::MappedFile(MappedFile &&other) noexcept
    : m_data(std::exchange(other.m_data, nullptr)), m_size(std::exchange(other.m_size, 0))
{
}

MappedFile &MappedFile::operator=(MappedFile &&other) noexcept
{
    std::swap(m_data, other.m_data);
    std::swap(m_size, other.m_size);
    return *this;
}

} // namespace explorer::index
