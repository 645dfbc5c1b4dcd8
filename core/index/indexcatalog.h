#pragma once

#include "core/index/searchindex.h"
#include "core/storage/collectionstore.h"
#include "core/storage/documentstore.h"

namespace explorer::index
{

struct IndexSettings {
    /// Changes applied between two looks at the clock.
    int batchSize = 5000;
    /// Applied changes are made visible at least this often while changes come in.
    int publishMillis = 200;
    /// fsync of the index at least this often while it changes; the change log covers what is not yet
    /// committed.
    int commitMillis = 10'000;
    std::int64_t commitChanges = 200'000;
    double writerBufferMiB = 48;
    WriterKind writer = WriterKind::Native;
};

struct IndexState {
    enum class Phase : std::uint8_t { Ready, Rebuilding, Failed } phase = Phase::Ready;
    double progress = 1.0;
    /// Changes not yet visible.
    std::int64_t lag = 0;
    std::int64_t visibleSequence = 0;
    std::string reason;
    /// Why it was built anew since it was opened; empty where it was not.
    std::string rebuildReason;
    IndexStatistics statistics;
};

/// The indexes of all collections, and the one thread that follows the change log by state and keeps them up
/// to date. Missing, corrupt or of another schema: rebuilt from the database into a new directory and swapped
/// in when its count is checked; meanwhile find() fails with Unavailable ("index_rebuilding"). The destructor
/// commits, stops and joins.
class IndexCatalog
{
public:
    static Result<std::unique_ptr<IndexCatalog>> open(const std::filesystem::path &directory,
                                                      storage::Database &database,
                                                      const IndexSettings &settings, Logger &logger);
    ~IndexCatalog();

    /// The index to search. NotFound, or Unavailable with progress in the message and Retry-After.
    Result<std::shared_ptr<SearchIndex>> find(std::int64_t collection);
    [[nodiscard]] IndexState state(std::int64_t collection) const;
    /// All collections' in one; phase is the worst.
    [[nodiscard]] IndexState overallState() const;

    /// Wakes the follower; cheap; after each commit to the database.
    void notifyChanged(std::int64_t collection);
    /// The schema changed or the collection is new or gone.
    void notifySchemaChanged(std::int64_t collection);
    /// Throws the index away and builds it anew.
    void requestRebuild(std::int64_t collection);
    /// Blocks until the sequence is visible. DeadlineExceeded.
    Result<void> waitVisible(std::int64_t collection, std::int64_t sequence, Deadline deadline);
    /// Called after each publish, on the index thread, with the collection's key and the sequence that is now
    /// visible.
    using Published = std::function<void(std::int64_t collection, std::int64_t sequence)>;
    void onPublished(Published callback);

private:
    struct Private;
    explicit IndexCatalog(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace explorer::index
