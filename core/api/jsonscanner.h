#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace explorer::api
{

/// The extent of one JSON value, found without parsing it: brackets are counted, strings skipped. Whether it
/// is valid JSON is for the server to say.
struct JsonValueEnd {
    std::size_t length = 0;
    std::int64_t lineEnds = 0;
    /// The text ended inside the value.
    bool truncated = false;
};

/// The value that begins at the first byte of `text`. Nothing where it is not over yet and `isWhole` is
/// false.
std::optional<JsonValueEnd> findJsonValue(std::string_view text, bool isWhole);

} // namespace explorer::api
