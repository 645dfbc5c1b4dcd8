#pragma once

#include "core/cache/local/entry.h"
#include "core/cache/local/frequencysketch.h"

#include <array>
#include <list>
#include <span>
#include <unordered_map>
#include <unordered_set>

namespace explorer::cache
{

/// Entries by key, weighed in bytes: W-TinyLFU (Einziger, Friedman, Manes, 2017). A new entry goes through a
/// small window; past it, it stays only where it was asked for more often than all those together that would
/// have to make room for it (Einziger, Eytan, Friedman, Manes: Lightweight Robust Size Aware Cache
/// Management, 2021). So neither a scan of keys asked for once nor one large answer flushes what is asked
/// for. What stays is on probation, and protected once it has been used. Not thread-safe.
class TinyLfuStore
{
public:
    explicit TinyLfuStore(std::int64_t capacityBytes);

    /// Counts one question for the admission, whether it is answered from here or not.
    void recordUse(std::size_t popularityHash) { m_sketch.record(popularityHash); }
    /// Null where there is none. Valid until the next call that changes anything. Does not count as a use.
    [[nodiscard]] Entry *find(std::string_view key);
    void touch(std::string_view key);
    /// Adds or replaces. The entry may be gone again when this returns.
    void put(Entry entry);
    bool remove(std::string_view key);
    /// Those that have one of the tags, each once.
    [[nodiscard]] std::vector<Entry *> tagged(std::span<const std::string> tags);
    /// The number removed.
    std::int64_t removeExpired(Entry::TimePoint now);
    std::int64_t clear();
    /// All keys, in no order.
    [[nodiscard]] std::vector<Entry *> all();

    [[nodiscard]] std::int64_t count() const { return static_cast<std::int64_t>(m_places.size()); }
    [[nodiscard]] std::int64_t sizeBytes() const;
    /// Removed to make room, and not let in.
    [[nodiscard]] std::int64_t evictions() const { return m_evictions; }
    [[nodiscard]] std::int64_t notAdmitted() const { return m_notAdmitted; }

private:
    enum class Region : std::uint8_t { Window, Probation, Protected };
    struct Segment {
        std::list<Entry> entries;
        std::int64_t sizeBytes = 0;
    };
    struct Place {
        std::list<Entry>::iterator entry;
        Region region = Region::Window;
        /// Asked for again while in the window.
        bool isUsed = false;
    };
    using Places = std::unordered_map<std::string_view, Place>;

    void insert(Entry entry, Region region);
    void erase(Places::iterator found);
    void move(Place &place, Region to);
    void demote();
    /// Lets the oldest of the window into the rest, or drops them.
    void admit();
    [[nodiscard]] bool isWorth(const Entry &candidate, std::int64_t neededBytes) const;
    void evictFromMain(std::int64_t neededBytes);
    [[nodiscard]] std::int64_t mainBytes() const;
    Segment &segment(Region region) { return m_segments[static_cast<std::size_t>(region)]; }
    [[nodiscard]] const Segment &segment(Region region) const
    {
        return m_segments[static_cast<std::size_t>(region)];
    }

    std::int64_t m_windowLimit;
    std::int64_t m_mainLimit;
    FrequencySketch m_sketch;
    std::array<Segment, 3> m_segments;
    /// The keys are those inside the entries, whose places in memory never change.
    Places m_places;
    std::unordered_map<std::string, std::unordered_set<Entry *>> m_tags;
    std::int64_t m_evictions = 0;
    std::int64_t m_notAdmitted = 0;
};

} // namespace explorer::cache
