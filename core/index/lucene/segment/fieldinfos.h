#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace explorer::index
{

/// A field as `.fnm` lists it; its number is its place.
struct FieldInfo {
    std::string name;
    bool isIndexed = false;
    bool omitsNorms = false;
    bool omitsFrequencies = false;
};

/// Corrupt ("index_segment") where the bytes are not a whole `.fnm`, a name is no UTF-8 or comes twice, or a
/// field has what this index never writes (payloads).
Result<std::vector<FieldInfo>> parseFieldInfos(std::span<const std::uint8_t> file);

} // namespace explorer::index
