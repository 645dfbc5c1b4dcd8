#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace explorer::index
{

/// Reads the library's numbers (big-endian, or 7 bits a byte with the low ones first) from memory. Past the
/// end, or at a number that does not fit, it fails, stays failed and gives zeros.
class ByteReader
{
public:
    explicit ByteReader(std::span<const std::uint8_t> bytes)
        : m_begin(bytes.data()), m_at(bytes.data()), m_end(bytes.data() + bytes.size())
    {
    }

    [[nodiscard]] bool failed() const { return m_failed; }
    [[nodiscard]] bool atEnd() const { return m_at == m_end; }
    [[nodiscard]] std::size_t position() const { return static_cast<std::size_t>(m_at - m_begin); }

    std::uint8_t byte()
    {
        if (m_at == m_end) {
            m_failed = true;
            return 0;
        }
        return *m_at++;
    }
    std::int32_t int32() { return static_cast<std::int32_t>(fixed(4)); }
    std::int64_t int64() { return static_cast<std::int64_t>(fixed(8)); }
    std::uint32_t varint()
    {
        const std::uint64_t value = varlong();
        m_failed = m_failed || value > UINT32_MAX;
        return m_failed ? 0 : static_cast<std::uint32_t>(value);
    }
    std::uint64_t varlong()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 63; shift += 7) {
            const std::uint8_t next = byte();
            value |= static_cast<std::uint64_t>(next & 0x7FU) << shift;
            if (next < 0x80)
                return m_failed ? 0 : value;
        }
        m_failed = true;
        return 0;
    }
    std::string_view text(std::size_t length)
    {
        if (length > static_cast<std::size_t>(m_end - m_at)) {
            m_failed = true;
            m_at = m_end;
            return {};
        }
        const auto *begin = reinterpret_cast<const char *>(m_at);
        m_at += length;
        return {begin, length};
    }

private:
    std::uint64_t fixed(int count)
    {
        std::uint64_t value = 0;
        for (int i = 0; i < count; ++i)
            value = (value << 8U) | byte();
        return m_failed ? 0 : value;
    }

    const std::uint8_t *m_begin;
    const std::uint8_t *m_at;
    const std::uint8_t *m_end;
    bool m_failed = false;
};

} // namespace explorer::index
