#include "core/index/lucene/write/segmentdirectory.h"

#include "core/index/lucene/write/committedsegments.h"
#include "core/index/lucene/write/mappeddirectory.h"
#ifdef EXPLORERIO_NATIVE_WRITER
#include "core/index/lucene/write/nativewriter.h"
#endif
#include "core/index/lucene/write/plainwriter.h"

namespace explorer::index
{

bool hasNativeWriter()
{
#ifdef EXPLORERIO_NATIVE_WRITER
    return true;
#else
    return false;
#endif
}

struct SegmentDirectory::Private {
    std::filesystem::path path;
    Lucene::DirectoryPtr lucene;
};

SegmentDirectory::SegmentDirectory(std::filesystem::path path)
    : d(std::make_unique<Private>(path, Lucene::newLucene<MappedDirectory>(path)))
{
}

SegmentDirectory::~SegmentDirectory() = default;

std::vector<SegmentState> SegmentDirectory::open(const std::string &segmentsFile) const
{
    return openCommit(d->lucene, d->path, segmentsFile);
}

std::unique_ptr<SegmentWriter> SegmentDirectory::openWriter(const api::Schema &schema,
                                                            [[maybe_unused]] Logger &logger,
                                                            WriterRequest request)
{
#ifdef EXPLORERIO_NATIVE_WRITER
    if (request.kind == WriterKind::Native) {
        const auto bytes = static_cast<std::size_t>(request.bufferMiB * 1024 * 1024);
        return std::make_unique<NativeWriter>(
            d->lucene, d->path, schema, logger,
            NativeWriter::Settings{bytes, std::move(request.kept), std::move(request.known)});
    }
#endif
    return std::make_unique<PlainWriter>(d->lucene, d->path, schema, request.bufferMiB, request.kept);
}

} // namespace explorer::index
