#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace explorer::index
{

/// The values of one field of a segment, by document. `ends[i]` is where document i's values end in `values`.
template <typename T>
struct ColumnData {
    std::string field;
    std::vector<std::uint32_t> ends;
    std::vector<T> values;
};

/// All columns of a segment. Fields by their names in the index, UTF-8. Values of a document ascend; each
/// keyword ordinal once a document.
struct ColumnSet {
    int documents = 0;
    /// Long, date and boolean; doubles in their sortable form.
    std::vector<ColumnData<std::int64_t>> numbers;
    /// Ordinals of the field's dictionary; `_id` is one of them.
    std::vector<ColumnData<std::uint32_t>> keywords;
    /// The number of tokens of a text field, one a document that has the field (0 where it has no word).
    std::vector<ColumnData<std::uint32_t>> lengths;
};

/// Writes `_X.col` (layout: columnfile.h), not synced.
Result<void> writeColumnFile(const std::filesystem::path &path, const ColumnSet &columns);

/// One source of a merge: the segment's columns, which documents stay, and, by keyword field, each old
/// ordinal's new one (UINT32_MAX: gone).
class SegmentColumns;
class Deletions;
struct ColumnMergeSource {
    const SegmentColumns *columns = nullptr;
    const Deletions *deletions = nullptr;
    std::vector<std::pair<std::string, std::vector<std::uint32_t>>> ordinals;
};
/// The columns of the segment that has the sources' live documents one after the other.
ColumnSet mergeColumns(const std::vector<ColumnMergeSource> &sources);

} // namespace explorer::index
