#include "core/engine/cacheadmin.h"

namespace explorer::engine
{
namespace
{

constexpr std::size_t kShapes = 200;

cache::Strategy strategyOf(const std::string &name)
{
    using cache::Strategy;
    for (const Strategy strategy : {Strategy::Lazy, Strategy::Immediate, Strategy::Batch}) {
        if (name == toString(strategy))
            return strategy;
    }
    return Strategy::Cascade;
}

std::string targetOf(const api::InvalidationRequest &request)
{
    if (request.hasQuery)
        return "query " + request.query;
    if (request.tags.empty())
        return request.collection == "*" ? "all" : "collection " + request.collection;
    std::string text = "tags";
    for (const std::string &tag : request.tags)
        text += " " + tag;
    return text;
}

std::string joined(const std::vector<std::string> &names)
{
    std::string text;
    for (const std::string &name : names)
        text.append(text.empty() ? "" : ", ").append(name);
    return text.empty() ? "all" : text;
}

api::CacheTotals totalsOf(const cache::CacheStatistics &counts)
{
    api::CacheTotals totals;
    totals.hits = counts.hits;
    totals.misses = counts.misses;
    totals.stale = counts.staleHits;
    totals.errors = counts.errors;
    totals.rejected = counts.rejected;
    totals.waited = counts.waited;
    totals.backgroundRefreshes = counts.backgroundRefreshes;
    totals.evictions = counts.evictions;
    totals.notAdmitted = counts.notAdmitted;
    totals.entries = counts.entries;
    totals.staleEntries = counts.staleEntries;
    totals.sizeBytes = counts.sizeBytes;
    totals.capacityBytes = counts.capacityBytes;
    return totals;
}

} // namespace

Result<api::CacheStats> CacheAdmin::stats()
{
    const auto collections = m_collections.list();
    if (!collections)
        return fail(collections.error());
    api::CacheStats stats;
    stats.totals = totalsOf(m_parts.cache.statistics());
    stats.shapes = m_parts.search.queryLog().shapes(kShapes);
    stats.invalidations = m_parts.invalidation.counts();
    stats.warming = m_parts.warmer.state();
    for (const storage::Collection &collection : *collections) {
        const cache::TagUse use = m_parts.cache.usage(collection.name);
        const cache::Strategy strategy = cache::Invalidation::strategyFor(collection.critical, false);
        stats.collections.push_back({collection.name, collection.critical, std::string(toString(strategy)),
                                     use.entries, use.sizeBytes});
    }
    return stats;
}

Result<cache::Invalidation::Order> CacheAdmin::orderFor(const api::InvalidationRequest &request,
                                                        std::optional<std::int64_t> &collection)
{
    cache::Invalidation::Order order;
    order.strategy = strategyOf(request.strategy);
    order.preview = request.preview;
    order.tags = request.tags;
    if (request.hasQuery) {
        auto tags = m_parts.search.tagsOf(request.query);
        if (!tags)
            return fail(std::move(tags.error()));
        order.tags = std::move(*tags);
        // Without a collection nothing is in the cache, and no tag must not mean all.
        if (order.tags.empty())
            order.tags.emplace_back("query:");
    }
    if (!request.collection.empty() && request.collection != "*") {
        const auto found = m_collections.find(request.collection);
        if (!found)
            return fail(found.error());
        order.collection = found->name;
        collection = found->key;
    }
    return order;
}

Result<api::InvalidationAnswer> CacheAdmin::invalidate(const api::InvalidationRequest &request,
                                                       const std::string &user)
{
    std::optional<std::int64_t> collection;
    auto order = orderFor(request, collection);
    if (!order)
        return fail(std::move(order.error()));
    if (request.preview)
        return m_parts.invalidation.carryOut(*order);
    const api::InvalidationAnswer answer = m_parts.invalidation.carryOut(*order);
    const bool isAtOnce =
        order->strategy == cache::Strategy::Immediate || order->strategy == cache::Strategy::Cascade;
    if (auto noted = note(user, "cache.invalidate", targetOf(request),
                          request.strategy + ", " + std::to_string(answer.count) + " answers",
                          isAtOnce ? collection : std::nullopt);
        !noted)
        return fail(std::move(noted.error()));
    return answer;
}

Result<void> CacheAdmin::note(const std::string &user, const std::string &action, const std::string &target,
                              const std::string &detail, std::optional<std::int64_t> raised)
{
    const api::AuditEntry entry{0, m_parts.clock.nowMillis(), user, action, target, detail, {}};
    auto written = m_parts.database.writeAndWait(
        [&entry, raised](storage::Connection &connection) -> Result<void> {
            if (auto noted = auth::AuditLog::append(connection, entry); !noted)
                return noted;
            return raised ? storage::CollectionStore::raiseGeneration(connection, *raised) : Result<void>();
        },
        storage::WriteKind::Essential);
    if (!written)
        return fail(std::move(written.error()).withContext("writing the audit line of " + action));
    return {};
}

Result<bool> CacheAdmin::warm(const std::vector<std::string> &collections, const std::string &user)
{
    for (const std::string &name : collections) {
        if (const auto found = m_collections.find(name); !found)
            return fail(found.error());
    }
    search::CacheWarmer::Order order;
    order.reason = "manual";
    order.collections = collections;
    order.scopes = {"viewer", "analyst", "admin"};
    const bool isStarted = m_parts.warmer.start(std::move(order));
    if (auto noted =
            note(user, "cache.warm", joined(collections), isStarted ? "started" : "one was running already");
        !noted)
        return fail(std::move(noted.error()));
    return isStarted;
}

} // namespace explorer::engine
