#pragma once

#include "core/index/lucene/execute/indexview.h"
#include "core/index/lucene/manifest.h"
#include "core/index/lucene/snapshottable.h"
#include "core/index/lucene/write/segmentdirectory.h"
#include "core/index/searchindex.h"

#include <atomic>
#include <mutex>
#include <optional>

namespace explorer::index
{

/// SearchIndex over Lucene++'s format: the library keeps files, commits and merge policy; writing, matching
/// and collecting are our own.
class LuceneIndex final : public SearchIndex
{
public:
    static Result<std::unique_ptr<LuceneIndex>> open(const std::filesystem::path &directory,
                                                     const api::Schema &schema, Logger &logger,
                                                     const LuceneSettings &settings);
    ~LuceneIndex() override;

    Result<IndexAnswer> search(const IndexQuery &query) override;
    Result<std::vector<api::Explanation>> explain(const IndexQuery &query,
                                                  std::span<const IndexHit> hits) override;
    Result<std::vector<IndexTerm>> terms(const TermQuery &query) override;
    Result<std::shared_ptr<const void>> hold(std::uint64_t snapshot) override
    {
        return m_snapshots.hold(snapshot);
    }
    Result<void> apply(std::span<const IndexChange> changes) override;
    Result<void> publish() override;
    Result<void> commit(const CommitPoint &point) override;
    Result<void> releaseWriter() override;
    [[nodiscard]] std::vector<CommitPoint> commits() const override;
    [[nodiscard]] IndexStatistics statistics() const override;
    [[nodiscard]] std::int64_t generation() const override;

private:
    LuceneIndex(std::filesystem::path directory, api::Schema schema, Logger &logger,
                const LuceneSettings &settings);
    Result<std::shared_ptr<const IndexView>> viewFor(const IndexQuery &query);
    void ensureWriter();
    void dropWriter();
    void openCommittedView();
    void setView(std::shared_ptr<const IndexView> view);
    std::shared_ptr<const IndexView> newestView() const;
    std::int64_t nextGeneration();
    [[nodiscard]] std::set<std::string> commitNames() const;
    [[nodiscard]] std::set<std::string> newestCommitName() const;
    template <typename T>
    Result<T> writing(const std::string &what, const std::function<Result<T>()> &body);

    std::filesystem::path m_directory;
    api::Schema m_schema;
    Logger &m_logger;
    SystemClock m_systemClock;
    const Clock &m_clock;
    double m_writerBufferMiB;
    WriterKind m_writerKind;
    SegmentDirectory m_segments;

    // The writing thread's.
    std::unique_ptr<SegmentWriter> m_writer;
    /// Of the newest commit.
    std::vector<SegmentState> m_committed;
    bool m_hasUnpublished = false;

    mutable std::mutex m_mutex;
    Manifest m_manifest;
    std::shared_ptr<const IndexView> m_view;
    std::int64_t m_generation = 0;
    SnapshotTable m_snapshots;
};

} // namespace explorer::index
