#pragma once

#include <chrono>
#include <cstdint>

namespace explorer
{

/// Milliseconds since 1970-01-01T00:00:00Z; the unit of every stored time and every `date` value.
using UnixMillis = std::int64_t;

/// The time as seen by logic that is tested with a fake one. Any thread may call.
class Clock
{
public:
    virtual ~Clock() = default;
    /// Wall-clock time, for what is shown or stored.
    [[nodiscard]] virtual UnixMillis nowMillis() const = 0;
    /// Never goes back; for durations and deadlines.
    [[nodiscard]] virtual std::chrono::steady_clock::time_point steadyNow() const = 0;
};

/// The machine's own clock.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] UnixMillis nowMillis() const override;
    [[nodiscard]] std::chrono::steady_clock::time_point steadyNow() const override;
};

} // namespace explorer
