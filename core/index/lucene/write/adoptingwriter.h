#pragma once

#include "core/index/lucene/lucene_p.h"
#include "core/index/lucene/merge/segmentmerger.h"
#include "core/index/lucene/write/writersegment.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace explorer::index
{

/// The library's writer, taught to take segments that were built beside it, to delete by id, and to merge
/// with SegmentMerger. Its own ways in (documents, deletes, readers) must not be used beside. Relies on
/// protected members as they are in version 3.0.8. Merges run on the library's threads; everything here takes
/// its lock.
class AdoptingWriter : public Lucene::IndexWriter
{
public:
    AdoptingWriter(const Lucene::DirectoryPtr &luceneDirectory, const Lucene::IndexDeletionPolicyPtr &policy,
                   std::filesystem::path path);

    /// Once, before all others: the segments of the newest commit. `known` as for openSegments().
    void openSegments(const std::vector<SegmentState> &known);
    /// The name of a segment that is to be written, adopted, or given up; no file has it.
    std::string takeName();
    void giveUp(const std::string &name);

    struct Adopted {
        std::shared_ptr<WriterSegment> segment;
        bool hasPositions = false;
    };
    struct ReplacedId {
        std::string_view id;
        std::uint64_t hash = 0;
    };
    /// Deletes what the index has of `replaced` and appends segments whose files are all written; then starts
    /// the merges that have become worth it.
    void adopt(std::span<const Adopted> segments, std::span<const ReplacedId> replaced);
    /// In the order of the index.
    std::vector<SegmentState> share();

    struct Committed {
        std::vector<std::string> columnFiles;
        std::vector<SegmentState> segments;
    };
    /// Saves the deletions, syncs everything, and commits, changed or not.
    Committed commitWith(const Lucene::MapStringString &userData);
    /// The error of a merge that failed since the last call.
    std::optional<Error> takeMergeError();

protected:
    bool registerMerge(const Lucene::OneMergePtr &merge) override;
    int32_t mergeMiddle(const Lucene::OneMergePtr &merge) override;

private:
    using Sources = std::vector<SegmentState>;
    void dropDeletedSegments();
    void saveDeletions();
    Sources sourcesOf(const Lucene::OneMergePtr &merge);
    void mergeSegments(const Lucene::OneMergePtr &merge, const std::string &name);
    void replaceSources(const Lucene::OneMergePtr &merge, const Sources &sources, const SegmentMerger *merger,
                        const Adopted &merged);

    std::filesystem::path m_path;
    /// One for one what segmentInfos lists.
    std::vector<std::shared_ptr<WriterSegment>> m_segments;
    /// Named, and not yet in the index.
    std::set<std::string> m_growing;
    std::set<std::string> m_syncedColumns;
    std::optional<Error> m_mergeError;
};

} // namespace explorer::index
