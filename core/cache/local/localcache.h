#pragma once

#include "core/cache/local/flight.h"
#include "core/cache/local/tinylfustore.h"
#include "core/cache/resultcache.h"

#include <mutex>

namespace explorer::cache
{

/// What a LocalCache and its background refreshes share. One mutex: each holds it for under a microsecond,
/// never while loading.
class LocalCacheState : public std::enable_shared_from_this<LocalCacheState>
{
public:
    /// How one answer is named.
    struct Names {
        std::string key;
        std::string staleKey;
        std::vector<std::string> tags;
    };

    LocalCacheState(const CacheSettings &settings, const Clock &clock, Executor post);

    Result<CachedAnswer> get(const Names &names, Deadline deadline, const ResultCache::Loader &load);
    Result<CachedAnswer> reload(const Names &names, const ResultCache::Loader &load);
    Result<std::int64_t> preload(const Names &names, const ResultCache::Loader &load);
    Invalidated invalidate(const std::vector<std::string> &tags, Removal removal, bool preview);
    Invalidated clear(Removal removal, bool preview);
    [[nodiscard]] TagUse usage(const std::string &tag);
    [[nodiscard]] CacheStatistics statistics();
    Result<void> ping();

private:
    using Lock = std::unique_lock<std::mutex>;
    using TimePoint = Entry::TimePoint;

    std::optional<Result<CachedAnswer>> serve(Lock &lock, const Names &names,
                                              const ResultCache::Loader &load);
    /// Nothing: the load that was waited for ended in its caller's own cancel or deadline, ask again.
    std::optional<Result<CachedAnswer>> wait(Lock &lock, const std::shared_ptr<Flight> &flight,
                                             const Names &names, Deadline deadline);
    /// Who asked for a load: its failure is told to a caller, or to nobody.
    enum class Asked : std::uint8_t { ByCaller, InBackground };
    Flight::Outcome fly(Lock &lock, const Names &names, const ResultCache::Loader &load, Asked asked);
    void startRefresh(Lock &lock, const Names &names, const ResultCache::Loader &load);
    void refresh(const Names &names, const ResultCache::Loader &load);
    Result<CachedAnswer> staleOr(const Names &names, const Error &error);
    void store(const Names &names, const std::vector<std::string> &extraTags,
               const std::shared_ptr<const std::string> &body, bool isEmpty, bool isOld);
    void storeError(const Names &names, const Error &error);
    [[nodiscard]] std::int64_t ageMillis(const Entry &entry) const;
    void removeExpired();
    Invalidated take(const std::vector<Entry *> &entries, Removal removal, bool preview);
    void take(Entry &entry, Removal removal);
    /// Loads under way with one of the tags (none: all) will not be stored, or only to be renewed.
    void outdateFlights(const std::vector<std::string> &tags, Removal removal);

    CacheSettings m_settings;
    const Clock &m_clock;
    Executor m_post;
    mutable std::mutex m_mutex;
    TinyLfuStore m_fresh;
    /// Last good answers by the key without generations; a quarter of the capacity.
    TinyLfuStore m_stale;
    std::unordered_map<std::string, std::shared_ptr<Flight>> m_flights;
    CacheStatistics m_counts;
};

/// The ResultCache of one process.
class LocalCache final : public ResultCache
{
public:
    LocalCache(const CacheSettings &settings, const Clock &clock, Executor post)
        : m_state(std::make_shared<LocalCacheState>(settings, clock, std::move(post)))
    {
    }
    Result<CachedAnswer> get(const std::string &key, const std::string &staleKey,
                             const std::vector<std::string> &tags, Deadline deadline,
                             const Loader &load) override
    {
        return m_state->get({key, staleKey, tags}, deadline, load);
    }
    Result<CachedAnswer> reload(const std::string &key, const std::string &staleKey,
                                const std::vector<std::string> &tags, const Loader &load) override
    {
        return m_state->reload({key, staleKey, tags}, load);
    }
    Result<std::int64_t> preload(const std::string &key, const std::string &staleKey,
                                 const std::vector<std::string> &tags, const Loader &load) override
    {
        return m_state->preload({key, staleKey, tags}, load);
    }
    Invalidated invalidate(const std::vector<std::string> &tags, Removal removal, bool preview) override
    {
        return m_state->invalidate(tags, removal, preview);
    }
    Invalidated clear(Removal removal, bool preview) override { return m_state->clear(removal, preview); }
    [[nodiscard]] TagUse usage(const std::string &tag) const override { return m_state->usage(tag); }
    [[nodiscard]] CacheStatistics statistics() const override { return m_state->statistics(); }
    Result<void> ping() override { return m_state->ping(); }

private:
    /// Shared with background refreshes that are still queued when the cache goes.
    std::shared_ptr<LocalCacheState> m_state;
};

} // namespace explorer::cache
