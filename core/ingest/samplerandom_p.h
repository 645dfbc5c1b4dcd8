#pragma once

#include <cstdint>
#include <span>

namespace explorer::ingest
{

/// splitmix64 (Steele, Lea, Flood 2014): the same numbers on every platform, which the standard library's
/// distributions do not promise.
class SampleRandom
{
public:
    explicit SampleRandom(std::uint64_t seed) : m_state(seed) {}

    std::uint64_t next()
    {
        m_state += 0x9E3779B97F4A7C15ULL;
        std::uint64_t mixed = m_state;
        mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBULL;
        return mixed ^ (mixed >> 31U);
    }
    /// 0 to limit - 1.
    std::int64_t below(std::int64_t limit)
    {
        return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(limit));
    }
    std::int64_t between(std::int64_t low, std::int64_t high) { return low + below(high - low + 1); }
    bool chance(int percent) { return below(100) < percent; }
    template <typename T, std::size_t N>
    const T &pick(const T (&items)[N])
    {
        return items[static_cast<std::size_t>(below(static_cast<std::int64_t>(N)))];
    }
    template <typename T>
    const T &pick(std::span<const T> items)
    {
        return items[static_cast<std::size_t>(below(static_cast<std::int64_t>(items.size())))];
    }

private:
    std::uint64_t m_state;
};

} // namespace explorer::ingest
