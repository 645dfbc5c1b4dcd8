#pragma once

#include "core/base/result.h"
#include "core/index/lucene/segment/fieldinfos.h"
#include "core/index/lucene/segment/termdictionary.h"

#include <memory>
#include <span>
#include <vector>

namespace explorer::index
{

/// A segment's files as the dictionaries need them.
struct PostingFiles {
    std::span<const std::uint8_t> terms;
    std::span<const std::uint8_t> termIndex;
    std::span<const std::uint8_t> frequencies;
    std::span<const std::uint8_t> positions;
};

/// The dictionary of each field, null where it has no term. Corrupt ("index_segment") where the terms do not
/// ascend, a number or an offset cannot be, or the headers do not fit.
Result<std::vector<std::unique_ptr<TermDictionary>>>
readTerms(const PostingFiles &files, const std::vector<FieldInfo> &fields, int documents);

} // namespace explorer::index
