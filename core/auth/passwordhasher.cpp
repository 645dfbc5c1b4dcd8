#include "core/auth/passwordhasher.h"

#include "core/base/random.h"

#include <sodium.h>

#include <array>

namespace explorer::auth
{
namespace
{

std::string toArgonBase64(const std::string &bytes)
{
    constexpr int variant = sodium_base64_VARIANT_ORIGINAL_NO_PADDING;
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char *>(bytes.data()),
                      bytes.size(), variant);
    text.pop_back();
    return text;
}

} // namespace

PasswordHasher::PasswordHasher(const AuthSettings &settings)
    : m_passes(static_cast<unsigned long long>(settings.passwordPasses)),
      m_memoryBytes(static_cast<std::size_t>(settings.passwordMemoryKiB) * 1024),
      m_unmatchable("$argon2id$v=19$m=" + std::to_string(settings.passwordMemoryKiB) +
                    ",t=" + std::to_string(settings.passwordPasses) + ",p=1$" +
                    toArgonBase64(randomBytes(16)) + "$" + toArgonBase64(randomBytes(32))),
      m_pool("hashing", settings.hashingThreads, static_cast<std::size_t>(settings.hashingQueue))
{
}

Result<void> PasswordHasher::run(std::function<void()> work)
{
    auto finished = std::make_shared<std::promise<void>>();
    std::future<void> future = finished->get_future();
    if (!m_pool.tryPost([finished, work = std::move(work)] {
            work();
            finished->set_value();
        })) {
        Error error = makeError(ErrorCode::Unavailable, "hashing_busy",
                                "Too many people are signing in at this moment. Try again in a few seconds.");
        error.retryAfterSeconds = 2;
        return fail(std::move(error));
    }
    future.wait();
    return {};
}

Result<std::string> PasswordHasher::hash(const std::string &password)
{
    std::array<char, crypto_pwhash_STRBYTES> text{};
    int failed = 0;
    auto done = run([&] {
        failed = crypto_pwhash_str(text.data(), password.data(), password.size(), m_passes, m_memoryBytes);
    });
    if (!done)
        return fail(std::move(done.error()));
    if (failed != 0)
        return fail(
            ErrorCode::ResourceExhausted, "hashing_failed",
            "There is not enough memory to protect the password. Close other programs and try again.");
    return std::string(text.data());
}

Result<bool> PasswordHasher::verify(const std::string &hash, const std::string &password)
{
    // libsodium reads exactly this many bytes.
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (hash.size() >= text.size())
        return false;
    std::copy(hash.begin(), hash.end(), text.begin());
    int failed = 0;
    auto done =
        run([&] { failed = crypto_pwhash_str_verify(text.data(), password.data(), password.size()); });
    if (!done)
        return fail(std::move(done.error()));
    return failed == 0;
}

bool PasswordHasher::isOutdated(const std::string &hash) const
{
    return crypto_pwhash_str_needs_rehash(hash.c_str(), m_passes, m_memoryBytes) != 0;
}

} // namespace explorer::auth
