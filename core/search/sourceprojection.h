#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace explorer::search
{

/// The members of a JSON object that `fields` names, by dotted path (`request.method`; a name stands for
/// everything below it; arrays of objects are cut element by element). Values come out byte for byte as they
/// stand. `json` is a valid object. Linear.
std::string projectSource(std::string_view json, const std::vector<std::string> &fields);

} // namespace explorer::search
