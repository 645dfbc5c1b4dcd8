#pragma once

#include "core/base/result.h"

namespace explorer::auth
{

/// 12 to 128 characters, and none that is tried first: a common one, a sequence, a repetition, or the
/// account's own name. No rules of composition. InvalidArgument ("password_weak"), saying which.
Result<void> checkPassword(const std::string &userName, const std::string &password);

/// Whether the password, or what is left of it without digits and signs at its ends, is among the best known.
/// Expects lower case.
bool isCommonPassword(std::string_view password);

} // namespace explorer::auth
