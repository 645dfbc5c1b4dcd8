#include "core/index/lucene/format/segmentfiles.h"

#include <system_error>
#include <utility>

namespace explorer::index
{

SegmentFiles::SegmentFiles(std::filesystem::path directory, std::string segment)
    : m_directory(std::move(directory)), m_segment(std::move(segment))
{
}

SegmentFiles::~SegmentFiles()
{
    for (const std::string &name : m_names) {
        std::error_code ignored;
        std::filesystem::remove(m_directory / name, ignored);
    }
}

Result<std::unique_ptr<IndexOutput>> SegmentFiles::create(std::string_view extension)
{
    return IndexOutput::create(add(extension));
}

std::filesystem::path SegmentFiles::add(std::string_view extension)
{
    m_names.push_back(m_segment + "." + std::string(extension));
    return m_directory / m_names.back();
}

std::vector<std::string> SegmentFiles::keep() { return std::exchange(m_names, {}); }

} // namespace explorer::index
