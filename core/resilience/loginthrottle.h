#pragma once

#include "core/base/clock.h"
#include "core/resilience/lrumap.h"

#include <deque>
#include <mutex>

namespace explorer::resilience
{

struct LoginThrottleSettings {
    int windowSeconds = 15 * 60;
    int pairFailures = 5;
    int pairLockSeconds = 15 * 60;
    int accountFreeFailures = 3;
    int accountDelaySeconds = 1;
    int accountLongestDelaySeconds = 60;
    int addressFailures = 30;
    std::size_t keys = 10'000;
};

/// Slows down the guessing of passwords: 5 failures of an account from one address in 15 min lock that pair
/// for 15 min; after 3 failures an account waits 1 s, doubling, 60 s at most and never for ever; 30 failures
/// in 15 min stop an address. Real and unknown accounts are treated alike. Memory is bounded; forgetting the
/// oldest key only ever helps somebody who tries 10,000 others. Any thread.
class LoginThrottle
{
public:
    LoginThrottle(const LoginThrottleSettings &settings, const Clock &clock);

    /// Zero where an attempt may be made, else how long to wait. An admitted attempt counts as a failure
    /// until succeeded() takes it back, so that attempts side by side cannot slip past.
    std::chrono::seconds admit(const std::string &account, const std::string &address);
    void succeeded(const std::string &account, const std::string &address);
    /// The attempt was not made after all: the hashing pool was full.
    void withdraw(const std::string &account, const std::string &address);

private:
    using TimePoint = std::chrono::steady_clock::time_point;
    using Times = std::deque<TimePoint>;
    struct Attempts {
        Times failures;
        TimePoint notBefore;
    };
    void forgetOld(Times &failures, TimePoint now) const;
    [[nodiscard]] std::chrono::seconds pairLockAfter(std::size_t failures) const;
    [[nodiscard]] std::chrono::seconds accountDelayAfter(std::size_t failures) const;

    LoginThrottleSettings m_settings;
    const Clock &m_clock;
    std::mutex m_mutex;
    LruMap<Attempts> m_pairs;
    LruMap<Attempts> m_accounts;
    LruMap<Times> m_addresses;
};

} // namespace explorer::resilience
