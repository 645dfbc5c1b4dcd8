#include "core/index/lucene/columns/columnwriter.h"

#include "core/index/lucene/columns/columnencoder_p.h"
#include "core/index/lucene/format/indexoutput.h"

namespace explorer::index
{

Result<void> writeColumnFile(const std::filesystem::path &path, const ColumnSet &columns)
{
    // A new inode: the old one may be mapped, and emptying it would take the ground from under readers.
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
    auto output = IndexOutput::create(path);
    if (!output)
        return fail(std::move(output.error()));
    encodeColumns(planColumns(columns),
                  [&output](const char *bytes, std::size_t size) { (*output)->writeBytes(bytes, size); });
    const auto written = (*output)->finish();
    if (!written)
        std::filesystem::remove(path, ignored);
    return written;
}

} // namespace explorer::index
