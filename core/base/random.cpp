#include "core/base/random.h"

#include <sodium.h>

#include <array>

namespace explorer
{

std::string randomBytes(std::size_t count)
{
    static const int ready = sodium_init();
    (void)ready;
    std::string bytes(count, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

std::string randomToken(std::size_t byteCount)
{
    const std::string bytes = randomBytes(byteCount);
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char *>(bytes.data()),
                      bytes.size(), variant);
    text.pop_back();
    return text;
}

std::string makeTimeSortedId(UnixMillis now)
{
    static constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    std::array<char, 26> id{};
    auto time = static_cast<std::uint64_t>(now);
    for (int i = 9; i >= 0; --i) {
        id[static_cast<std::size_t>(i)] = kAlphabet[time & 31U];
        time >>= 5U;
    }
    const std::string bytes = randomBytes(16);
    for (std::size_t i = 0; i < 16; ++i)
        id[10 + i] = kAlphabet[static_cast<unsigned char>(bytes[i]) & 31U];
    return {id.data(), id.size()};
}

} // namespace explorer
