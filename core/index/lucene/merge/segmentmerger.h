#pragma once

#include "core/index/lucene/merge/mergesource.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace explorer::index
{

/// Writes the live documents of several segments, one after the other, as one segment: the files that one
/// flush of these documents would have written, and the column file. Postings are copied byte by byte where
/// no document is left out. One thread; about 1 GB of address space, memory for the columns and ordinals.
class SegmentMerger
{
public:
    /// `isStopped` is asked often, from the merging thread.
    SegmentMerger(std::filesystem::path directory, std::vector<SegmentState> sources,
                  std::function<bool()> isStopped);

    struct Written {
        int documents = 0;
        bool hasPositions = false;
        std::vector<std::string> files;
    };
    /// Not synced. Cancelled ("merge_stopped"), Corrupt, Io, ResourceExhausted; no file is left behind then.
    Result<Written> write(const std::string &name);

    /// Of each source, after write().
    [[nodiscard]] const DocumentMap &documents(std::size_t source) const
    {
        return m_sources[source].documents();
    }

private:
    Result<int> openSources();
    Result<void> uniteFields();
    Result<void> writePostings(SegmentFiles &files);
    Result<void> writeField(PostingsWriter &writer, std::uint32_t number);
    Result<void> writeNorms(SegmentFiles &files);
    Result<void> writeColumns(SegmentFiles &files);

    std::filesystem::path m_directory;
    std::vector<SegmentState> m_states;
    std::function<bool()> m_isStopped;
    std::vector<MergeSource> m_sources;
    FieldInfos m_fields;
};

} // namespace explorer::index
