#include "core/index/lucene/luceneguard.h"
#include "core/index/lucene/lucenetext.h"
#include "core/index/lucene/write/adoptingwriter.h"
#include "core/index/lucene/write/columnfiles.h"

#include <lucene++/DocumentsWriter.h>
#include <lucene++/MergePolicy.h>
#include <lucene++/SegmentInfo.h>
#include <lucene++/SegmentInfos.h>

#include <bit>

namespace explorer::index
{
namespace
{

/// The library reads files of less than 2 GiB.
constexpr std::int64_t kMaxMergedBytes = 0x7000'0000;

/// What was deleted since the merge took its sources is deleted in the merged segment too.
void removeLate(const Deletions *then, const Deletions &now, const DocumentMap &map, WriterSegment &merged)
{
    const auto words = now.words();
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::uint64_t late = words[i] & ~(then == nullptr ? 0 : then->words()[i]);
        for (; late != 0; late &= late - 1)
            merged.remove(map.at(static_cast<int>(i * 64) + std::countr_zero(late)));
    }
}

} // namespace

bool AdoptingWriter::registerMerge(const Lucene::OneMergePtr &merge)
{
    const Lucene::SyncLock lock(this);
    if (merge->registerDone)
        return true;
    std::int64_t bytes = 0;
    for (int i = 0; i < merge->segments->size(); ++i)
        bytes += merge->segments->info(i)->sizeInBytes();
    return bytes <= kMaxMergedBytes && Lucene::IndexWriter::registerMerge(merge);
}

int32_t AdoptingWriter::mergeMiddle(const Lucene::OneMergePtr &merge)
{
    merge->checkAborted(directory);
    const std::string name = toUtf8(merge->info->name);
    try {
        mergeSegments(merge, name);
    } catch (const std::bad_alloc &) {
        giveUp(name);
        throw;
    } catch (...) {
        // The library's threads know its own exceptions only.
        Error error = errorOfCurrentException("Merging segments");
        giveUp(name);
        if (merge->isAborted())
            boost::throw_exception(Lucene::MergeAbortedException(toWide(error.message)));
        const Lucene::SyncLock lock(this);
        m_mergeError = error;
        boost::throw_exception(Lucene::IOException(toWide(error.message)));
    }
    return merge->info->docCount;
}

AdoptingWriter::Sources AdoptingWriter::sourcesOf(const Lucene::OneMergePtr &merge)
{
    const Lucene::SyncLock lock(this);
    const int first = ensureContiguousMerge(merge);
    Sources sources;
    for (int i = 0; i < merge->segments->size(); ++i)
        sources.push_back(m_segments[static_cast<std::size_t>(first + i)]->share());
    m_growing.insert(toUtf8(merge->info->name));
    return sources;
}

void AdoptingWriter::mergeSegments(const Lucene::OneMergePtr &merge, const std::string &name)
{
    const Sources sources = sourcesOf(merge);
    bool anyLive = false;
    for (const SegmentState &source : sources)
        anyLive = anyLive || !source.deletions || source.deletions->count() < source.segment->documents();
    if (!anyLive) {
        replaceSources(merge, sources, nullptr, {});
        return;
    }
    removeFilesOf(m_path, name);
    SegmentMerger merger(m_path, sources, [merge] { return merge->isAborted(); });
    const auto written = valueOrThrow(merger.write(name));
    SegmentState state{valueOrThrow(Segment::open(m_path, name, written.documents)), nullptr};
    replaceSources(merge, sources, &merger,
                   {std::make_shared<WriterSegment>(std::move(state)), written.hasPositions});
}

void AdoptingWriter::replaceSources(const Lucene::OneMergePtr &merge, const Sources &sources,
                                    const SegmentMerger *merger, const Adopted &merged)
{
    const Lucene::SyncLock lock(this);
    merge->checkAborted(directory);
    const int first = ensureContiguousMerge(merge);
    const int count = static_cast<int>(sources.size());
    const auto begin = m_segments.begin() + first;
    int shrunk = 0;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const Deletions *now = begin[static_cast<std::ptrdiff_t>(i)]->deletions();
        shrunk += sources[i].segment->documents();
        if (merged.segment && now != nullptr && now != sources[i].deletions.get())
            removeLate(sources[i].deletions.get(), *now, merger->documents(i), *merged.segment);
    }
    segmentInfos->remove(first, first + count);
    const auto at = m_segments.erase(begin, begin + count);
    if (merged.segment) {
        merge->info->docCount = merged.segment->segment().documents();
        // All files are the segment's own, whatever the sources shared.
        merge->info->setDocStore(-1, L"", false);
        merge->info->setHasProx(merged.hasPositions);
        segmentInfos->add(first, merge->info);
        m_segments.insert(at, merged.segment);
    }
    m_growing.erase(toUtf8(merge->info->name));
    docWriter->setFlushedDocCount(docWriter->getFlushedDocCount() - shrunk + merge->info->docCount);
    checkpoint();
}

} // namespace explorer::index
