#pragma once

#include "core/base/result.h"
#include "core/index/lucene/format/varint.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

namespace explorer::index
{

/// A file being written, through a buffer of 64 KiB. An error sticks: what is written after it goes nowhere,
/// and finish() tells it. Not synced. Whoever made the file removes it where finish() was not reached or
/// failed (SegmentFiles). One thread.
class IndexOutput
{
public:
    static constexpr std::size_t kBufferBytes = std::size_t{1} << 16U;

    /// Io or ResourceExhausted ("disk_full"). A file of that name is emptied.
    static Result<std::unique_ptr<IndexOutput>> create(const std::filesystem::path &path);
    ~IndexOutput();
    IndexOutput(const IndexOutput &) = delete;
    IndexOutput &operator=(const IndexOutput &) = delete;

    [[nodiscard]] std::uint64_t position() const
    {
        return m_flushed + static_cast<std::uint64_t>(m_at - m_buffer.get());
    }
    /// False once something could not be written: a reason to stop early.
    [[nodiscard]] bool ok() const { return m_errno == 0; }

    /// Room for `size` bytes (at most kBufferBytes); what was filled counts with advance().
    std::uint8_t *reserve(std::size_t size)
    {
        if (static_cast<std::size_t>(m_end - m_at) < size)
            flush();
        return m_at;
    }
    void advance(std::uint8_t *to) { m_at = to; }

    void writeByte(std::uint8_t byte)
    {
        std::uint8_t *at = reserve(1);
        *at++ = byte;
        advance(at);
    }
    void writeVInt(std::uint32_t value) { advance(putVarint(reserve(kMaxVIntBytes), value)); }
    void writeVLong(std::uint64_t value) { advance(putVarint(reserve(kMaxVLongBytes), value)); }
    /// Most significant byte first.
    void writeInt(std::uint32_t value);
    void writeLong(std::uint64_t value);
    void writeBytes(const void *bytes, std::size_t size);
    void writeBytes(std::string_view bytes) { writeBytes(bytes.data(), bytes.size()); }
    void fill(std::uint8_t byte, std::uint64_t count);
    /// Length (VInt) and bytes.
    void writeString(std::string_view utf8);
    /// Overwrites eight bytes that were written before.
    void overwriteLong(std::uint64_t position, std::uint64_t value);

    /// Writes the rest and closes. The first error of the file, if there was one.
    Result<void> finish();

private:
    IndexOutput(std::filesystem::path path, int fd);
    void flush();
    void writeOut(const std::uint8_t *bytes, std::size_t size);

    std::filesystem::path m_path;
    std::unique_ptr<std::uint8_t[]> m_buffer;
    std::uint8_t *m_at = nullptr;
    std::uint8_t *m_end = nullptr;
    std::uint64_t m_flushed = 0;
    int m_fd = -1;
    int m_errno = 0;
};

} // namespace explorer::index
