#pragma once

#include "core/base/clock.h"

#include <string>

namespace explorer
{

/// Cryptographically strong bytes from the system (libsodium). Any thread; never fails.
std::string randomBytes(std::size_t count);

/// The same as URL-safe text without padding: 32 bytes give 43 characters.
std::string randomToken(std::size_t byteCount = 32);

/// An id that sorts by time: 10 characters of milliseconds and 16 random ones in Crockford's base 32 (ULID).
std::string makeTimeSortedId(UnixMillis now);

} // namespace explorer
