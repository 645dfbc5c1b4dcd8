#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace explorer::api
{

/// Since the start. A lookup is exactly one of hits, misses, stale, errors or rejected.
struct CacheTotals {
    std::int64_t hits = 0;
    std::int64_t misses = 0;
    std::int64_t stale = 0;
    std::int64_t errors = 0;
    std::int64_t rejected = 0;
    /// Of the hits: those that waited for another's load.
    std::int64_t waited = 0;
    std::int64_t backgroundRefreshes = 0;
    std::int64_t evictions = 0;
    /// Answers not kept because those there are asked for more often.
    std::int64_t notAdmitted = 0;
    std::int64_t entries = 0;
    std::int64_t staleEntries = 0;
    std::int64_t sizeBytes = 0;
    std::int64_t capacityBytes = 0;
    /// hits / lookups, 0 to 1; negative (null on the wire) before the first lookup.
    [[nodiscard]] double hitRatio() const;
};

/// Searches that differ in their values only.
struct QueryShape {
    /// The canonical tree with `?` for each value.
    std::string shape;
    std::vector<std::string> collections;
    std::int64_t searches = 0;
    std::int64_t hits = 0;
    std::int64_t misses = 0;
    std::int64_t stale = 0;
    std::int64_t bypassed = 0;
    double meanMillis = 0;
    double slowestMillis = 0;
    UnixMillis lastAt = 0;
    /// hits / (hits + misses + stale); negative (null on the wire) where there was none.
    [[nodiscard]] double hitRatio() const;
};

/// `strategy` is what a write to it does: immediate (critical) or lazy.
struct CollectionCache {
    std::string name;
    bool critical = false;
    std::string strategy;
    std::int64_t entries = 0;
    std::int64_t sizeBytes = 0;
};

/// `strategy`: lazy, immediate, batch, cascade; `trigger`: data, schema, manual, ttl.
struct InvalidationCount {
    std::string strategy;
    std::string trigger;
    std::int64_t events = 0;
    std::int64_t entries = 0;
};

struct WarmingState {
    /// idle (never asked for), running, done, cancelled.
    std::string state = "idle";
    /// start, deployment, index, manual; empty while idle.
    std::string reason;
    std::int64_t done = 0;
    std::int64_t total = 0;
    /// 0 to 100, of what counts as done (90 % of the list).
    int percent = 100;
    /// Of the answers it put in, and the quarter of the capacity that they may take.
    std::int64_t sizeBytes = 0;
    std::int64_t limitBytes = 0;
    UnixMillis startedAt = 0;
    std::int64_t tookMillis = 0;
};

/// GET cache/stats.
struct CacheStats {
    CacheTotals totals;
    /// The most asked first.
    std::vector<QueryShape> shapes;
    std::vector<CollectionCache> collections;
    std::vector<InvalidationCount> invalidations;
    WarmingState warming;
};
void to_json(nlohmann::json &json, const CacheStats &stats);
void from_json(const nlohmann::json &json, CacheStats &stats);
nlohmann::json toJson(const WarmingState &warming);

/// The body of POST cache/_invalidate: exactly one of collection (`*`: all), tags, query.
struct InvalidationRequest {
    std::string collection;
    std::vector<std::string> tags;
    std::string query;
    bool hasQuery = false;
    /// immediate, lazy, batch or cascade.
    std::string strategy = "immediate";
    bool preview = false;
};
Result<InvalidationRequest> invalidationRequestFromJson(const nlohmann::json &json);
nlohmann::json toJson(const InvalidationRequest &request);

struct InvalidationAnswer {
    /// Answers removed (lazy: that will not be renewed), or that would be.
    std::int64_t count = 0;
    /// Of them with facets, a histogram or statistics.
    std::int64_t aggregates = 0;
    /// Saved searches that name what was cleared.
    std::int64_t savedSearches = 0;
    std::string strategy;
    bool preview = false;
};
void to_json(nlohmann::json &json, const InvalidationAnswer &answer);
void from_json(const nlohmann::json &json, InvalidationAnswer &answer);

/// The body of POST cache/_warm: {collections?}; none means all. The answer is {started}: false where a
/// warming runs already.
Result<std::vector<std::string>> warmRequestFromJson(const nlohmann::json &json);

} // namespace explorer::api
