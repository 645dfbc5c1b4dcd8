#pragma once

#include "core/base/logging.h"
#include "core/index/lucene/lucene_p.h"
#include "core/index/lucene/write/adoptingwriter.h"
#include "core/index/lucene/write/namedcommitspolicy.h"
#include "core/index/lucene/write/pendingdocuments.h"
#include "core/index/lucene/write/segmentwriter.h"

#include <filesystem>
#include <set>
#include <string>

namespace explorer::index
{

/// Our own way in: SegmentBuilder inverts, AdoptingWriter takes the segments into the library's index and
/// merges them, the library commits. Holds the ids of all segments in filters: 1.5 bytes a document.
class NativeWriter final : public SegmentWriter
{
public:
    struct Settings {
        /// Segments are written when the builders hold so much.
        std::size_t bufferBytes = std::size_t{48} << 20U;
        /// Commits to keep, by their segments files.
        std::set<std::string> kept;
        /// Segments of the newest commit that are open already.
        std::vector<SegmentState> known;
    };
    /// A directory without a commit gets a new index. Throws IndexFailure (Corrupt), and what the library
    /// throws.
    NativeWriter(const Lucene::DirectoryPtr &luceneDirectory, std::filesystem::path directory,
                 const api::Schema &schema, Logger &logger, Settings settings);
    ~NativeWriter() override;
    NativeWriter(const NativeWriter &) = delete;
    NativeWriter &operator=(const NativeWriter &) = delete;

    void apply(std::span<const IndexChange> changes) override;
    std::vector<SegmentState> publish() override;
    WrittenCommit commit(const CommitPoint &point, const std::set<std::string> &kept) override;
    void close() override;

private:
    void flush();
    void lookAtMerges();

    std::filesystem::path m_directory;
    Logger &m_logger;
    std::size_t m_bufferBytes;
    PendingDocuments m_pending;
    boost::shared_ptr<NamedCommitsPolicy> m_policy;
    boost::shared_ptr<AdoptingWriter> m_writer;
};

} // namespace explorer::index
