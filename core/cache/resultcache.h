#pragma once

#include "core/base/clock.h"
#include "core/base/deadline.h"
#include "core/base/result.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace explorer::cache
{

struct CacheSettings {
    std::int64_t capacityBytes = 256LL * 1024 * 1024;
    std::int64_t entryLimitBytes = 1024 * 1024;
    int ttlMillis = 60'000;
    /// +- this share, so that entries made together do not end together.
    double ttlJitter = 0.1;
    int emptyTtlMillis = 10'000;
    /// Errors of a load are kept this long, so that a failing request cannot hammer the index.
    int errorTtlMillis = 1000;
    int waitersLimit = 100;
    /// Kept for failures of the index or the database only.
    int staleMillis = 24 * 3600 * 1000;
};

/// Since the start. Each get() counts as exactly one of hits, misses, staleHits, errors or rejected.
struct CacheStatistics {
    std::int64_t hits = 0;
    /// Loads that went well on the caller's thread.
    std::int64_t misses = 0;
    std::int64_t staleHits = 0;
    /// Loads that failed with nothing stale to give, and kept errors given again.
    std::int64_t errors = 0;
    /// Past the limit of waiters, or past the waiter's own deadline.
    std::int64_t rejected = 0;
    /// Of the hits: those that waited for another's load.
    std::int64_t waited = 0;
    std::int64_t backgroundRefreshes = 0;
    /// Entries that can be served, and those kept for failures only.
    std::int64_t entries = 0;
    std::int64_t staleEntries = 0;
    std::int64_t sizeBytes = 0;
    std::int64_t capacityBytes = 0;
    std::int64_t evictions = 0;
    /// Answers not kept because those there are asked for more often.
    std::int64_t notAdmitted = 0;
    std::int64_t invalidations = 0;
    /// Ended by their TTL.
    std::int64_t expirations = 0;
};

/// What a loader made. `storable` false for partial or timed-out answers.
struct Loaded {
    std::string body;
    bool storable = true;
    bool empty = false;
    /// Beside the collections that get() was told, for invalidation by tag (kAggregateTag and the like).
    std::vector<std::string> tags = {};
};

/// Of answers with facets, a histogram or statistics. No collection's name has a colon.
constexpr const char *kAggregateTag = "kind:aggregate";

/// What becomes of the answers that an invalidation names.
enum class Removal : std::uint8_t {
    /// Removed, but kept for failures: newer documents make an answer old, not wrong.
    Fresh,
    /// Removed, those kept for failures too.
    Everything,
    /// Served until their TTL ends, and not renewed in the background.
    Renewal,
    /// Served once more, while they are renewed in the background; empty ones are removed, since who got one
    /// may be waiting for a document.
    RestOfLife
};

/// Answers named by an invalidation, and those of them with facets, a histogram or statistics.
struct Invalidated {
    std::int64_t entries = 0;
    std::int64_t aggregates = 0;
};

/// The answers with one tag.
struct TagUse {
    std::int64_t entries = 0;
    std::int64_t sizeBytes = 0;
};

struct CachedAnswer {
    std::shared_ptr<const std::string> body;
    /// hit, miss, stale or bypass.
    std::string status;
    std::int64_t ageMillis = 0;
};

/// Encoded answers by key, weighed in bytes, one loader a key. The key already holds the canonical tree, the
/// generations, the schema versions, the access scope and the page; the stale key is the same without
/// generations. Tags are the collections, for invalidation. Any thread.
class ResultCache
{
public:
    /// May be called again after get() has returned, `inBackground`, to refresh an entry near its end: it
    /// owns what it captures.
    using Loader = std::function<Result<Loaded>(bool inBackground)>;
    virtual ~ResultCache() = default;
    /// Fresh: the stored one. Else the calling thread loads, and others that ask for the key meanwhile wait
    /// for it (Unavailable past the limit of waiters; DeadlineExceeded past their own deadline). Where
    /// loading fails with Unavailable, Io or DeadlineExceeded and a kept one under `staleKey` (the key
    /// without generations) is not too old, that one with status `stale`.
    virtual Result<CachedAnswer> get(const std::string &key, const std::string &staleKey,
                                     const std::vector<std::string> &tags, Deadline deadline,
                                     const Loader &load) = 0;
    /// Loads whatever is stored, and stores the result: the status is `bypass` (F5).
    virtual Result<CachedAnswer> reload(const std::string &key, const std::string &staleKey,
                                        const std::vector<std::string> &tags, const Loader &load) = 0;
    /// Loads and stores what is not there yet, without counting as a lookup; a failure is not kept. The bytes
    /// stored: 0 where it was there, or is being loaded, already.
    virtual Result<std::int64_t> preload(const std::string &key, const std::string &staleKey,
                                         const std::vector<std::string> &tags, const Loader &load) = 0;
    /// Answers with one of the tags. A load under way with one of them is answered, but not stored: its
    /// generation holds no longer. With `preview` only counts.
    virtual Invalidated invalidate(const std::vector<std::string> &tags, Removal removal, bool preview) = 0;
    /// The same for all answers.
    virtual Invalidated clear(Removal removal, bool preview) = 0;
    [[nodiscard]] virtual TagUse usage(const std::string &tag) const = 0;
    [[nodiscard]] virtual CacheStatistics statistics() const = 0;
    /// A store and a read, for the health check.
    virtual Result<void> ping() = 0;
};

/// Runs a task on another thread; false where it cannot be taken.
using Executor = std::function<bool(std::function<void()>)>;

/// A cache in this process. `post` runs background refreshes (without one, entries simply end); what it still
/// runs keeps the cache's memory alive, but the loaders' captures must live until its thread has finished.
std::unique_ptr<ResultCache> makeLocalCache(const CacheSettings &settings, const Clock &clock,
                                            Executor post = {});

} // namespace explorer::cache
