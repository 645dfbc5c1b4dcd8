#include "core/cache/local/localcache.h"

#include <cmath>
#include <exception>

namespace explorer::cache
{
namespace
{

using std::chrono::milliseconds;

bool mayServeStale(ErrorCode code)
{
    return code == ErrorCode::Unavailable || code == ErrorCode::Io || code == ErrorCode::DeadlineExceeded;
}

/// Belongs to the one who asked, not to the question: nobody else gets it, and it is not kept.
bool isPersonal(ErrorCode code)
{
    return code == ErrorCode::Cancelled || code == ErrorCode::DeadlineExceeded ||
           code == ErrorCode::Unauthenticated || code == ErrorCode::PermissionDenied;
}

/// The key decides, so that entries made together end apart and a test can tell when.
milliseconds withJitter(int ttlMillis, double share, const std::string &key)
{
    const double unit = static_cast<double>(std::hash<std::string>{}(key) % 20'001) / 10'000.0 - 1.0;
    return milliseconds(std::llround(ttlMillis * (1.0 + share * unit)));
}

Result<Loaded> loadSafely(const ResultCache::Loader &load, bool inBackground)
{
    try {
        return load(inBackground);
    } catch (const std::exception &failure) {
        return fail(ErrorCode::Internal, "loader_failed",
                    std::string("The answer could not be made: ") + failure.what());
    } catch (...) {
        return fail(ErrorCode::Internal, "loader_failed",
                    "The answer could not be made, for an unknown reason.");
    }
}

} // namespace

LocalCacheState::LocalCacheState(const CacheSettings &settings, const Clock &clock, Executor post)
    : m_settings(settings), m_clock(clock), m_post(std::move(post)),
      m_fresh(settings.capacityBytes - settings.capacityBytes / 4), m_stale(settings.capacityBytes / 4)
{
}

Result<CachedAnswer> LocalCacheState::get(const Names &names, Deadline deadline,
                                          const ResultCache::Loader &load)
{
    const std::size_t popularity = std::hash<std::string>{}(names.staleKey);
    Lock lock(m_mutex);
    m_fresh.recordUse(popularity);
    m_stale.recordUse(popularity);
    for (;;) {
        if (auto served = serve(lock, names, load))
            return *std::move(served);
        const auto found = m_flights.find(names.key);
        if (found == m_flights.end())
            break;
        const std::shared_ptr<Flight> flight = found->second;
        if (auto answer = wait(lock, flight, names, deadline))
            return *std::move(answer);
    }
    const Flight::Outcome outcome = fly(lock, names, load, Asked::ByCaller);
    if (!outcome)
        return staleOr(names, outcome.error());
    ++m_counts.misses;
    return CachedAnswer{*outcome, "miss", 0};
}

Result<CachedAnswer> LocalCacheState::reload(const Names &names, const ResultCache::Loader &load)
{
    Lock lock(m_mutex);
    const Flight::Outcome outcome = fly(lock, names, load, Asked::ByCaller);
    if (!outcome)
        return fail(outcome.error());
    return CachedAnswer{*outcome, "bypass", 0};
}

Result<std::int64_t> LocalCacheState::preload(const Names &names, const ResultCache::Loader &load)
{
    Lock lock(m_mutex);
    const Entry *entry = m_fresh.find(names.key);
    if ((entry != nullptr && m_clock.steadyNow() < entry->expiresAt) || m_flights.contains(names.key))
        return 0;
    const Flight::Outcome outcome = fly(lock, names, load, Asked::InBackground);
    if (!outcome)
        return fail(outcome.error());
    const Entry *stored = m_fresh.find(names.key);
    return stored == nullptr ? 0 : stored->weightBytes();
}

std::optional<Result<CachedAnswer>> LocalCacheState::serve(Lock &lock, const Names &names,
                                                           const ResultCache::Loader &load)
{
    Entry *entry = m_fresh.find(names.key);
    if (entry == nullptr)
        return std::nullopt;
    const TimePoint now = m_clock.steadyNow();
    if (now >= entry->expiresAt) {
        m_counts.expirations += entry->error ? 0 : 1;
        m_fresh.remove(names.key);
        return std::nullopt;
    }
    if (entry->error)
        return staleOr(names, Error(*entry->error));
    CachedAnswer answer{entry->body, "hit", ageMillis(*entry)};
    const bool isDue = now >= entry->refreshAt && !entry->isRefreshing && !m_flights.contains(names.key);
    entry->isRefreshing = entry->isRefreshing || isDue;
    ++m_counts.hits;
    m_fresh.touch(names.key);
    if (isDue && m_post)
        startRefresh(lock, names, load);
    return Result<CachedAnswer>(std::move(answer));
}

std::optional<Result<CachedAnswer>> LocalCacheState::wait(Lock &lock, const std::shared_ptr<Flight> &flight,
                                                          const Names &names, Deadline deadline)
{
    if (flight->waiters >= m_settings.waitersLimit) {
        ++m_counts.rejected;
        Error error = makeError(ErrorCode::Unavailable, "cache_waiters_full",
                                "Too many requests wait for this answer already. Try again in a moment.");
        error.retryAfterSeconds = 1;
        return Result<CachedAnswer>(fail(std::move(error)));
    }
    ++flight->waiters;
    const auto isDone = [&flight] { return flight->outcome.has_value(); };
    bool arrived = true;
    if (deadline.at() == Deadline::TimePoint::max())
        flight->done.wait(lock, isDone);
    else
        arrived = flight->done.wait_until(lock, deadline.at(), isDone);
    --flight->waiters;
    if (!arrived) {
        ++m_counts.rejected;
        return Result<CachedAnswer>(
            fail(ErrorCode::DeadlineExceeded, "search_timeout",
                 "The answer was not ready in time. Narrow the search, or allow more time with timeout_ms."));
    }
    const Flight::Outcome &outcome = *flight->outcome;
    if (!outcome && isPersonal(outcome.error().code))
        return std::nullopt;
    if (!outcome)
        return staleOr(names, outcome.error());
    ++m_counts.hits;
    ++m_counts.waited;
    return Result<CachedAnswer>(CachedAnswer{*outcome, "hit", 0});
}

Flight::Outcome LocalCacheState::fly(Lock &lock, const Names &names, const ResultCache::Loader &load,
                                     Asked asked)
{
    const auto flight = std::make_shared<Flight>();
    flight->tags = names.tags;
    // A reload takes the place of a load under way: who asks from now on gets the newer answer.
    m_flights[names.key] = flight;
    lock.unlock();
    Result<Loaded> loaded = loadSafely(load, asked == Asked::InBackground);
    std::shared_ptr<const std::string> body;
    const bool isStorable = loaded && loaded->storable &&
                            static_cast<std::int64_t>(loaded->body.size()) <= m_settings.entryLimitBytes;
    if (loaded)
        body = std::make_shared<const std::string>(std::move(loaded->body));
    lock.lock();
    if (isStorable && flight->isStorable)
        store(names, loaded->tags, body, loaded->empty, flight->isOld);
    else if (!loaded && flight->isStorable && asked == Asked::ByCaller)
        storeError(names, loaded.error());
    flight->outcome = loaded ? Flight::Outcome(body) : Flight::Outcome(fail(loaded.error()));
    if (const auto mine = m_flights.find(names.key); mine != m_flights.end() && mine->second == flight)
        m_flights.erase(mine);
    flight->done.notify_all();
    return *flight->outcome;
}

void LocalCacheState::startRefresh(Lock &lock, const Names &names, const ResultCache::Loader &load)
{
    lock.unlock();
    const bool isTaken = m_post([self = shared_from_this(), names, load] { self->refresh(names, load); });
    lock.lock();
    if (isTaken)
        return;
    if (Entry *entry = m_fresh.find(names.key))
        entry->isRefreshing = false;
}

void LocalCacheState::refresh(const Names &names, const ResultCache::Loader &load)
{
    Lock lock(m_mutex);
    if (m_flights.contains(names.key))
        return;
    ++m_counts.backgroundRefreshes;
    // A failed refresh leaves the entry to its end; isRefreshing stays set, so that there is one try an
    // entry.
    static_cast<void>(fly(lock, names, load, Asked::InBackground));
}

Result<CachedAnswer> LocalCacheState::staleOr(const Names &names, const Error &error)
{
    if (mayServeStale(error.code)) {
        Entry *entry = m_stale.find(names.staleKey);
        if (entry != nullptr && m_clock.steadyNow() < entry->expiresAt) {
            CachedAnswer answer{entry->body, "stale", ageMillis(*entry)};
            m_stale.touch(names.staleKey);
            ++m_counts.staleHits;
            return answer;
        }
    }
    ++m_counts.errors;
    return fail(error);
}

void LocalCacheState::store(const Names &names, const std::vector<std::string> &extraTags,
                            const std::shared_ptr<const std::string> &body, bool isEmpty, bool isOld)
{
    const TimePoint now = m_clock.steadyNow();
    const milliseconds ttl = isEmpty ? milliseconds(m_settings.emptyTtlMillis)
                                     : withJitter(m_settings.ttlMillis, m_settings.ttlJitter, names.key);
    Entry fresh;
    fresh.key = names.key;
    fresh.body = body;
    fresh.tags = names.tags;
    fresh.tags.insert(fresh.tags.end(), extraTags.begin(), extraTags.end());
    fresh.popularityHash = std::hash<std::string>{}(names.staleKey);
    fresh.storedAt = now;
    fresh.refreshAt = isOld ? now : now + ttl * 3 / 4;
    fresh.expiresAt = now + ttl;
    fresh.isEmpty = isEmpty;
    Entry stale = fresh;
    m_fresh.put(std::move(fresh));
    stale.key = names.staleKey;
    stale.expiresAt = now + milliseconds(m_settings.staleMillis);
    m_stale.put(std::move(stale));
}

void LocalCacheState::storeError(const Names &names, const Error &error)
{
    // A reload that fails takes nothing away from what is still good.
    if (isPersonal(error.code) || m_fresh.find(names.key) != nullptr)
        return;
    Entry entry;
    entry.key = names.key;
    entry.error = error;
    entry.tags = names.tags;
    entry.popularityHash = std::hash<std::string>{}(names.staleKey);
    entry.storedAt = m_clock.steadyNow();
    entry.expiresAt = entry.storedAt + milliseconds(m_settings.errorTtlMillis);
    entry.refreshAt = entry.expiresAt;
    m_fresh.put(std::move(entry));
}

std::int64_t LocalCacheState::ageMillis(const Entry &entry) const
{
    return std::chrono::duration_cast<milliseconds>(m_clock.steadyNow() - entry.storedAt).count();
}

void LocalCacheState::removeExpired() { m_counts.expirations += m_fresh.removeExpired(m_clock.steadyNow()); }

Invalidated LocalCacheState::take(const std::vector<Entry *> &entries, Removal removal, bool preview)
{
    Invalidated taken;
    for (Entry *entry : entries) {
        // An error is no answer: it goes too, but nobody misses it.
        taken.entries += entry->error ? 0 : 1;
        taken.aggregates += entry->hasTag(kAggregateTag) ? 1 : 0;
        if (!preview)
            take(*entry, removal);
    }
    if (!preview && removal != Removal::Renewal)
        m_counts.invalidations += taken.entries;
    return taken;
}

void LocalCacheState::take(Entry &entry, Removal removal)
{
    if (removal == Removal::Renewal) {
        entry.isRefreshing = true;
    } else if (removal == Removal::RestOfLife && !entry.isEmpty && !entry.error) {
        entry.isRefreshing = false;
        entry.refreshAt = m_clock.steadyNow();
    } else {
        m_fresh.remove(entry.key);
    }
}

void LocalCacheState::outdateFlights(const std::vector<std::string> &tags, Removal removal)
{
    std::erase_if(m_flights, [&tags, removal](const auto &item) {
        Flight &flight = *item.second;
        const auto isNamed = [&tags](const std::string &tag) {
            return std::find(tags.begin(), tags.end(), tag) != tags.end();
        };
        const bool isHit = tags.empty() || std::any_of(flight.tags.begin(), flight.tags.end(), isNamed);
        if (isHit && removal == Removal::RestOfLife) {
            flight.isOld = true;
            return false;
        }
        flight.isStorable = flight.isStorable && !isHit;
        return isHit;
    });
}

Invalidated LocalCacheState::invalidate(const std::vector<std::string> &tags, Removal removal, bool preview)
{
    const Lock lock(m_mutex);
    removeExpired();
    const Invalidated taken = take(m_fresh.tagged(tags), removal, preview);
    if (preview || removal == Removal::Renewal || tags.empty())
        return taken;
    if (removal == Removal::Everything) {
        for (const Entry *entry : m_stale.tagged(tags))
            m_stale.remove(entry->key);
    }
    outdateFlights(tags, removal);
    return taken;
}

Invalidated LocalCacheState::clear(Removal removal, bool preview)
{
    const Lock lock(m_mutex);
    removeExpired();
    const Invalidated taken = take(m_fresh.all(), removal, preview);
    if (preview || removal == Removal::Renewal)
        return taken;
    if (removal == Removal::Everything)
        m_stale.clear();
    outdateFlights({}, removal);
    return taken;
}

TagUse LocalCacheState::usage(const std::string &tag)
{
    const Lock lock(m_mutex);
    TagUse use;
    for (const Entry *entry : m_fresh.tagged(std::span(&tag, 1))) {
        ++use.entries;
        use.sizeBytes += entry->weightBytes();
    }
    return use;
}

CacheStatistics LocalCacheState::statistics()
{
    const Lock lock(m_mutex);
    removeExpired();
    CacheStatistics counts = m_counts;
    counts.entries = m_fresh.count();
    counts.staleEntries = m_stale.count();
    counts.sizeBytes = m_fresh.sizeBytes() + m_stale.sizeBytes();
    counts.capacityBytes = m_settings.capacityBytes;
    counts.evictions = m_fresh.evictions() + m_stale.evictions();
    counts.notAdmitted = m_fresh.notAdmitted();
    return counts;
}

Result<void> LocalCacheState::ping()
{
    const Lock lock(m_mutex);
    Entry entry;
    entry.key = "\n ping";
    entry.body = std::make_shared<const std::string>("pong");
    entry.expiresAt = m_clock.steadyNow() + milliseconds(1000);
    const std::string key = entry.key;
    m_fresh.put(std::move(entry));
    const Entry *found = m_fresh.find(key);
    const bool isThere = found != nullptr && *found->body == "pong";
    m_fresh.remove(key);
    if (!isThere)
        return fail(ErrorCode::Unavailable, "cache_lost",
                    "The cache did not give back what was just stored; its capacity "
                    "is too small. Raise cache.capacity_bytes.");
    return {};
}

std::unique_ptr<ResultCache> makeLocalCache(const CacheSettings &settings, const Clock &clock, Executor post)
{
    return std::make_unique<LocalCache>(settings, clock, std::move(post));
}

} // namespace explorer::cache
