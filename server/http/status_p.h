#pragma once

#include <string_view>

namespace explorer::http
{

/// The reason phrase of a status; "Unknown" for one that is not used here.
std::string_view reasonPhrase(int status);

} // namespace explorer::http
