#include "core/metrics/latencywindow.h"

#include <cmath>

namespace explorer::metrics
{
namespace
{

constexpr double kLeastMicros = 20.0;
constexpr double kGrowth = 1.04;
constexpr std::size_t kBuckets = 400;

std::size_t bucketOf(std::chrono::nanoseconds duration)
{
    const double micros = static_cast<double>(duration.count()) / 1000.0;
    if (micros <= kLeastMicros)
        return 0;
    static const double kScale = 1.0 / std::log(kGrowth);
    const auto bucket = static_cast<std::size_t>(std::log(micros / kLeastMicros) * kScale);
    return std::min(bucket, kBuckets - 1);
}

/// The geometric middle of a bucket, so that the error is the same on both sides.
double middleMillis(std::size_t bucket)
{
    return kLeastMicros * std::pow(kGrowth, static_cast<double>(bucket) + 0.5) / 1000.0;
}

std::int64_t slotNumber(std::chrono::steady_clock::time_point at)
{
    return at.time_since_epoch() / LatencyWindow::kSlot;
}

} // namespace

LatencyWindow::Sum &LatencyWindow::Sum::operator+=(const Sum &other)
{
    requests += other.requests;
    errors += other.errors;
    buckets.resize(kBuckets);
    for (std::size_t i = 0; i < other.buckets.size(); ++i)
        buckets[i] += other.buckets[i];
    return *this;
}

double LatencyWindow::Sum::quantileMillis(double ratio) const
{
    if (requests == 0)
        return 0;
    const auto rank = std::max<std::uint64_t>(
        1, static_cast<std::uint64_t>(std::ceil(ratio * static_cast<double>(requests))));
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < buckets.size(); ++i) {
        seen += buckets[i];
        if (seen >= rank)
            return middleMillis(i);
    }
    return middleMillis(kBuckets - 1);
}

void LatencyWindow::record(std::chrono::steady_clock::time_point now, std::chrono::nanoseconds duration,
                           bool isError)
{
    const std::int64_t number = slotNumber(now);
    const std::size_t bucket = bucketOf(duration);
    const std::scoped_lock lock(m_mutex);
    Slot &slot = m_slots[static_cast<std::size_t>(number % kSlots)];
    if (slot.number != number) {
        slot.number = number;
        slot.requests = 0;
        slot.errors = 0;
        slot.buckets.assign(kBuckets, 0);
    }
    ++slot.requests;
    slot.errors += isError ? 1 : 0;
    ++slot.buckets[bucket];
}

LatencyWindow::Sum LatencyWindow::sum(std::chrono::steady_clock::time_point now,
                                      std::chrono::seconds window) const
{
    const std::int64_t newest = slotNumber(now);
    const std::int64_t oldest = newest - std::min<std::int64_t>(window / kSlot, kSlots - 1);
    Sum total;
    total.buckets.resize(kBuckets);
    const std::scoped_lock lock(m_mutex);
    for (const Slot &slot : m_slots) {
        if (slot.number < oldest || slot.number > newest)
            continue;
        total.requests += slot.requests;
        total.errors += slot.errors;
        for (std::size_t i = 0; i < kBuckets; ++i)
            total.buckets[i] += slot.buckets[i];
    }
    return total;
}

} // namespace explorer::metrics
