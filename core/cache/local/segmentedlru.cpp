#include "core/cache/local/segmentedlru.h"

namespace explorer::cache
{
namespace
{

/// List and hash nodes, the control block of the body and malloc's own headers, measured roughly.
constexpr std::int64_t kOverheadBytes = 320;

std::int64_t bytes(const std::string &text) { return static_cast<std::int64_t>(text.size()); }

} // namespace

std::int64_t Entry::weightBytes() const
{
    // The key is held twice: in the entry and in the map.
    std::int64_t weight = kOverheadBytes + 2 * bytes(key) + (body ? bytes(*body) : 0);
    for (const std::string &tag : tags)
        weight += bytes(tag) + static_cast<std::int64_t>(sizeof(std::string));
    if (error)
        weight += static_cast<std::int64_t>(sizeof(Error)) + bytes(error->message);
    return weight;
}

bool Entry::hasTag(std::string_view tag) const
{
    return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

Entry *SegmentedLru::find(const std::string &key)
{
    const auto found = m_places.find(key);
    return found == m_places.end() ? nullptr : &*found->second.entry;
}

void SegmentedLru::touch(const std::string &key)
{
    const auto found = m_places.find(key);
    if (found == m_places.end())
        return;
    move(found->second, true);
    demote();
}

void SegmentedLru::put(Entry entry)
{
    bool isProtected = false;
    if (const auto found = m_places.find(entry.key); found != m_places.end()) {
        isProtected = found->second.isProtected;
        remove(entry.key);
    }
    Segment &target = segment(isProtected);
    target.sizeBytes += entry.weightBytes();
    target.entries.push_front(std::move(entry));
    m_places.emplace(target.entries.front().key, Place{target.entries.begin(), isProtected});
    demote();
    evict();
}

bool SegmentedLru::remove(const std::string &key)
{
    const auto found = m_places.find(key);
    if (found == m_places.end())
        return false;
    Segment &source = segment(found->second.isProtected);
    source.sizeBytes -= found->second.entry->weightBytes();
    const auto entry = found->second.entry;
    m_places.erase(found);
    source.entries.erase(entry);
    return true;
}

std::int64_t SegmentedLru::removeTagged(std::string_view tag, bool isDry)
{
    std::vector<std::string> keys;
    for (const auto &[key, place] : m_places) {
        if (place.entry->hasTag(tag))
            keys.push_back(key);
    }
    if (!isDry) {
        for (const std::string &key : keys)
            remove(key);
    }
    return static_cast<std::int64_t>(keys.size());
}

std::int64_t SegmentedLru::clear()
{
    const std::int64_t removed = count();
    m_places.clear();
    m_probation = {};
    m_protected = {};
    return removed;
}

void SegmentedLru::move(Place &place, bool toProtected)
{
    Segment &from = segment(place.isProtected);
    Segment &to = segment(toProtected);
    const std::int64_t weight = place.entry->weightBytes();
    from.sizeBytes -= weight;
    to.sizeBytes += weight;
    to.entries.splice(to.entries.begin(), from.entries, place.entry);
    place.isProtected = toProtected;
}

void SegmentedLru::demote()
{
    while (m_protected.sizeBytes > m_capacityBytes / 5 * 4 && m_protected.entries.size() > 1)
        move(m_places.at(m_protected.entries.back().key), false);
}

void SegmentedLru::evict()
{
    while (sizeBytes() > m_capacityBytes && !m_places.empty()) {
        const Segment &source = m_probation.entries.empty() ? m_protected : m_probation;
        const std::string key = source.entries.back().key;
        remove(key);
        ++m_evictions;
    }
}

} // namespace explorer::cache
