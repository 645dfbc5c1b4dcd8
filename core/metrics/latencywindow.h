#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <vector>

namespace explorer::metrics
{

/// Requests of the last minutes as log-scaled counts: a quantile is within 2 % of the true one between 20 us
/// and 2 min (beyond: the nearest end). One slot for each ten seconds, at most 31 of them (five minutes and
/// the running one), each 1.6 KB once used. Any thread.
class LatencyWindow
{
public:
    static constexpr std::chrono::seconds kSlot{10};
    static constexpr int kSlots = 31;

    /// Counts of a part of the window; parts of several routes can be summed.
    struct Sum {
        std::vector<std::uint64_t> buckets;
        std::int64_t requests = 0;
        std::int64_t errors = 0;

        Sum &operator+=(const Sum &other);
        /// Milliseconds below which the share `ratio` (0 to 1) of the requests stays; 0 without requests.
        [[nodiscard]] double quantileMillis(double ratio) const;
    };

    void record(std::chrono::steady_clock::time_point now, std::chrono::nanoseconds duration, bool isError);
    [[nodiscard]] Sum sum(std::chrono::steady_clock::time_point now, std::chrono::seconds window) const;

private:
    struct Slot {
        std::int64_t number = -1;
        std::int64_t requests = 0;
        std::int64_t errors = 0;
        std::vector<std::uint32_t> buckets;
    };

    mutable std::mutex m_mutex;
    std::vector<Slot> m_slots{kSlots};
};

} // namespace explorer::metrics
