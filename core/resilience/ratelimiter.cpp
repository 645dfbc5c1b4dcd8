#include "core/resilience/ratelimiter.h"

#include <cmath>

namespace explorer::resilience
{

RateLimiter::RateLimiter(RateLimit limit, const Clock &clock, std::size_t keys)
    : m_limit(limit), m_clock(clock), m_buckets(keys)
{
}

std::chrono::milliseconds RateLimiter::take(const std::string &key)
{
    const std::lock_guard lock(m_mutex);
    const auto now = m_clock.steadyNow();
    Bucket &bucket = m_buckets.touch(key);
    if (bucket.isFresh) {
        bucket = {false, m_limit.burst, now};
    } else {
        const double seconds = std::chrono::duration<double>(now - bucket.filledAt).count();
        bucket.tokens = std::min(m_limit.burst, bucket.tokens + seconds * m_limit.perSecond);
        bucket.filledAt = now;
    }
    // A hair under one is a whole token that rounding has shaved.
    constexpr double kWhole = 1 - 1e-9;
    if (bucket.tokens >= kWhole) {
        bucket.tokens = std::max(0.0, bucket.tokens - 1);
        return std::chrono::milliseconds(0);
    }
    const double millis = std::ceil((1 - bucket.tokens) / m_limit.perSecond * 1000);
    return std::chrono::milliseconds(static_cast<std::int64_t>(std::max(1.0, millis)));
}

} // namespace explorer::resilience
