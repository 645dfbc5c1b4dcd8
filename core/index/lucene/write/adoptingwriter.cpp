#include "core/index/lucene/write/adoptingwriter.h"

#include "core/index/lucene/luceneguard.h"
#include "core/index/lucene/lucenetext.h"
#include "core/index/lucene/write/columnfiles.h"
#include "core/index/lucene/write/committedsegments.h"
#include "core/index/lucene/write/writeroptions.h"

#include <lucene++/DocumentsWriter.h>
#include <lucene++/IndexFileDeleter.h>
#include <lucene++/SegmentInfo.h>
#include <lucene++/SegmentInfos.h>

namespace explorer::index
{

AdoptingWriter::AdoptingWriter(const Lucene::DirectoryPtr &luceneDirectory,
                               const Lucene::IndexDeletionPolicyPtr &policy, std::filesystem::path path)
    : Lucene::IndexWriter(luceneDirectory, unusedAnalyzer(), policy,
                          Lucene::IndexWriter::MaxFieldLengthUNLIMITED),
      m_path(std::move(path))
{
}

void AdoptingWriter::openSegments(const std::vector<SegmentState> &known)
{
    removeOrphanedColumns(m_path, {});
    for (SegmentState &state : index::openSegments(segmentInfos, m_path, known)) {
        m_syncedColumns.insert(state.segment->name());
        m_segments.push_back(std::make_shared<WriterSegment>(std::move(state)));
    }
}

std::string AdoptingWriter::takeName()
{
    const Lucene::SyncLock lock(this);
    const std::string name = toUtf8(newSegmentName());
    m_growing.insert(name);
    removeFilesOf(m_path, name);
    return name;
}

void AdoptingWriter::giveUp(const std::string &name)
{
    const Lucene::SyncLock lock(this);
    m_growing.erase(name);
    removeFilesOf(m_path, name);
}

void AdoptingWriter::adopt(std::span<const Adopted> segments, std::span<const ReplacedId> replaced)
{
    {
        const Lucene::SyncLock lock(this);
        for (const ReplacedId &each : replaced) {
            for (auto segment = m_segments.rbegin(); segment != m_segments.rend(); ++segment) {
                if ((*segment)->remove(each.id, each.hash))
                    break;
            }
        }
        for (const Adopted &adopted : segments) {
            const Segment &segment = adopted.segment->segment();
            const auto info = Lucene::newLucene<Lucene::SegmentInfo>(
                toWide(segment.name()), segment.documents(), directory, false, true);
            info->setHasProx(adopted.hasPositions);
            setDiagnostics(info, L"flush");
            segmentInfos->add(info);
            m_segments.push_back(adopted.segment);
            m_growing.erase(segment.name());
            docWriter->updateFlushedDocCount(segment.documents());
        }
        dropDeletedSegments();
        checkpoint();
    }
    maybeMerge();
}

/// A segment without a live document is not worth a merge.
void AdoptingWriter::dropDeletedSegments()
{
    for (int i = segmentInfos->size() - 1; i >= 0; --i) {
        const auto at = m_segments.begin() + i;
        if (!(*at)->isAllDeleted() || mergingSegments.contains(segmentInfos->info(i)))
            continue;
        docWriter->setFlushedDocCount(docWriter->getFlushedDocCount() - (*at)->segment().documents());
        // Of one that was only just adopted the library does not know the files yet.
        deleter->deleteNewFiles(segmentInfos->info(i)->files());
        segmentInfos->remove(i);
        m_segments.erase(at);
    }
}

std::vector<SegmentState> AdoptingWriter::share()
{
    const Lucene::SyncLock lock(this);
    std::vector<SegmentState> states;
    for (const auto &segment : m_segments)
        states.push_back(segment->share());
    return states;
}

void AdoptingWriter::saveDeletions()
{
    for (std::size_t i = 0; i < m_segments.size(); ++i) {
        const Deletions *deletions = m_segments[i]->unsaved();
        if (deletions == nullptr)
            continue;
        const Lucene::SegmentInfoPtr info = segmentInfos->info(static_cast<int>(i));
        // The file first: until it is whole the segment keeps its older deletions.
        const auto next = boost::dynamic_pointer_cast<Lucene::SegmentInfo>(info->clone());
        next->advanceDelGen();
        valueOrThrow(deletions->write(m_path / toUtf8(next->getDelFileName())));
        info->advanceDelGen();
        info->setDelCount(deletions->count());
        m_segments[i]->markSaved();
    }
}

AdoptingWriter::Committed AdoptingWriter::commitWith(const Lucene::MapStringString &userData)
{
    Committed committed;
    {
        // A merge that ended between the two would bring deletions that are in no file.
        const Lucene::SyncLock lock(this);
        saveDeletions();
        // Also counts as a change where there was none: user data alone would not make a commit.
        checkpoint();
        prepareCommit(userData);
        committed.segments = share();
    }
    std::set<std::string> columns;
    for (const SegmentState &state : committed.segments) {
        const std::string &name = state.segment->name();
        const std::filesystem::path path = m_path / columnFileName(name);
        columns.insert(name);
        if (!std::filesystem::exists(path))
            continue;
        committed.columnFiles.push_back(columnFileName(name));
        if (!m_syncedColumns.contains(name))
            valueOrThrow(syncFile(path));
    }
    m_syncedColumns = std::move(columns);
    commit();
    const Lucene::SyncLock lock(this);
    removeOrphanedColumns(m_path, m_growing);
    return committed;
}

std::optional<Error> AdoptingWriter::takeMergeError()
{
    const Lucene::SyncLock lock(this);
    return std::exchange(m_mergeError, std::nullopt);
}

} // namespace explorer::index
