#include "core/index/lucene/format/storedfieldswriter.h"

namespace explorer::index
{
namespace
{

constexpr std::uint32_t kFormat = 2;

} // namespace

Result<void> writeEmptyStoredFields(SegmentFiles &files, std::uint32_t documents)
{
    auto index = files.create("fdx");
    if (!index)
        return fail(std::move(index.error()));
    auto data = files.create("fdt");
    if (!data)
        return fail(std::move(data.error()));
    (*index)->writeInt(kFormat);
    (*data)->writeInt(kFormat);
    for (std::uint32_t i = 0; i < documents; ++i)
        (*index)->writeLong(emptyStoredFieldsBytes(i));
    (*data)->fill(0, documents);
    if (auto finished = (*index)->finish(); !finished)
        return finished;
    return (*data)->finish();
}

} // namespace explorer::index
