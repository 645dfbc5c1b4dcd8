#pragma once

#include "core/api/cache.h"
#include "core/api/search.h"
#include "core/base/logging.h"
#include "core/storage/querylogstore.h"

#include <future>
#include <mutex>
#include <unordered_map>

namespace explorer::search
{

struct QueryLogSettings {
    /// Twice as many are held before the least asked go.
    std::size_t shapesLimit = 200;
    std::size_t requestsLimit = 200;
    /// A search counts half after this time.
    std::int64_t halfLifeMillis = 24LL * 3600 * 1000;
};

/// A request that is worth answering before it is asked.
struct PopularRequest {
    api::SearchRequest request;
    /// What the one who asked may see.
    std::string scope;
    double score = 0;
};

/// What people search for: figures by shape, and the requests asked most, both bounded, with exponential
/// decay. Any thread; recording a known request costs under a microsecond.
class QueryLog
{
public:
    QueryLog(storage::Database &database, const QueryLogSettings &settings, const Clock &clock)
        : m_database(database), m_settings(settings), m_clock(clock)
    {
    }

    struct Search {
        /// Of the canonical request with its scope.
        std::size_t hash = 0;
        std::string_view cacheStatus;
        std::chrono::nanoseconds took{0};
    };
    /// What a search is about; asked for only where its hash is new.
    struct About {
        std::string shape;
        std::vector<std::string> collections;
        /// Nothing where it is not worth repeating (a later page, a moving time range).
        std::optional<PopularRequest> request;
    };
    template <typename Describe>
    void record(const Search &search, Describe describe)
    {
        if (!recordKnown(search))
            recordNew(search, describe());
    }

    /// The most asked first.
    [[nodiscard]] std::vector<api::QueryShape> shapes(std::size_t limit) const;
    [[nodiscard]] std::vector<PopularRequest> popular(std::size_t limit) const;

    /// What was saved before; call before the first search.
    Result<void> load();
    /// Writes where something changed since. Ready at once where nothing did.
    std::future<Result<void>> save();

private:
    /// Halves with the time since it was last counted.
    struct Score {
        double value = 0;
        UnixMillis at = 0;
    };
    struct Shape {
        api::QueryShape figures;
        double totalMillis = 0;
        Score score;
    };
    struct Request {
        std::size_t hash = 0;
        std::size_t shape = 0;
        PopularRequest asked;
        Score score;
    };

    bool recordKnown(const Search &search);
    void recordNew(const Search &search, About about);
    void count(Shape &shape, const Search &search, UnixMillis now);
    void raise(Score &score, UnixMillis now) const;
    [[nodiscard]] double valueAt(const Score &score, UnixMillis now) const;
    /// Drops the least asked once there are twice as many as the limit.
    template <typename Item>
    void trim(std::unordered_map<std::size_t, Item> &items, std::size_t limit, UnixMillis now);
    [[nodiscard]] std::vector<storage::QueryLogRow> rows() const;
    void restore(const storage::QueryLogRow &row);

    storage::Database &m_database;
    QueryLogSettings m_settings;
    const Clock &m_clock;
    mutable std::mutex m_mutex;
    std::unordered_map<std::size_t, Shape> m_shapes;
    std::unordered_map<std::size_t, Request> m_requests;
    bool m_isDirty = false;
};

} // namespace explorer::search
