#pragma once

#include "core/api/cache.h"
#include "core/search/searchservice.h"

#include <condition_variable>
#include <thread>

namespace explorer::search
{

struct WarmingSettings {
    /// Popular requests that are taken from the query log.
    int requestsLimit = 100;
    /// Of the cache's capacity.
    double capacityShare = 0.25;
    /// What of the list has to be there for the cache to count as warm.
    double doneShare = 0.9;
    int limitMillis = 30'000;
};

/// Fills the cache before it is asked: the popular requests of the query log, then what is asked first of a
/// critical collection. One search at a time, on a thread of its own and of low priority that lives as long
/// as the warming; it waits while people search. Any thread; the destructor cancels and joins.
class CacheWarmer
{
public:
    using Settings = WarmingSettings;
    CacheWarmer(SearchService &search, storage::Database &database, std::int64_t cacheCapacityBytes,
                const Settings &settings, const Clock &clock, Logger &logger);
    ~CacheWarmer();
    CacheWarmer(const CacheWarmer &) = delete;
    CacheWarmer &operator=(const CacheWarmer &) = delete;

    struct Order {
        /// start, deployment, index or manual.
        std::string reason;
        /// Empty: all.
        std::vector<std::string> collections;
        /// Whose answers of critical collections are made: what they may see is part of an answer's key.
        std::vector<std::string> scopes;
        /// The service counts as not ready until it is done.
        bool isAwaited = false;
    };
    /// False where one runs already, or after stop().
    bool start(Order order);
    /// Cancels what runs, and waits for it; nothing starts any more.
    void stop();
    [[nodiscard]] api::WarmingState state() const;
    /// Whether traffic should wait for it.
    [[nodiscard]] bool isAwaited() const;

private:
    void run(const Order &order);
    Result<std::vector<PopularRequest>> list(const Order &order);
    void warm(std::vector<PopularRequest> requests);
    /// False where the warming is over.
    bool waitForQuiet();
    bool sleep(std::chrono::milliseconds time);
    [[nodiscard]] bool isOver() const;
    void note(std::int64_t bytes);
    void finish();

    SearchService &m_search;
    storage::Database &m_database;
    const Settings m_settings;
    const Clock &m_clock;
    Logger &m_logger;
    CancelToken m_cancel;
    mutable std::mutex m_mutex;
    std::condition_variable m_stopRequested;
    api::WarmingState m_state;
    std::chrono::steady_clock::time_point m_startedAt;
    bool m_isRunning = false;
    bool m_isAwaited = false;
    bool m_isStopping = false;
    std::thread m_thread;
};

/// What the client asks first when a collection is opened: everything, newest first where it has a time, with
/// its histogram.
api::SearchRequest openingRequest(const std::string &collection, const api::Schema &schema);

} // namespace explorer::search
