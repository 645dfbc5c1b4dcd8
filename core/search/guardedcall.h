#pragma once

#include "core/resilience/circuitbreaker.h"

namespace explorer::search
{

/// How a result counts for the breaker around its dependency. A timeout tells something only where the
/// dependency had at least a second: a client that allows 1 ms must not open the breaker for everybody.
resilience::CallResult judge(const std::optional<Error> &error, std::chrono::steady_clock::duration took);

/// Reports to its breaker once, as a failure where nothing else was said.
class BreakerReport
{
public:
    BreakerReport(resilience::CircuitBreaker &breaker, const resilience::CircuitBreaker::Ticket &ticket)
        : m_breaker(breaker), m_ticket(ticket)
    {
    }
    ~BreakerReport() { m_breaker.report(m_ticket, m_result); }
    BreakerReport(const BreakerReport &) = delete;
    BreakerReport &operator=(const BreakerReport &) = delete;
    void set(resilience::CallResult result) { m_result = result; }

private:
    resilience::CircuitBreaker &m_breaker;
    resilience::CircuitBreaker::Ticket m_ticket;
    resilience::CallResult m_result = resilience::CallResult::Failure;
};

/// `call` behind a breaker: Unavailable ("breaker_open") at once while it is open.
template <typename Call>
auto guarded(resilience::CircuitBreaker &breaker, Call call) -> decltype(call())
{
    const Result<resilience::CircuitBreaker::Ticket> ticket = breaker.acquire();
    if (!ticket)
        return fail(ticket.error());
    BreakerReport report(breaker, *ticket);
    const auto begin = std::chrono::steady_clock::now();
    auto result = call();
    report.set(judge(result ? std::nullopt : std::optional<Error>(result.error()),
                     std::chrono::steady_clock::now() - begin));
    return result;
}

} // namespace explorer::search
