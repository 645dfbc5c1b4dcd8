#pragma once

#include "core/base/clock.h"

#include <functional>
#include <mutex>
#include <optional>

namespace explorer::resilience
{

struct RetrySettings {
    int attempts = 3;
    int firstDelayMillis = 100;
    int longestDelayMillis = 2000;
    int longestRetryAfterMillis = 30'000;
    /// Retries are at most this share of the calls that are running.
    double budgetRatio = 0.2;
};

/// Whether and when to call again: full jitter, rand(0, min(2 s, 100 ms x 2^n)), a Retry-After up to 30 s
/// honoured, within a budget over all calls, never past the deadline. Pure logic: it neither sleeps nor
/// calls; only for idempotent calls. Any thread.
class RetryPolicy
{
public:
    /// `random` gives values in [0, 1).
    RetryPolicy(const RetrySettings &settings, std::function<double()> random);

    /// Counts one running call, and its retry if it has one, from construction to destruction.
    class Call
    {
    public:
        explicit Call(RetryPolicy &policy);
        ~Call();
        Call(const Call &) = delete;
        Call &operator=(const Call &) = delete;
        /// After a failed attempt: how long to wait before the next one; nothing where there is to be none.
        std::optional<std::chrono::milliseconds>
        next(std::chrono::milliseconds untilDeadline,
             std::optional<std::chrono::milliseconds> retryAfter = {});

    private:
        RetryPolicy &m_policy;
        int m_attempts = 1;
        bool m_isRetrying = false;
    };

private:
    bool beginRetry();

    RetrySettings m_settings;
    std::function<double()> m_random;
    std::mutex m_mutex;
    int m_running = 0;
    int m_retrying = 0;
};

} // namespace explorer::resilience
