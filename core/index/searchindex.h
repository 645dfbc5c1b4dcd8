#pragma once

#include "core/api/schema.h"
#include "core/api/search.h"
#include "core/base/clock.h"
#include "core/base/deadline.h"
#include "core/base/logging.h"
#include "core/query/query.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace explorer::index
{

/// A sort value of a hit: number, keyword, or nothing where the document lacks the field (sorted last in both
/// directions).
using SortValue = std::variant<std::monostate, std::int64_t, double, std::string>;

struct HistogramRequest {
    std::string field;
    /// Empty count: chosen so that the hits' span gives at most 120 buckets.
    std::optional<query::CalendarInterval> interval;
    std::string zone;
};

/// How documents are ranked; changes of it need no new index.
struct Ranking {
    api::Similarity similarity;
    /// By field, of those whose weight is not 1.
    std::map<std::string, double, std::less<>> weights;
    /// Of several words, documents where they stand near each other rank higher.
    bool nearness = false;
};

/// One search. Ties of the sort are broken by id, ascending, so that a page's end names its successor
/// exactly.
struct IndexQuery {
    query::NodePtr root;
    /// Must match, do not score.
    std::vector<query::NodePtr> filters;
    std::vector<api::SortField> sort;
    int size = 10;
    /// Sort values and id of the last hit of the page before.
    std::optional<std::pair<std::vector<SortValue>, std::string>> after;
    /// A snapshot held open by an earlier answer; 0: the newest.
    std::uint64_t snapshot = 0;
    /// Keep this answer's snapshot for later pages.
    bool keepSnapshot = false;
    std::vector<std::string> facets;
    int facetSize = 10;
    std::optional<HistogramRequest> histogram;
    /// Numeric fields to sum up over the hits.
    std::vector<std::string> statistics;
    /// False: documents that cannot be among the hits need not be looked at, where only hits are asked for
    /// (no facets, histogram or statistics, and a size above 0). The hits are the same.
    bool exactTotals = true;
    Ranking ranking;
    Deadline deadline;
    CancelToken cancel;
};

struct IndexHit {
    std::string id;
    double score = 0;
    std::vector<SortValue> sortValues;
};

/// A numeric field over all hits.
struct FieldSummary {
    std::string field;
    /// Values, of which a hit may have several, and hits without one.
    std::int64_t count = 0;
    std::int64_t missing = 0;
    /// Integers of a long or date field, doubles of a double field; nothing where no hit has a value.
    SortValue least;
    SortValue greatest;
    double sum = 0;
    double mean = 0;
};

struct IndexAnswer {
    std::vector<IndexHit> hits;
    std::int64_t total = 0;
    /// Documents were left out, so that there may be more.
    bool totalIsLowerBound = false;
    std::vector<api::Facet> facets;
    std::optional<api::Histogram> histogram;
    std::vector<FieldSummary> statistics;
    /// Raised each time a newer state becomes visible.
    std::int64_t generation = 0;
    std::uint64_t snapshot = 0;
    /// The deadline passed in a place where what is known so far is still worth giving.
    bool partial = false;
};

/// Asks for terms of one field: those that begin with `text`, or with a distance above 0 those at most that
/// many edits from it.
struct TermQuery {
    std::string field;
    std::string text;
    int distance = 0;
    int most = 10;
    Deadline deadline;
    CancelToken cancel;
};

struct IndexTerm {
    std::string text;
    /// Documents that have it, with those deleted but not yet merged away.
    std::int64_t documents = 0;
};

/// A document to be made searchable; `json` empty: gone.
struct IndexChange {
    std::string id;
    std::string json;
};

struct CommitPoint {
    std::int64_t sequence = 0;
    std::int64_t generation = 0;
    std::string schemaHash;
};

struct IndexStatistics {
    std::int64_t documents = 0;
    std::int64_t sizeBytes = 0;
    int segments = 0;
    std::int64_t generation = 0;
};

/// The full-text index of one collection, kept in one directory. One thread calls the writing functions; any
/// thread searches, meanwhile.
class SearchIndex
{
public:
    virtual ~SearchIndex() = default;

    /// InvalidArgument: "too_many_expansions", "sort_field", "facet_field" and the like; NotFound
    /// "snapshot_expired"; DeadlineExceeded; Cancelled; Corrupt. A failure leaves the index as it was.
    virtual Result<IndexAnswer> search(const IndexQuery &query) = 0;
    /// Where the scores of hits of this very query come from, in their order. Errors: those of search().
    virtual Result<std::vector<api::Explanation>> explain(const IndexQuery &query,
                                                          std::span<const IndexHit> hits) = 0;
    /// Terms of the newest visible state, the most frequent first; none of a field of numbers or one that is
    /// not known. DeadlineExceeded, Cancelled.
    virtual Result<std::vector<IndexTerm>> terms(const TermQuery &query) = 0;

    /// Keeps an answer's snapshot while what is given lives. NotFound ("snapshot_expired").
    virtual Result<std::shared_ptr<const void>> hold(std::uint64_t snapshot) = 0;

    /// Adds or replaces by id, or removes. Not visible before publish(), not durable before commit().
    virtual Result<void> apply(std::span<const IndexChange> changes) = 0;
    /// Makes everything applied visible to searches; the warmed reader is swapped in, no search waits.
    virtual Result<void> publish() = 0;
    /// fsync with the point in the commit's user data; the last two commits are kept. Hashes of new files are
    /// written beside.
    virtual Result<void> commit(const CommitPoint &point) = 0;
    /// Of the last commit and the one before it (the change log is pruned to the older).
    [[nodiscard]] virtual std::vector<CommitPoint> commits() const = 0;
    /// Looks at every file: not for a request's path.
    [[nodiscard]] virtual IndexStatistics statistics() const = 0;
    /// That of the newest visible state, without looking at files.
    [[nodiscard]] virtual std::int64_t generation() const { return statistics().generation; }
    /// Frees what only writing needs, after a commit; the next apply() takes it again.
    virtual Result<void> releaseWriter() { return {}; }
};

/// Native: our own segments, adopted by the library; needs its version 3.0.8, and Library is taken with a
/// warning where it is another. Library: its plain writer, of a tenth of the speed.
enum class WriterKind : std::uint8_t { Native, Library };

struct LuceneSettings {
    /// Of one index while it is written to.
    double writerBufferMiB = 48;
    /// For the life of snapshots; null: the system's.
    const Clock *clock = nullptr;
    WriterKind writer = WriterKind::Native;
};

/// Opens DIR, or makes a new index there. Corrupt where a file's hash does not hold or the newest commit
/// cannot be read: the caller rebuilds from the database. Verifying costs a read of every file.
Result<std::unique_ptr<SearchIndex>> openLuceneIndex(const std::filesystem::path &directory,
                                                     const api::Schema &schema, Logger &logger,
                                                     const LuceneSettings &settings = {});
/// Loads the library's static state on the calling thread; once, before any other thread uses it.
void initializeLucene();

} // namespace explorer::index
