#include "core/index/lucene/format/indexoutput.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace explorer::index
{
namespace
{

Error writeError(const std::filesystem::path &path, int code)
{
    const std::string text =
        "The index file " + path.string() + " cannot be written: " + std::generic_category().message(code);
    if (code == ENOSPC || code == EDQUOT)
        return makeError(ErrorCode::ResourceExhausted, "disk_full", text);
    return makeError(ErrorCode::Io, "index_io", text);
}

} // namespace

Result<std::unique_ptr<IndexOutput>> IndexOutput::create(const std::filesystem::path &path)
{
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        return fail(writeError(path, errno));
    return std::unique_ptr<IndexOutput>(new IndexOutput(path, fd));
}

IndexOutput::IndexOutput(std::filesystem::path path, int fd)
    : m_path(std::move(path)), m_buffer(std::make_unique_for_overwrite<std::uint8_t[]>(kBufferBytes)),
      m_at(m_buffer.get()), m_end(m_buffer.get() + kBufferBytes), m_fd(fd)
{
}

IndexOutput::~IndexOutput()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

void IndexOutput::writeOut(const std::uint8_t *bytes, std::size_t size)
{
    m_flushed += size;
    while (size > 0 && m_errno == 0) {
        const ssize_t written = ::write(m_fd, bytes, size);
        if (written < 0) {
            if (errno != EINTR)
                m_errno = errno;
            continue;
        }
        bytes += written;
        size -= static_cast<std::size_t>(written);
    }
}

void IndexOutput::flush()
{
    writeOut(m_buffer.get(), static_cast<std::size_t>(m_at - m_buffer.get()));
    m_at = m_buffer.get();
}

void IndexOutput::writeInt(std::uint32_t value)
{
    std::uint8_t *at = reserve(4);
    for (int shift = 24; shift >= 0; shift -= 8)
        *at++ = static_cast<std::uint8_t>(value >> static_cast<unsigned>(shift));
    advance(at);
}

void IndexOutput::writeLong(std::uint64_t value)
{
    writeInt(static_cast<std::uint32_t>(value >> 32U));
    writeInt(static_cast<std::uint32_t>(value));
}

void IndexOutput::writeBytes(const void *bytes, std::size_t size)
{
    if (size == 0)
        return;
    if (size > kBufferBytes) {
        flush();
        writeOut(static_cast<const std::uint8_t *>(bytes), size);
        return;
    }
    std::uint8_t *at = reserve(size);
    std::memcpy(at, bytes, size);
    advance(at + size);
}

void IndexOutput::fill(std::uint8_t byte, std::uint64_t count)
{
    while (count > 0) {
        const auto part = static_cast<std::size_t>(std::min<std::uint64_t>(count, kBufferBytes));
        std::uint8_t *at = reserve(part);
        std::memset(at, byte, part);
        advance(at + part);
        count -= part;
    }
}

void IndexOutput::writeString(std::string_view utf8)
{
    writeVInt(static_cast<std::uint32_t>(utf8.size()));
    writeBytes(utf8);
}

void IndexOutput::overwriteLong(std::uint64_t position, std::uint64_t value)
{
    flush();
    std::uint8_t bytes[8];
    for (unsigned i = 0; i < 8; ++i)
        bytes[i] = static_cast<std::uint8_t>(value >> (56U - 8U * i));
    std::size_t done = 0;
    while (done < sizeof bytes && m_errno == 0) {
        const ssize_t written =
            ::pwrite(m_fd, bytes + done, sizeof bytes - done, static_cast<off_t>(position + done));
        if (written >= 0)
            done += static_cast<std::size_t>(written);
        else if (errno != EINTR)
            m_errno = errno;
    }
}

Result<void> IndexOutput::finish()
{
    flush();
    if (m_fd >= 0 && ::close(m_fd) != 0 && m_errno == 0)
        m_errno = errno;
    m_fd = -1;
    if (m_errno != 0)
        return fail(writeError(m_path, m_errno));
    return {};
}

} // namespace explorer::index
