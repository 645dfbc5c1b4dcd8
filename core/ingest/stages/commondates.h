#pragma once

#include "core/base/clock.h"

#include <optional>
#include <string_view>

namespace explorer::ingest
{

/// A time in one of the common forms that have one reading only: RFC 3339, `2024/03/15 12:34:56`,
/// `20240315T123456Z`, `15.03.2024`, `15 Mar 2024 12:34:56 +0100` (RFC 5322), `Mar 15, 2024`,
/// `15/Mar/2024:12:34:56 +0000` (Apache). No zone is UTC. Nothing for `03/04/2024`, which has two readings,
/// and for dates that are none.
std::optional<UnixMillis> readCommonDate(std::string_view text);

} // namespace explorer::ingest
