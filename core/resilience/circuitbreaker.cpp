#include "core/resilience/circuitbreaker.h"

#include <cmath>

namespace explorer::resilience
{

CircuitBreaker::CircuitBreaker(std::string dependency, const CircuitBreakerSettings &settings,
                               const Clock &clock, std::function<double()> random)
    : m_dependency(std::move(dependency)), m_settings(settings), m_clock(clock), m_random(std::move(random))
{
}

Result<CircuitBreaker::Ticket> CircuitBreaker::acquire()
{
    const std::lock_guard lock(m_mutex);
    const TimePoint now = m_clock.steadyNow();
    if (m_state == BreakerState::Open && now >= m_openUntil)
        enter(BreakerState::HalfOpen);
    if (m_state == BreakerState::Open || (m_state == BreakerState::HalfOpen && m_isProbing))
        return fail(refusal(now));
    m_isProbing = m_state == BreakerState::HalfOpen;
    return Ticket{m_generation, now};
}

void CircuitBreaker::report(const Ticket &ticket, CallResult result)
{
    const std::lock_guard lock(m_mutex);
    if (ticket.generation != m_generation)
        return;
    const TimePoint now = m_clock.steadyNow();
    if (m_state == BreakerState::HalfOpen)
        m_isProbing = false;
    if (result == CallResult::Neutral)
        return;
    const bool isFailure = result == CallResult::Failure;
    const bool isSlow = now - ticket.startedAt > std::chrono::milliseconds(m_settings.slowMillis);
    if (m_state == BreakerState::HalfOpen)
        judgeProbe(now, isFailure || isSlow);
    else
        judge(now, {now, isFailure, isSlow});
}

BreakerState CircuitBreaker::state() const
{
    const std::lock_guard lock(m_mutex);
    const bool isWaitOver = m_state == BreakerState::Open && m_clock.steadyNow() >= m_openUntil;
    return isWaitOver ? BreakerState::HalfOpen : m_state;
}

void CircuitBreaker::enter(BreakerState state)
{
    m_state = state;
    ++m_generation;
    m_calls.clear();
    m_goodProbes = 0;
    m_isProbing = false;
}

void CircuitBreaker::open(TimePoint now)
{
    const double wait =
        std::min<double>(m_settings.longestOpenMillis, m_settings.openMillis * std::exp2(m_openings));
    const double jitter = 1 + m_settings.openJitter * (2 * m_random() - 1);
    m_openUntil = now + std::chrono::milliseconds(std::llround(wait * jitter));
    // Beyond this the wait no longer grows, and the exponent must not either.
    m_openings = std::min(m_openings + 1, 30);
    enter(BreakerState::Open);
}

void CircuitBreaker::judge(TimePoint now, Call call)
{
    m_calls.push_back(call);
    while (static_cast<int>(m_calls.size()) > m_settings.windowCalls ||
           now - m_calls.front().at > std::chrono::seconds(m_settings.windowSeconds))
        m_calls.pop_front();
    const auto total = static_cast<double>(m_calls.size());
    if (total < m_settings.leastCalls)
        return;
    const auto failures = static_cast<double>(
        std::count_if(m_calls.begin(), m_calls.end(), [](const Call &one) { return one.isFailure; }));
    const auto slow = static_cast<double>(
        std::count_if(m_calls.begin(), m_calls.end(), [](const Call &one) { return one.isSlow; }));
    if (failures >= m_settings.failureRatio * total || slow >= m_settings.slowRatio * total)
        open(now);
}

void CircuitBreaker::judgeProbe(TimePoint now, bool isBad)
{
    if (isBad) {
        open(now);
        return;
    }
    if (++m_goodProbes < m_settings.probes)
        return;
    m_openings = 0;
    enter(BreakerState::Closed);
}

Error CircuitBreaker::refusal(TimePoint now) const
{
    Error error = makeError(ErrorCode::Unavailable, "breaker_open",
                            "The " + m_dependency +
                                " has failed too often and is left alone for a moment. Try again shortly.");
    const auto left = std::chrono::ceil<std::chrono::seconds>(m_openUntil - now).count();
    error.retryAfterSeconds = static_cast<int>(std::max<std::int64_t>(1, left));
    return error;
}

} // namespace explorer::resilience
