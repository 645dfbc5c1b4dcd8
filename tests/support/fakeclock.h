#pragma once

#include "core/base/clock.h"

#include <atomic>

namespace explorer::test
{

/// A clock that stands still until it is moved. Any thread.
class FakeClock final : public Clock
{
public:
    explicit FakeClock(UnixMillis start = 1'700'000'000'000) : m_start(start) {}
    [[nodiscard]] UnixMillis nowMillis() const override { return m_start + m_elapsed.load(); }
    [[nodiscard]] std::chrono::steady_clock::time_point steadyNow() const override
    {
        return std::chrono::steady_clock::time_point(std::chrono::milliseconds(1'000'000 + m_elapsed.load()));
    }
    void advance(std::chrono::milliseconds step) { m_elapsed += step.count(); }

private:
    UnixMillis m_start;
    std::atomic<std::int64_t> m_elapsed{0};
};

} // namespace explorer::test
