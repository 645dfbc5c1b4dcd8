#pragma once

#include "core/auth/authservice.h"
#include "core/base/threadpool.h"

namespace explorer::auth
{

/// argon2id on a small pool of its own, so that sign-ins can take neither all memory nor all processors.
/// Calls block for a hash (tens of milliseconds). Any thread. Unavailable ("hashing_busy") with
/// retryAfterSeconds where the queue is full.
class PasswordHasher
{
public:
    explicit PasswordHasher(const AuthSettings &settings);

    Result<std::string> hash(const std::string &password);
    Result<bool> verify(const std::string &hash, const std::string &password);
    /// The hash was made with other settings than today's.
    [[nodiscard]] bool isOutdated(const std::string &hash) const;
    /// A well-formed hash of today's settings that no password has: checking against it takes as long as
    /// against a real one.
    [[nodiscard]] const std::string &unmatchable() const { return m_unmatchable; }

private:
    Result<void> run(std::function<void()> work);

    unsigned long long m_passes;
    std::size_t m_memoryBytes;
    std::string m_unmatchable;
    ThreadPool m_pool;
};

} // namespace explorer::auth
