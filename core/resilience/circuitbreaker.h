#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <deque>
#include <functional>
#include <mutex>

namespace explorer::resilience
{

struct CircuitBreakerSettings {
    int windowCalls = 50;
    int windowSeconds = 30;
    int leastCalls = 10;
    double failureRatio = 0.5;
    double slowRatio = 0.8;
    int slowMillis = 2000;
    int openMillis = 5000;
    int longestOpenMillis = 60'000;
    double openJitter = 0.2;
    int probes = 3;
};

enum class BreakerState : std::uint8_t { Closed, Open, HalfOpen };
enum class CallResult : std::uint8_t {
    Success,
    /// Connection errors, timeouts, 5xx, I/O errors.
    Failure,
    /// Tells nothing of the dependency: a client's cancel, a bad request.
    Neutral,
};

/// CLOSED, OPEN, HALF_OPEN around one dependency. Closed: opens at 50 % failures or 80 % slow calls among the
/// last 50 within 30 s, at least
/// 10. Open: fails at once, for min(60 s, 5 s x 2^k) +- 20 %. Half-open: one call at a time; 3 good ones
/// close it, a bad one opens it anew. Results of calls that began in an earlier state are ignored. Any
/// thread; costs a mutex.
class CircuitBreaker
{
public:
    /// `random` gives values in [0, 1).
    CircuitBreaker(std::string dependency, const CircuitBreakerSettings &settings, const Clock &clock,
                   std::function<double()> random);

    /// Whom to report the result to.
    struct Ticket {
        std::uint64_t generation = 0;
        std::chrono::steady_clock::time_point startedAt;
    };
    /// Unavailable ("breaker_open") with retryAfterSeconds. Each ticket has to be reported once.
    Result<Ticket> acquire();
    void report(const Ticket &ticket, CallResult result);
    [[nodiscard]] BreakerState state() const;

private:
    using TimePoint = std::chrono::steady_clock::time_point;
    struct Call {
        TimePoint at;
        bool isFailure = false;
        bool isSlow = false;
    };
    void enter(BreakerState state);
    void open(TimePoint now);
    void judge(TimePoint now, Call call);
    void judgeProbe(TimePoint now, bool isBad);
    [[nodiscard]] Error refusal(TimePoint now) const;

    std::string m_dependency;
    CircuitBreakerSettings m_settings;
    const Clock &m_clock;
    std::function<double()> m_random;
    mutable std::mutex m_mutex;
    BreakerState m_state = BreakerState::Closed;
    std::uint64_t m_generation = 0;
    std::deque<Call> m_calls;
    TimePoint m_openUntil;
    int m_openings = 0;
    int m_goodProbes = 0;
    bool m_isProbing = false;
};

} // namespace explorer::resilience
