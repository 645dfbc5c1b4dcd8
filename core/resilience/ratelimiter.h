#pragma once

#include "core/base/clock.h"
#include "core/resilience/lrumap.h"

#include <mutex>

namespace explorer::resilience
{

struct RateLimit {
    double perSecond = 50;
    double burst = 100;
};
/// The defaults of the gateway: for one address without a token, and for one user.
inline constexpr RateLimit kAnonymousRate{10, 10};
inline constexpr RateLimit kUserRate{50, 100};

/// A token bucket a key (an address, a user), in bounded memory. Any thread.
class RateLimiter
{
public:
    RateLimiter(RateLimit limit, const Clock &clock, std::size_t keys = 10'000);

    /// Zero where the call is admitted (and taken from the bucket), else after how long one would be.
    std::chrono::milliseconds take(const std::string &key);

private:
    struct Bucket {
        bool isFresh = true;
        double tokens = 0;
        std::chrono::steady_clock::time_point filledAt;
    };
    RateLimit m_limit;
    const Clock &m_clock;
    std::mutex m_mutex;
    LruMap<Bucket> m_buckets;
};

} // namespace explorer::resilience
