#pragma once

#include "core/index/lucene/segment/deletions.h"
#include "core/index/lucene/segment/segment.h"
#include "core/index/searchindex.h"

#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace explorer::index
{

/// One segment as a view sees it.
struct SegmentState {
    std::shared_ptr<const Segment> segment;
    /// Null: none is deleted.
    std::shared_ptr<const Deletions> deletions;
};

/// A commit as the library made it: its `segments_N` and every file that belongs to it, column files
/// included.
struct WrittenCommit {
    std::string segmentsFile;
    std::vector<std::string> files;
    /// The segments as they were committed, for a writer that is opened later.
    std::vector<SegmentState> segments;
};

/// The way into an index: its own builder and adoption, or the library's plain writer. One thread. Throws
/// what the library throws; the destructor rolls back what is not committed and stops merges.
class SegmentWriter
{
public:
    virtual ~SegmentWriter() = default;
    /// Adds or replaces by id, or removes; a later change of an id wins.
    virtual void apply(std::span<const IndexChange> changes) = 0;
    /// Everything applied so far, without a commit, in the order of the index. Segments that were known
    /// before are the same objects.
    virtual std::vector<SegmentState> publish() = 0;
    /// Flushes, syncs, commits with the point in the commit's user data. `kept`: older segments files to
    /// keep.
    virtual WrittenCommit commit(const CommitPoint &point, const std::set<std::string> &kept) = 0;
    /// After a commit: stops running merges, drops those not committed, and frees the memory.
    virtual void close() = 0;
};

} // namespace explorer::index
