#pragma once

#include "core/index/lucene/lucene_p.h"

#include <filesystem>

namespace explorer::index
{

/// The library's mapped directory, but for empty files: a segment whose documents have no words has an empty
/// positions file, which cannot be mapped and which the library then reports as missing.
class MappedDirectory : public Lucene::MMapDirectory
{
public:
    /// Takes no lock: our own one on the data directory holds, the library's does not.
    explicit MappedDirectory(const std::filesystem::path &path);

    using Lucene::MMapDirectory::openInput;
    Lucene::IndexInputPtr openInput(const Lucene::String &name, int32_t bufferSize) override;

private:
    Lucene::DirectoryPtr m_unmapped;
};

} // namespace explorer::index
