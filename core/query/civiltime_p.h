#pragma once

#include "core/base/clock.h"

#include <QTimeZone>

#include <optional>
#include <string>

namespace explorer::query
{

/// Fields of a wall clock.
struct CivilTime {
    int year = 1970;
    int month = 1;
    int day = 1;
    std::int64_t millisOfDay = 0;
};

/// Wall-clock arithmetic in one zone. UTC needs no zone tables. A wall-clock time that a change of offset
/// skips is read as the moment of the change, one that comes twice as its first.
class Zone
{
public:
    /// Empty or `UTC`: UTC. Nothing where the name is unknown.
    static std::optional<Zone> find(const std::string &name);
    /// A fixed offset from UTC.
    static Zone fixed(int offsetMinutes);

    [[nodiscard]] CivilTime toCivil(UnixMillis at) const;
    [[nodiscard]] UnixMillis fromCivil(const CivilTime &civil) const;

    /// Adds count units (one of y M w d h m s); days and longer ones by the calendar: 31 January + 1 month is
    /// the last of February.
    [[nodiscard]] UnixMillis add(UnixMillis at, std::int64_t count, char unit) const;
    /// The start of the unit that holds `at`.
    [[nodiscard]] UnixMillis floor(UnixMillis at, char unit) const;

private:
    Zone() = default;
    [[nodiscard]] std::int64_t offsetMillisAt(UnixMillis at) const;
    [[nodiscard]] UnixMillis toUtc(std::int64_t localMillis) const;

    bool m_isFixed = true;
    std::int64_t m_offsetMillis = 0;
    QTimeZone m_zone;
};

constexpr std::int64_t kMillisPerDay = 86'400'000;

/// Milliseconds of a unit of fixed length (h m s); 0 for those of the calendar.
std::int64_t fixedUnitMillis(char unit);
/// Rounds towards the past.
std::int64_t floorDivide(std::int64_t value, std::int64_t divisor);

} // namespace explorer::query
