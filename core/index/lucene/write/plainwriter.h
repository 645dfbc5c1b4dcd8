#pragma once

#include "core/index/lucene/lucene_p.h"
#include "core/index/lucene/write/documentbuilder.h"
#include "core/index/lucene/write/namedcommitspolicy.h"
#include "core/index/lucene/write/segmentwriter.h"

#include <filesystem>
#include <map>
#include <set>
#include <string>

namespace explorer::index
{

/// The library's own writer, which nothing here depends on the inside of: a tenth as quick. Its segments have
/// no column files; columns are made from the postings when one is opened.
class PlainWriter final : public SegmentWriter
{
public:
    /// A directory without a commit gets a new index. `kept`: commits to keep.
    PlainWriter(const Lucene::DirectoryPtr &luceneDirectory, std::filesystem::path directory,
                const api::Schema &schema, double bufferMiB, const std::set<std::string> &kept);
    ~PlainWriter() override;
    PlainWriter(const PlainWriter &) = delete;
    PlainWriter &operator=(const PlainWriter &) = delete;

    void apply(std::span<const IndexChange> changes) override;
    std::vector<SegmentState> publish() override;
    WrittenCommit commit(const CommitPoint &point, const std::set<std::string> &kept) override;
    void close() override;

private:
    Result<std::vector<SegmentState>> statesOf(const Lucene::IndexReaderPtr &reader);
    Result<SegmentState> stateOf(const Lucene::SegmentReaderPtr &reader);

    std::filesystem::path m_directory;
    const api::Schema &m_schema;
    DocumentBuilder m_builder;
    boost::shared_ptr<NamedCommitsPolicy> m_policy;
    Lucene::IndexWriterPtr m_writer;
    /// Of the last publish(), by name.
    std::map<std::string, SegmentState> m_known;
};

} // namespace explorer::index
