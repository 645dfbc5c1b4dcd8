#pragma once

#include "core/api/cache.h"
#include "core/auth/auditlog.h"
#include "core/cache/invalidation.h"
#include "core/search/cachewarmer.h"

namespace explorer::engine
{

/// What an admin sees of the cache and does to it; what is done stands in the audit lines. Any thread; blocks
/// for the database.
class CacheAdmin
{
public:
    struct Parts {
        storage::Database &database;
        cache::ResultCache &cache;
        cache::Invalidation &invalidation;
        search::SearchService &search;
        search::CacheWarmer &warmer;
        const Clock &clock;
    };
    explicit CacheAdmin(const Parts &parts) : m_parts(parts), m_collections(parts.database) {}

    Result<api::CacheStats> stats();
    /// Without `preview` the answers are gone when it returns, and the line that says so is written.
    /// collection_unknown; query_syntax; Io, where the line could not be written: the answers are gone then
    /// too.
    Result<api::InvalidationAnswer> invalidate(const api::InvalidationRequest &request,
                                               const std::string &user);
    /// False where a warming runs already. collection_unknown.
    Result<bool> warm(const std::vector<std::string> &collections, const std::string &user);

private:
    Result<cache::Invalidation::Order> orderFor(const api::InvalidationRequest &request,
                                                std::optional<std::int64_t> &collection);
    /// In one transaction with the generation of the collection, where one is given.
    Result<void> note(const std::string &user, const std::string &action, const std::string &target,
                      const std::string &detail, std::optional<std::int64_t> raised = {});

    Parts m_parts;
    storage::CollectionStore m_collections;
};

} // namespace explorer::engine
