#pragma once

#include "core/base/logging.h"
#include "core/index/lucene/write/segmentwriter.h"

#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace explorer::index
{

/// False where the library is not of the version that the native writer was made for.
bool hasNativeWriter();

struct WriterRequest {
    WriterKind kind = WriterKind::Native;
    double bufferMiB = 48;
    /// Commits to keep, by their segments files.
    std::set<std::string> kept;
    /// Segments of the newest commit that are open already.
    std::vector<SegmentState> known;
};

/// An index's directory as the library sees it: where commits are opened and writers come from. Takes no
/// lock: our own one on the data directory holds, the library's does not. Throws IndexFailure and what the
/// library throws.
class SegmentDirectory
{
public:
    explicit SegmentDirectory(std::filesystem::path path);
    ~SegmentDirectory();
    SegmentDirectory(const SegmentDirectory &) = delete;
    SegmentDirectory &operator=(const SegmentDirectory &) = delete;

    /// The segments of a commit, in the order of the index.
    [[nodiscard]] std::vector<SegmentState> open(const std::string &segmentsFile) const;
    /// Goes on from the newest commit; where there is none, begins a new index. Schema and logger outlive the
    /// writer.
    std::unique_ptr<SegmentWriter> openWriter(const api::Schema &schema, Logger &logger,
                                              WriterRequest request);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace explorer::index
