#include "core/query/civiltime_p.h"
#include "core/query/query.h"

#include "core/base/timestamp.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace explorer::query
{
namespace
{

constexpr int kCountLimit = 100'000;

/// The zone's name comes from a request that has been checked; an unknown one is UTC.
Zone zoneOf(const std::string &name) { return Zone::find(name).value_or(Zone::fixed(0)); }

/// Days, weeks, months or years since the epoch: buckets of several units start at its multiples.
std::int64_t ordinalOf(const CivilTime &civil, char unit)
{
    if (unit == 'y')
        return civil.year;
    if (unit == 'M')
        return civil.year * 12LL + civil.month - 1;
    const std::int64_t days = daysFromCivil(civil.year, civil.month, civil.day);
    // 1970-01-05 was the epoch's first Monday.
    return unit == 'w' ? floorDivide(days - 4, 7) : days;
}

std::int64_t localMillis(const CivilTime &civil)
{
    return daysFromCivil(civil.year, civil.month, civil.day) * kMillisPerDay + civil.millisOfDay;
}

UnixMillis atLocal(const Zone &zone, std::int64_t local)
{
    CivilTime civil;
    const std::int64_t days = floorDivide(local, kMillisPerDay);
    civilFromDays(days, civil.year, civil.month, civil.day);
    civil.millisOfDay = local - days * kMillisPerDay;
    return zone.fromCivil(civil);
}

/// Counted from the zone's midnight of the epoch, so that 3h starts at 0, 3, 6 o'clock there. Up to an hour
/// the real time counts, so that the hour that a change of offset repeats is two buckets; above it the wall
/// clock does.
UnixMillis floorFixed(const Zone &zone, UnixMillis at, std::int64_t bucket)
{
    const std::int64_t local = localMillis(zone.toCivil(at));
    const std::int64_t start = floorDivide(local, bucket) * bucket;
    return bucket <= 3'600'000 ? at - (local - start) : std::min(at, atLocal(zone, start));
}

UnixMillis nextFixed(const Zone &zone, UnixMillis start, std::int64_t bucket)
{
    if (bucket <= 3'600'000)
        return start + bucket;
    const UnixMillis next = atLocal(zone, localMillis(zone.toCivil(start)) + bucket);
    return next > start ? next : start + bucket;
}

std::int64_t roughMillis(const CalendarInterval &interval)
{
    if (const std::int64_t fixed = fixedUnitMillis(interval.unit))
        return fixed * interval.count;
    const std::int64_t days = interval.unit == 'y'   ? 365
                              : interval.unit == 'M' ? 28
                              : interval.unit == 'w' ? 7
                                                     : 1;
    return days * kMillisPerDay * interval.count;
}

} // namespace

Result<CalendarInterval> CalendarInterval::parse(std::string_view text)
{
    CalendarInterval interval;
    const char *const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, interval.count);
    const bool counted = error == std::errc() && interval.count >= 1 && interval.count <= kCountLimit;
    const bool unitFits =
        counted && end - rest == 1 && std::string_view("yMwdhms").find(*rest) != std::string_view::npos;
    if (!unitFits)
        return fail(ErrorCode::InvalidArgument, "interval_invalid",
                    "`" + std::string(text) +
                        "` is no interval. Write a whole number from 1 to 100000 and a unit of y M w d h m "
                        "s, such as 15m or 1d.");
    interval.unit = *rest;
    return interval;
}

std::string CalendarInterval::toString() const { return std::to_string(count) + unit; }

UnixMillis CalendarInterval::floor(UnixMillis at, const std::string &zone) const
{
    const Zone found = zoneOf(zone);
    if (const std::int64_t length = fixedUnitMillis(unit))
        return floorFixed(found, at, length * count);
    const UnixMillis start = found.floor(at, unit);
    const std::int64_t ordinal = ordinalOf(found.toCivil(start), unit);
    const std::int64_t surplus = ordinal - floorDivide(ordinal, count) * count;
    return surplus == 0 ? start : found.floor(found.add(start, -surplus, unit), unit);
}

UnixMillis CalendarInterval::next(UnixMillis bucketStart, const std::string &zone) const
{
    const Zone found = zoneOf(zone);
    if (const std::int64_t length = fixedUnitMillis(unit))
        return nextFixed(found, bucketStart, length * count);
    const UnixMillis following = found.add(bucketStart, count, unit);
    return found.floor(following, unit);
}

CalendarInterval CalendarInterval::fitting(UnixMillis from, UnixMillis to, int most)
{
    constexpr std::array<CalendarInterval, 13> ladder{{{1, 's'},
                                                       {5, 's'},
                                                       {15, 's'},
                                                       {1, 'm'},
                                                       {5, 'm'},
                                                       {15, 'm'},
                                                       {1, 'h'},
                                                       {3, 'h'},
                                                       {12, 'h'},
                                                       {1, 'd'},
                                                       {1, 'w'},
                                                       {1, 'M'},
                                                       {1, 'y'}}};
    // A span that is not aligned touches one bucket more than it is long.
    const std::int64_t span = std::max<std::int64_t>(to - from, 0);
    for (const CalendarInterval &interval : ladder) {
        if (span / roughMillis(interval) + 2 <= most)
            return interval;
    }
    return ladder.back();
}

} // namespace explorer::query
