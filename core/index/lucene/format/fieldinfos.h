#pragma once

#include "core/base/result.h"
#include "core/index/lucene/format/segmentfiles.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace explorer::index
{

/// How a field is kept in a segment. `name` as in the index, UTF-8.
struct SegmentField {
    std::string name;
    bool indexed = true;
    bool omitsNorms = false;
    /// Neither frequencies nor positions.
    bool omitsFrequencies = false;
    /// What the product never writes (term vectors, payloads); such a segment is for the library to merge.
    bool hasOtherParts = false;
    bool operator==(const SegmentField &) const = default;
};

using FieldInfo = SegmentField;

/// The fields of a segment; a field's place is its number (`.fnm`, format -2).
struct FieldInfos {
    std::vector<SegmentField> fields;

    /// -1: none has it.
    [[nodiscard]] int number(std::string_view name) const;
    /// Field numbers in the order in which their terms stand in the dictionary: by name.
    [[nodiscard]] std::vector<std::uint32_t> termOrder() const;
    /// Whether a `.prx` is written, even an empty one.
    [[nodiscard]] bool hasPositions() const;
    bool operator==(const FieldInfos &) const = default;
};

/// Writes `.fnm`.
Result<void> writeFieldInfos(SegmentFiles &files, const FieldInfos &infos);
/// Corrupt ("index_segment") where it is no such file, cut off or longer than its content.
Result<FieldInfos> readFieldInfos(const std::filesystem::path &path);

} // namespace explorer::index
