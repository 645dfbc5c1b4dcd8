#pragma once

#include "core/base/clock.h"

#include <optional>
#include <string>
#include <string_view>

namespace explorer
{

/// `2024-02-29T12:00:00Z`, with `.123` before the Z where the milliseconds are not zero (RFC 3339, UTC).
std::string toRfc3339(UnixMillis millis);

/// A complete RFC 3339 time (`T` or a space between, a fraction, Z or an offset; no offset is UTC) or a date
/// alone (its midnight in UTC); years 0001 to 9999. Nothing where it is none. Digits past the millisecond are
/// cut.
std::optional<UnixMillis> fromRfc3339(std::string_view text);

/// Days since 1970-01-01 of a proleptic Gregorian date (Howard Hinnant, chrono-compatible low-level date
/// algorithms).
std::int64_t daysFromCivil(int year, int month, int day);
/// Its inverse.
void civilFromDays(std::int64_t days, int &year, int &month, int &day);

} // namespace explorer
