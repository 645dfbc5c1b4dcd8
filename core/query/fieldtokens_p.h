#pragma once

#include "core/query/analyzer.h"
#include "core/query/fieldvalues.h"

#include <unordered_map>

namespace explorer::query
{

/// Where a token of a text field stands.
struct TokenPlace {
    std::uint32_t position = 0;
    std::uint32_t element = 0;
    /// Bytes in that element.
    std::uint32_t offsetBytes = 0;
    std::uint32_t lengthBytes = 0;
};

/// Between two elements of an array this many positions are left free, so that no phrase (slop up to 50)
/// reaches across.
constexpr std::uint32_t kElementGap = 100;

/// The analysed values of one text field of one document.
struct FieldTokens {
    /// Ascending by position.
    std::vector<TokenPlace> places;
    std::unordered_map<std::string, std::vector<std::uint32_t>> positions;
};

/// At most `limitBytes` of text are read; what was read is taken off it.
FieldTokens tokenize(const std::vector<FieldValue> &values, std::string_view analyzer,
                     std::size_t &limitBytes);

} // namespace explorer::query
