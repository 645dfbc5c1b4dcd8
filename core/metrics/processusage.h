#pragma once

#include <cstdint>

namespace explorer::metrics
{

/// What the operating system says of this process and machine; 0 where it says nothing.
struct ProcessUsage {
    double cpuSeconds = 0;
    std::int64_t residentBytes = 0;
    std::int64_t virtualBytes = 0;
    std::int64_t openFiles = 0;
    /// Seconds since 1970, of the process's start.
    double startSeconds = 0;
};

/// Reads /proc/self and getrusage(2); some 20 us.
ProcessUsage readProcessUsage();

/// RAM of the machine.
std::int64_t machineMemoryBytes();

} // namespace explorer::metrics
