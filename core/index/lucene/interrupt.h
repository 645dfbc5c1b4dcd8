#pragma once

#include "core/base/deadline.h"
#include "core/base/result.h"

namespace explorer::index
{

/// Thrown through the search's loops and caught in the adapter, where it becomes the Error it carries.
struct SearchStopped {
    Error error;
};

[[noreturn]] void stopSearch(ErrorCode code, std::string reason, std::string message);

/// Looks at the deadline and the cancel token once in 1,024 steps.
class Interrupt
{
public:
    Interrupt(const Deadline &deadline, const CancelToken &cancel) : m_deadline(deadline), m_cancel(cancel) {}
    void tick()
    {
        if ((++m_steps & 1023U) == 0)
            check();
    }
    /// As so many of them at once.
    void tick(std::size_t steps)
    {
        const std::uint32_t before = m_steps / 1024U;
        m_steps += static_cast<std::uint32_t>(steps);
        if (m_steps / 1024U != before)
            check();
    }
    /// Throws SearchStopped.
    void check() const;

private:
    Deadline m_deadline;
    CancelToken m_cancel;
    std::uint32_t m_steps = 0;
};

} // namespace explorer::index
