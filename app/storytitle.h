#pragma once

#include <QString>

#include <string>

namespace explorer::app
{

/// The title of one of the sample shop's queries, in the language of the interface.
[[nodiscard]] QString storyTitle(const std::string &title);

} // namespace explorer::app
