#pragma once

#include "core/index/lucene/format/indexoutput.h"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace explorer::index
{

/// The files of a segment in the making: all of them are removed by the destructor unless they are kept, so
/// that a failure leaves none behind.
class SegmentFiles
{
public:
    SegmentFiles(std::filesystem::path directory, std::string segment);
    ~SegmentFiles();
    SegmentFiles(const SegmentFiles &) = delete;
    SegmentFiles &operator=(const SegmentFiles &) = delete;

    /// Opens `SEGMENT.EXTENSION` for writing.
    Result<std::unique_ptr<IndexOutput>> create(std::string_view extension);
    /// Counts a file among the segment's that another writes.
    std::filesystem::path add(std::string_view extension);
    /// After every file was finished; their names without the directory.
    std::vector<std::string> keep();

private:
    std::filesystem::path m_directory;
    std::string m_segment;
    std::vector<std::string> m_names;
};

} // namespace explorer::index
