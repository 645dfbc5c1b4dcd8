#pragma once

#include <atomic>
#include <chrono>
#include <memory>

namespace explorer
{

/// Tells long work to stop. Copies share one state; any thread may cancel and ask.
class CancelToken
{
public:
    CancelToken() : m_state(std::make_shared<std::atomic<bool>>(false)) {}
    void cancel() const { m_state->store(true, std::memory_order_relaxed); }
    [[nodiscard]] bool isCancelled() const { return m_state->load(std::memory_order_relaxed); }

private:
    std::shared_ptr<std::atomic<bool>> m_state;
};

/// A moment on the steady clock by which work has to be over.
class Deadline
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;
    /// No limit.
    Deadline() : m_at(TimePoint::max()) {}
    explicit Deadline(TimePoint at) : m_at(at) {}
    static Deadline after(std::chrono::milliseconds duration)
    {
        return Deadline(std::chrono::steady_clock::now() + duration);
    }
    [[nodiscard]] bool isExpired() const
    {
        return m_at != TimePoint::max() && std::chrono::steady_clock::now() >= m_at;
    }
    [[nodiscard]] TimePoint at() const { return m_at; }

private:
    TimePoint m_at;
};

} // namespace explorer
