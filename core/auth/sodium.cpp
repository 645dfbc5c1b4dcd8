#include "core/auth/sodium_p.h"

#include <sodium.h>

namespace explorer::auth
{
namespace
{

constexpr int kBase64 = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

const unsigned char *bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}
unsigned char *bytesOf(std::string &text) { return reinterpret_cast<unsigned char *>(text.data()); }

} // namespace

std::string hmacSha256(std::string_view key, std::string_view message)
{
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, bytesOf(key), key.size());
    crypto_auth_hmacsha256_update(&state, bytesOf(message), message.size());
    std::string tag(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256_final(&state, bytesOf(tag));
    return tag;
}

std::string sha256Hex(std::string_view bytes)
{
    std::string hash(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(bytesOf(hash), bytesOf(bytes), bytes.size());
    std::string text(hash.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytesOf(hash), hash.size());
    text.pop_back();
    return text;
}

bool equalInConstantTime(std::string_view left, std::string_view right)
{
    return left.size() == right.size() && sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

std::string toBase64Url(std::string_view bytes)
{
    std::string text(sodium_base64_encoded_len(bytes.size(), kBase64), '\0');
    sodium_bin2base64(text.data(), text.size(), bytesOf(bytes), bytes.size(), kBase64);
    text.pop_back();
    return text;
}

bool fromBase64Url(std::string_view text, std::string &bytes)
{
    bytes.resize(text.size());
    std::size_t length = 0;
    const char *end = nullptr;
    if (sodium_base642bin(bytesOf(bytes), bytes.size(), text.data(), text.size(), nullptr, &length, &end,
                          kBase64) != 0 ||
        end != text.data() + text.size())
        return false;
    bytes.resize(length);
    return true;
}

} // namespace explorer::auth
