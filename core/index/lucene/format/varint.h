#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

/// The library's variable-length integers: seven bits a byte, lowest first, the high bit set where more
/// follow.
namespace explorer::index
{

inline constexpr std::size_t kMaxVIntBytes = 5;
inline constexpr std::size_t kMaxVLongBytes = 10;

/// Writes at most kMaxVIntBytes (VLong: kMaxVLongBytes) at `at`; the place behind.
template <typename Unsigned>
inline std::uint8_t *putVarint(std::uint8_t *at, Unsigned value)
{
    while (value >= 0x80) {
        *at++ = static_cast<std::uint8_t>(value | 0x80U);
        value >>= 7U;
    }
    *at++ = static_cast<std::uint8_t>(value);
    return at;
}

/// Moves `at` past the integer; false, and nothing is read behind `end`, where it is cut off or too long.
inline bool getVInt(const std::uint8_t *&at, const std::uint8_t *end, std::uint32_t &value)
{
    if (at != end && *at < 0x80) {
        value = *at++;
        return true;
    }
    std::uint32_t read = 0;
    for (std::uint32_t shift = 0; at != end && shift < 35; shift += 7) {
        const std::uint8_t byte = *at++;
        read |= static_cast<std::uint32_t>(byte & 0x7FU) << shift;
        if (byte < 0x80) {
            value = read;
            return true;
        }
    }
    return false;
}

inline bool getVLong(const std::uint8_t *&at, const std::uint8_t *end, std::uint64_t &value)
{
    std::uint64_t read = 0;
    for (std::uint32_t shift = 0; at != end && shift < 70; shift += 7) {
        const std::uint8_t byte = *at++;
        read |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
        if (byte < 0x80) {
            value = read;
            return true;
        }
    }
    return false;
}

/// Moves `at` past `count` integers without decoding them; false where fewer end before `end`.
inline bool skipVarints(const std::uint8_t *&at, const std::uint8_t *end, std::uint64_t count)
{
    // Eight bytes at a time: each byte below 0x80 ends one.
    while (count >= 8 && end - at >= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, sizeof word);
        count -= static_cast<std::uint64_t>(std::popcount(~word & 0x8080'8080'8080'8080ULL));
        at += 8;
    }
    // The last of the eight may be the beginning of the next.
    while (count > 0) {
        if (at == end)
            return false;
        if (*at++ < 0x80)
            --count;
    }
    return true;
}

} // namespace explorer::index
