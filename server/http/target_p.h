#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace explorer::http
{

/// A request target taken apart (RFC 9112, 3.2): origin form, absolute form, or `*`.
struct Target {
    /// Only of the absolute form.
    std::string authority;
    std::vector<std::string> segments;
    std::vector<std::pair<std::string, std::string>> query;
};

/// Decodes each segment by itself, so that %2F stays inside of one and `..` means nothing. InvalidArgument
/// ("malformed_request") on a broken escape, a NUL, or what is no UTF-8.
Result<Target> parseTarget(std::string_view target);

} // namespace explorer::http
