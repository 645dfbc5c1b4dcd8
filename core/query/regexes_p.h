#pragma once

#include <re2/re2.h>

#include <memory>
#include <string>

namespace explorer::query
{

/// A user's regular expression, its memory bounded. Ask ok() before use.
std::unique_ptr<re2::RE2> compileRegex(const std::string &pattern, bool ignoreCase);

} // namespace explorer::query
