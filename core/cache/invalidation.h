#pragma once

#include "core/api/cache.h"
#include "core/cache/resultcache.h"
#include "core/metrics/metrics.h"

#include <array>
#include <map>
#include <mutex>
#include <optional>

namespace explorer::cache
{

/// When an answer that a change made old stops being given.
enum class Strategy : std::uint8_t {
    /// With the next request once the index shows the write: that one still gets it, with its age and its
    /// generation, and has it renewed. At the latest with its TTL.
    Lazy,
    /// With the write's commit, and again when the index shows the write.
    Immediate,
    /// Once, when the index shows the end of the bulk.
    Batch,
    /// With what it was made from: aggregates and saved searches that name the collection.
    Cascade
};
enum class Trigger : std::uint8_t { Data, Schema, Manual, Ttl };
std::string_view toString(Strategy strategy);
std::string_view toString(Trigger trigger);

/// A write after its commit.
struct CommittedWrite {
    std::int64_t collection = 0;
    std::string name;
    bool isCritical = false;
    /// More than one document could have come with it.
    bool isBulk = false;
    /// In the change log; 0 where nothing was written.
    std::int64_t sequence = 0;
};

/// The one place that decides which change makes which answers go, and when:
///
/// | change                  | critical collection | others                                    |
/// | one document            | immediate           | lazy                                      |
/// | a bulk                  | immediate           | batch                                     |
/// | a write waited for      | immediate           | immediate: `refresh=wait` promises sight  |
/// | schema, removal         | cascade             | cascade                                   |
/// | by hand                 | as ordered          | as ordered                                |
/// | nothing                 | TTL                 | TTL                                       |
/// | writes before the start | all answers, each time the index shows more of them: they were acknowledged |
///
/// Aggregates that go with a collection count as cascade. Any thread; cheap but for the lookup by tag.
class Invalidation
{
public:
    Invalidation(ResultCache &cache, metrics::Metrics &metrics) : m_cache(cache), m_metrics(metrics) {}

    /// The tags of the saved searches that name the collection; set once, before anything else is called.
    using Dependents = std::function<std::vector<std::string>(const std::string &collection)>;
    void setDependents(Dependents dependents) { m_dependents = std::move(dependents); }

    /// Called where the index shows a collection after its schema changed, its answers removed; set once.
    void onNewIndex(std::function<void(const std::string &collection)> callback)
    {
        m_newIndex = std::move(callback);
    }

    static Strategy strategyFor(bool isCritical, bool isBulk);

    void written(const CommittedWrite &write);
    /// The writer was told that searches show it.
    void awaited(const CommittedWrite &write);
    /// The index shows everything up to the sequence.
    void visible(std::int64_t collection, std::int64_t sequence);
    /// The schema changed, or the collection is gone.
    void schemaChanged(std::int64_t collection, const std::string &name);

    /// An admin's order. `collection` empty and `tags` empty: all.
    struct Order {
        std::string collection;
        std::vector<std::string> tags;
        Strategy strategy = Strategy::Immediate;
        bool preview = false;
    };
    api::InvalidationAnswer carryOut(const Order &order);

    /// Those that happened, TTL included.
    [[nodiscard]] std::vector<api::InvalidationCount> counts() const;

private:
    /// Writes committed but not yet shown by the index.
    struct Pending {
        std::string name;
        Strategy strategy = Strategy::Batch;
        Trigger trigger = Trigger::Data;
        std::int64_t lowest = 0;
        std::int64_t highest = 0;
        bool isNewIndex = false;
    };
    struct Count {
        std::int64_t events = 0;
        std::int64_t entries = 0;
    };

    /// Adds to what waits for the index; true where the index shows it already.
    bool expect(std::int64_t collection, Pending added);
    /// Of one kind: nothing, or what the index shows now.
    std::optional<Pending> takeDue(std::int64_t collection, bool isLazy);
    /// What became visible was written before this process.
    [[nodiscard]] bool isCaughtUp(std::int64_t collection, std::int64_t sequence) const;
    void remove(const std::string &name, Strategy strategy, Trigger trigger);
    void count(Strategy strategy, Trigger trigger, Invalidated taken);
    void add(Strategy strategy, Trigger trigger, std::int64_t entries);
    [[nodiscard]] std::vector<std::string> withDependents(const std::string &collection) const;
    /// Where bulks of the collection are under way, leaves the order to their end.
    bool leaveToBulk(const std::string &name);

    ResultCache &m_cache;
    metrics::Metrics &m_metrics;
    Dependents m_dependents;
    std::function<void(const std::string &)> m_newIndex;
    mutable std::mutex m_mutex;
    /// By collection; what is lazy apart from the rest.
    std::map<std::pair<std::int64_t, bool>, Pending> m_pending;
    std::map<std::int64_t, std::int64_t> m_visible;
    /// The first write of this process, by collection.
    std::map<std::int64_t, std::int64_t> m_firstWritten;
    std::array<std::array<Count, 4>, 4> m_counts{};
};

} // namespace explorer::cache
