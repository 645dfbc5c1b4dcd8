#include "core/resilience/retrypolicy.h"

#include <cmath>

namespace explorer::resilience
{

RetryPolicy::RetryPolicy(const RetrySettings &settings, std::function<double()> random)
    : m_settings(settings), m_random(std::move(random))
{
}

/// A call alone may always retry: a share of one would be none.
bool RetryPolicy::beginRetry()
{
    const std::lock_guard lock(m_mutex);
    const int allowed = std::max(1, static_cast<int>(std::floor(m_settings.budgetRatio * m_running)));
    if (m_retrying >= allowed)
        return false;
    ++m_retrying;
    return true;
}

RetryPolicy::Call::Call(RetryPolicy &policy) : m_policy(policy)
{
    const std::lock_guard lock(m_policy.m_mutex);
    ++m_policy.m_running;
}

RetryPolicy::Call::~Call()
{
    const std::lock_guard lock(m_policy.m_mutex);
    --m_policy.m_running;
    if (m_isRetrying)
        --m_policy.m_retrying;
}

std::optional<std::chrono::milliseconds>
RetryPolicy::Call::next(std::chrono::milliseconds untilDeadline,
                        std::optional<std::chrono::milliseconds> retryAfter)
{
    const RetrySettings &settings = m_policy.m_settings;
    if (m_attempts >= settings.attempts)
        return {};
    if (retryAfter && retryAfter->count() > settings.longestRetryAfterMillis)
        return {};
    const double ceiling =
        std::min<double>(settings.longestDelayMillis, settings.firstDelayMillis * std::exp2(m_attempts - 1));
    std::chrono::milliseconds delay(static_cast<std::int64_t>(ceiling * m_policy.m_random()));
    if (retryAfter)
        delay = std::max(delay, *retryAfter);
    if (delay >= untilDeadline)
        return {};
    if (!m_isRetrying && !m_policy.beginRetry())
        return {};
    m_isRetrying = true;
    ++m_attempts;
    return delay;
}

} // namespace explorer::resilience
