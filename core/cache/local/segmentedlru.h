#pragma once

#include "core/base/error.h"

#include <chrono>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace explorer::cache
{

/// A stored answer, or (without a body) a stored error.
struct Entry {
    using TimePoint = std::chrono::steady_clock::time_point;
    std::string key;
    std::shared_ptr<const std::string> body;
    std::optional<Error> error;
    std::vector<std::string> tags;
    TimePoint storedAt;
    TimePoint refreshAt;
    TimePoint expiresAt;
    bool isRefreshing = false;

    /// Key, body and what the containers around them take.
    [[nodiscard]] std::int64_t weightBytes() const;
    [[nodiscard]] bool hasTag(std::string_view tag) const;
};

/// Entries by key, the least valuable evicted past a capacity in bytes. Two segments (Karedla, Love, Wherry:
/// Caching Strategies to Improve Disk System Performance, 1994): a new entry is on probation and moves to the
/// protected four fifths at its first use, so that a scan of keys used once does not flush the hot ones. Not
/// thread-safe.
class SegmentedLru
{
public:
    explicit SegmentedLru(std::int64_t capacityBytes) : m_capacityBytes(capacityBytes) {}

    /// Null where there is none. Valid until the next call that changes anything. Does not count as a use.
    [[nodiscard]] Entry *find(const std::string &key);
    void touch(const std::string &key);
    /// Adds or replaces.
    void put(Entry entry);
    bool remove(const std::string &key);
    /// The number of entries with the tag; they are removed where `isDry` is false.
    std::int64_t removeTagged(std::string_view tag, bool isDry);
    std::int64_t clear();

    [[nodiscard]] std::int64_t count() const { return static_cast<std::int64_t>(m_places.size()); }
    [[nodiscard]] std::int64_t sizeBytes() const { return m_probation.sizeBytes + m_protected.sizeBytes; }
    [[nodiscard]] std::int64_t evictions() const { return m_evictions; }

private:
    struct Segment {
        std::list<Entry> entries;
        std::int64_t sizeBytes = 0;
    };
    struct Place {
        std::list<Entry>::iterator entry;
        bool isProtected = false;
    };

    void move(Place &place, bool toProtected);
    void demote();
    void evict();
    Segment &segment(bool isProtected) { return isProtected ? m_protected : m_probation; }

    std::int64_t m_capacityBytes;
    Segment m_probation;
    Segment m_protected;
    std::unordered_map<std::string, Place> m_places;
    std::int64_t m_evictions = 0;
};

} // namespace explorer::cache
