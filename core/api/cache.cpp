#include "core/api/cache.h"

#include "core/api/wire.h"
#include "core/base/timestamp.h"

#include <algorithm>
#include <array>

namespace explorer::api
{
namespace
{

using nlohmann::json;

json ratioOrNull(double ratio) { return ratio < 0 ? json() : json(ratio); }

json toJson(const CacheTotals &totals)
{
    return {{"hits", totals.hits},
            {"misses", totals.misses},
            {"stale", totals.stale},
            {"errors", totals.errors},
            {"rejected", totals.rejected},
            {"waited", totals.waited},
            {"background_refreshes", totals.backgroundRefreshes},
            {"evictions", totals.evictions},
            {"not_admitted", totals.notAdmitted},
            {"entries", totals.entries},
            {"stale_entries", totals.staleEntries},
            {"size_bytes", totals.sizeBytes},
            {"capacity_bytes", totals.capacityBytes},
            {"hit_ratio", ratioOrNull(totals.hitRatio())}};
}

CacheTotals totalsFromJson(const json &item)
{
    const auto number = [&item](const char *name) { return item.value(name, std::int64_t{0}); };
    CacheTotals totals;
    totals.hits = number("hits");
    totals.misses = number("misses");
    totals.stale = number("stale");
    totals.errors = number("errors");
    totals.rejected = number("rejected");
    totals.waited = number("waited");
    totals.backgroundRefreshes = number("background_refreshes");
    totals.evictions = number("evictions");
    totals.notAdmitted = number("not_admitted");
    totals.entries = number("entries");
    totals.staleEntries = number("stale_entries");
    totals.sizeBytes = number("size_bytes");
    totals.capacityBytes = number("capacity_bytes");
    return totals;
}

json toJson(const QueryShape &shape)
{
    return {{"shape", shape.shape},
            {"collections", shape.collections},
            {"searches", shape.searches},
            {"hits", shape.hits},
            {"misses", shape.misses},
            {"stale", shape.stale},
            {"bypassed", shape.bypassed},
            {"hit_ratio", ratioOrNull(shape.hitRatio())},
            {"mean_ms", shape.meanMillis},
            {"slowest_ms", shape.slowestMillis},
            {"last_at", toRfc3339(shape.lastAt)}};
}

QueryShape shapeFromJson(const json &item)
{
    QueryShape shape;
    shape.shape = item.value("shape", "");
    shape.collections = item.value("collections", std::vector<std::string>());
    shape.searches = item.value("searches", std::int64_t{0});
    shape.hits = item.value("hits", std::int64_t{0});
    shape.misses = item.value("misses", std::int64_t{0});
    shape.stale = item.value("stale", std::int64_t{0});
    shape.bypassed = item.value("bypassed", std::int64_t{0});
    shape.meanMillis = item.value("mean_ms", 0.0);
    shape.slowestMillis = item.value("slowest_ms", 0.0);
    shape.lastAt = fromRfc3339(item.value("last_at", "")).value_or(0);
    return shape;
}

WarmingState warmingFromJson(const json &item)
{
    WarmingState warming;
    warming.state = item.value("state", "idle");
    warming.reason = item.value("reason", "");
    warming.done = item.value("done", std::int64_t{0});
    warming.total = item.value("total", std::int64_t{0});
    warming.percent = item.value("percent", 100);
    warming.sizeBytes = item.value("size_bytes", std::int64_t{0});
    warming.limitBytes = item.value("limit_bytes", std::int64_t{0});
    warming.startedAt = fromRfc3339(item.value("started_at", "")).value_or(0);
    warming.tookMillis = item.value("took_ms", std::int64_t{0});
    return warming;
}

tl::unexpected<Error> failAt(const char *pointer, std::string code, std::string message)
{
    Error error = makeError(ErrorCode::InvalidArgument, code, message);
    ErrorDetail detail;
    detail.code = std::move(code);
    detail.pointer = pointer;
    detail.message = std::move(message);
    error.details.push_back(std::move(detail));
    return fail(std::move(error));
}

double ratioOf(std::int64_t hits, std::int64_t lookups)
{
    return lookups == 0 ? -1 : static_cast<double>(hits) / static_cast<double>(lookups);
}

} // namespace

double CacheTotals::hitRatio() const { return ratioOf(hits, hits + misses + stale + errors + rejected); }

double QueryShape::hitRatio() const { return ratioOf(hits, hits + misses + stale); }

json toJson(const WarmingState &warming)
{
    json made{{"state", warming.state},          {"done", warming.done},
              {"total", warming.total},          {"percent", warming.percent},
              {"size_bytes", warming.sizeBytes}, {"limit_bytes", warming.limitBytes},
              {"took_ms", warming.tookMillis}};
    if (!warming.reason.empty()) {
        made["reason"] = warming.reason;
        made["started_at"] = toRfc3339(warming.startedAt);
    }
    return made;
}

void to_json(json &made, const CacheStats &stats)
{
    made = {{"totals", toJson(stats.totals)},
            {"shapes", json::array()},
            {"collections", json::array()},
            {"invalidations", json::array()},
            {"warming", toJson(stats.warming)}};
    for (const QueryShape &shape : stats.shapes)
        made["shapes"].push_back(toJson(shape));
    for (const CollectionCache &one : stats.collections)
        made["collections"].push_back({{"name", one.name},
                                       {"critical", one.critical},
                                       {"strategy", one.strategy},
                                       {"entries", one.entries},
                                       {"size_bytes", one.sizeBytes}});
    for (const InvalidationCount &count : stats.invalidations)
        made["invalidations"].push_back({{"strategy", count.strategy},
                                         {"trigger", count.trigger},
                                         {"events", count.events},
                                         {"entries", count.entries}});
}

void from_json(const json &given, CacheStats &stats)
{
    stats.totals = totalsFromJson(given.value("totals", json::object()));
    for (const json &item : given.value("shapes", json::array()))
        stats.shapes.push_back(shapeFromJson(item));
    for (const json &item : given.value("collections", json::array()))
        stats.collections.push_back({item.value("name", ""), item.value("critical", false),
                                     item.value("strategy", ""), item.value("entries", std::int64_t{0}),
                                     item.value("size_bytes", std::int64_t{0})});
    for (const json &item : given.value("invalidations", json::array()))
        stats.invalidations.push_back({item.value("strategy", ""), item.value("trigger", ""),
                                       item.value("events", std::int64_t{0}),
                                       item.value("entries", std::int64_t{0})});
    stats.warming = warmingFromJson(given.value("warming", json::object()));
}

Result<InvalidationRequest> invalidationRequestFromJson(const json &given)
{
    if (auto known = requireKnownMembers(given, {"collection", "tags", "query", "strategy", "preview"});
        !known)
        return fail(known.error());
    InvalidationRequest request;
    for (const Result<void> &read :
         {readMember(given, "collection", request.collection), readMember(given, "tags", request.tags),
          readMember(given, "query", request.query), readMember(given, "strategy", request.strategy),
          readMember(given, "preview", request.preview)}) {
        if (!read)
            return fail(read.error());
    }
    request.hasQuery = given.contains("query") && given["query"].is_string();
    const int named =
        (request.collection.empty() ? 0 : 1) + (request.tags.empty() ? 0 : 1) + (request.hasQuery ? 1 : 0);
    if (named != 1)
        return failAt("", "missing_member",
                      "Name what to clear by exactly one of collection (* for all), tags and query.");
    constexpr std::array<std::string_view, 4> kStrategies{"immediate", "lazy", "batch", "cascade"};
    if (std::find(kStrategies.begin(), kStrategies.end(), request.strategy) == kStrategies.end())
        return failAt("/strategy", "wrong_value", "strategy is immediate, lazy, batch or cascade.");
    return request;
}

json toJson(const InvalidationRequest &request)
{
    json made{{"strategy", request.strategy}, {"preview", request.preview}};
    if (!request.collection.empty())
        made["collection"] = request.collection;
    if (!request.tags.empty())
        made["tags"] = request.tags;
    if (request.hasQuery)
        made["query"] = request.query;
    return made;
}

void to_json(json &made, const InvalidationAnswer &answer)
{
    made = {{"count", answer.count},
            {"aggregates", answer.aggregates},
            {"saved_searches", answer.savedSearches},
            {"strategy", answer.strategy},
            {"preview", answer.preview}};
}

void from_json(const json &given, InvalidationAnswer &answer)
{
    answer.count = given.value("count", std::int64_t{0});
    answer.aggregates = given.value("aggregates", std::int64_t{0});
    answer.savedSearches = given.value("saved_searches", std::int64_t{0});
    answer.strategy = given.value("strategy", "");
    answer.preview = given.value("preview", false);
}

Result<std::vector<std::string>> warmRequestFromJson(const json &given)
{
    if (auto known = requireKnownMembers(given, {"collections"}); !known)
        return fail(known.error());
    std::vector<std::string> collections;
    if (auto read = readMember(given, "collections", collections); !read)
        return fail(read.error());
    return collections;
}

} // namespace explorer::api
