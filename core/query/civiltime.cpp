#include "core/query/civiltime_p.h"

#include "core/base/timestamp.h"

#include <QDateTime>

#include <algorithm>

namespace explorer::query
{
namespace
{

int lengthOfMonth(int year, int month)
{
    const int nextYear = month == 12 ? year + 1 : year;
    const int nextMonth = month == 12 ? 1 : month + 1;
    return static_cast<int>(daysFromCivil(nextYear, nextMonth, 1) - daysFromCivil(year, month, 1));
}

} // namespace

std::int64_t floorDivide(std::int64_t value, std::int64_t divisor)
{
    return value / divisor - (value % divisor < 0 ? 1 : 0);
}

std::int64_t fixedUnitMillis(char unit)
{
    switch (unit) {
    case 'h':
    case 'H':
        return 3'600'000;
    case 'm':
        return 60'000;
    case 's':
        return 1000;
    default:
        return 0;
    }
}

std::optional<Zone> Zone::find(const std::string &name)
{
    Zone zone;
    if (name.empty() || name == "UTC" || name == "Z")
        return zone;
    zone.m_zone = QTimeZone(QByteArray::fromStdString(name));
    if (!zone.m_zone.isValid())
        return std::nullopt;
    zone.m_isFixed = false;
    return zone;
}

Zone Zone::fixed(int offsetMinutes)
{
    Zone zone;
    zone.m_offsetMillis = offsetMinutes * 60'000LL;
    return zone;
}

std::int64_t Zone::offsetMillisAt(UnixMillis at) const
{
    if (m_isFixed)
        return m_offsetMillis;
    return m_zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(at, Qt::UTC)) * 1000LL;
}

UnixMillis Zone::toUtc(std::int64_t localMillis) const
{
    if (m_isFixed)
        return localMillis - m_offsetMillis;
    // Offsets stay within a day, so the moment lies between these two and only their offsets can hold.
    const std::int64_t before = offsetMillisAt(localMillis - kMillisPerDay);
    const std::int64_t after = offsetMillisAt(localMillis + kMillisPerDay);
    const UnixMillis early = localMillis - std::max(before, after);
    const UnixMillis late = localMillis - std::min(before, after);
    if (early + offsetMillisAt(early) == localMillis)
        return early;
    if (late + offsetMillisAt(late) == localMillis)
        return late;
    // Skipped: the change itself is the first moment whose wall clock is past the asked one.
    UnixMillis low = early;
    UnixMillis high = late;
    while (low < high) {
        const UnixMillis middle = low + (high - low) / 2;
        if (middle + offsetMillisAt(middle) < localMillis)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

CivilTime Zone::toCivil(UnixMillis at) const
{
    const std::int64_t local = at + offsetMillisAt(at);
    CivilTime civil;
    const std::int64_t days = floorDivide(local, kMillisPerDay);
    civilFromDays(days, civil.year, civil.month, civil.day);
    civil.millisOfDay = local - days * kMillisPerDay;
    return civil;
}

UnixMillis Zone::fromCivil(const CivilTime &civil) const
{
    return toUtc(daysFromCivil(civil.year, civil.month, civil.day) * kMillisPerDay + civil.millisOfDay);
}

UnixMillis Zone::add(UnixMillis at, std::int64_t count, char unit) const
{
    if (const std::int64_t length = fixedUnitMillis(unit))
        return at + count * length;
    CivilTime civil = toCivil(at);
    if (unit == 'd' || unit == 'w') {
        const std::int64_t days =
            daysFromCivil(civil.year, civil.month, civil.day) + count * (unit == 'w' ? 7 : 1);
        civilFromDays(days, civil.year, civil.month, civil.day);
        return fromCivil(civil);
    }
    const std::int64_t months = civil.year * 12LL + civil.month - 1 + count * (unit == 'y' ? 12 : 1);
    civil.year = static_cast<int>(floorDivide(months, 12));
    civil.month = static_cast<int>(months - civil.year * 12LL) + 1;
    civil.day = std::min(civil.day, lengthOfMonth(civil.year, civil.month));
    return fromCivil(civil);
}

UnixMillis Zone::floor(UnixMillis at, char unit) const
{
    if (const std::int64_t length = fixedUnitMillis(unit)) {
        const std::int64_t offset = offsetMillisAt(at);
        return floorDivide(at + offset, length) * length - offset;
    }
    CivilTime civil = toCivil(at);
    civil.millisOfDay = 0;
    if (unit == 'w') {
        const std::int64_t days = daysFromCivil(civil.year, civil.month, civil.day);
        // 1970-01-01 was a Thursday; the days before the Monday of its week are four.
        const std::int64_t weekday = days + 3 - floorDivide(days + 3, 7) * 7;
        civilFromDays(days - weekday, civil.year, civil.month, civil.day);
        return fromCivil(civil);
    }
    if (unit != 'd')
        civil.day = 1;
    if (unit == 'y')
        civil.month = 1;
    return fromCivil(civil);
}

} // namespace explorer::query
