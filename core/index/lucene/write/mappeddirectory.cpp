#include "core/index/lucene/write/mappeddirectory.h"

#include "core/index/lucene/lucenetext.h"

namespace explorer::index
{

MappedDirectory::MappedDirectory(const std::filesystem::path &path)
    : Lucene::MMapDirectory(toWide(path.string()), Lucene::NoLockFactory::getNoLockFactory()),
      m_unmapped(Lucene::newLucene<Lucene::SimpleFSDirectory>(toWide(path.string()),
                                                              Lucene::NoLockFactory::getNoLockFactory()))
{
}

Lucene::IndexInputPtr MappedDirectory::openInput(const Lucene::String &name, int32_t bufferSize)
{
    if (fileLength(name) == 0)
        return m_unmapped->openInput(name, bufferSize);
    return Lucene::MMapDirectory::openInput(name, bufferSize);
}

} // namespace explorer::index
