#pragma once

#include "core/index/lucene/format/segmentfiles.h"

#include <cstdint>

namespace explorer::index
{

/// Writes `.fdx` and `.fdt` of documents that store nothing: the library wants the files, the documents are
/// in the database.
Result<void> writeEmptyStoredFields(SegmentFiles &files, std::uint32_t documents);

/// What `.fdt` then measures, in bytes; a segment with another size stores something.
constexpr std::uint64_t emptyStoredFieldsBytes(std::uint32_t documents)
{
    return 4 + std::uint64_t{documents};
}

} // namespace explorer::index
