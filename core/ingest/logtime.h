#pragma once

#include "core/base/clock.h"

#include <optional>
#include <string_view>

namespace explorer::ingest
{

/// Reads the time of a log line: RFC 3339; `17/May/2015:10:05:03 +0000` (the common log format); `Mar 27
/// 13:06:56` (RFC 3164: no year, so the newest one that is not later than a day after `now`; UTC);
/// `2015/05/17 10:05:03`. Nothing where it is none of these.
std::optional<UnixMillis> readLogTime(std::string_view text, UnixMillis now);

} // namespace explorer::ingest
