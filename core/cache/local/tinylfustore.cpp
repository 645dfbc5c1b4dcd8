#include "core/cache/local/tinylfustore.h"

namespace explorer::cache
{
namespace
{

/// List and hash nodes, the control block of the body and malloc's own headers, measured roughly.
constexpr std::int64_t kOverheadBytes = 320;
constexpr std::int64_t kTagBytes = 96;
/// What a small answer weighs, for the size of the sketch.
constexpr std::int64_t kUsualBytes = 1024;
/// A hundredth is the window; in a small store more, or a single answer would not pass through it.
constexpr std::int64_t kLeastWindowBytes = 64 * 1024;

std::int64_t bytes(std::string_view text) { return static_cast<std::int64_t>(text.size()); }

std::int64_t windowFor(std::int64_t capacityBytes)
{
    return std::max(capacityBytes / 100, std::min(capacityBytes / 10, kLeastWindowBytes));
}

} // namespace

std::int64_t Entry::weightBytes() const
{
    std::int64_t weight = kOverheadBytes + bytes(key) + (body ? bytes(*body) : 0);
    for (const std::string &tag : tags)
        weight += bytes(tag) + kTagBytes;
    if (error)
        weight += static_cast<std::int64_t>(sizeof(Error)) + bytes(error->message);
    return weight;
}

TinyLfuStore::TinyLfuStore(std::int64_t capacityBytes)
    : m_windowLimit(windowFor(capacityBytes)), m_mainLimit(capacityBytes - m_windowLimit),
      m_sketch(capacityBytes / kUsualBytes)
{
}

Entry *TinyLfuStore::find(std::string_view key)
{
    const auto found = m_places.find(key);
    return found == m_places.end() ? nullptr : &*found->second.entry;
}

void TinyLfuStore::touch(std::string_view key)
{
    const auto found = m_places.find(key);
    if (found == m_places.end())
        return;
    Place &place = found->second;
    place.isUsed = true;
    move(place, place.region == Region::Window ? Region::Window : Region::Protected);
    demote();
}

void TinyLfuStore::put(Entry entry)
{
    Region region = Region::Window;
    if (const auto found = m_places.find(entry.key); found != m_places.end()) {
        region = found->second.region;
        erase(found);
    }
    insert(std::move(entry), region);
    demote();
    evictFromMain(0);
    admit();
}

bool TinyLfuStore::remove(std::string_view key)
{
    const auto found = m_places.find(key);
    if (found == m_places.end())
        return false;
    erase(found);
    return true;
}

std::vector<Entry *> TinyLfuStore::tagged(std::span<const std::string> tags)
{
    std::unordered_set<Entry *> found;
    for (const std::string &tag : tags) {
        if (const auto known = m_tags.find(tag); known != m_tags.end())
            found.insert(known->second.begin(), known->second.end());
    }
    return {found.begin(), found.end()};
}

std::vector<Entry *> TinyLfuStore::all()
{
    std::vector<Entry *> entries;
    entries.reserve(m_places.size());
    for (auto &[key, place] : m_places)
        entries.push_back(&*place.entry);
    return entries;
}

std::int64_t TinyLfuStore::removeExpired(Entry::TimePoint now)
{
    std::int64_t removed = 0;
    for (Entry *entry : all()) {
        if (entry->expiresAt <= now && remove(entry->key))
            ++removed;
    }
    return removed;
}

std::int64_t TinyLfuStore::clear()
{
    const std::int64_t removed = count();
    m_places.clear();
    m_tags.clear();
    m_segments = {};
    return removed;
}

std::int64_t TinyLfuStore::sizeBytes() const { return segment(Region::Window).sizeBytes + mainBytes(); }

std::int64_t TinyLfuStore::mainBytes() const
{
    return segment(Region::Probation).sizeBytes + segment(Region::Protected).sizeBytes;
}

void TinyLfuStore::insert(Entry entry, Region region)
{
    Segment &target = segment(region);
    target.sizeBytes += entry.weightBytes();
    target.entries.push_front(std::move(entry));
    Entry &placed = target.entries.front();
    m_places.emplace(placed.key, Place{target.entries.begin(), region});
    for (const std::string &tag : placed.tags)
        m_tags[tag].insert(&placed);
}

void TinyLfuStore::erase(Places::iterator found)
{
    const Place place = found->second;
    Entry &entry = *place.entry;
    for (const std::string &tag : entry.tags) {
        const auto known = m_tags.find(tag);
        if (known != m_tags.end() && known->second.erase(&entry) > 0 && known->second.empty())
            m_tags.erase(known);
    }
    Segment &source = segment(place.region);
    source.sizeBytes -= entry.weightBytes();
    // The key that the map looks at is inside the entry.
    m_places.erase(found);
    source.entries.erase(place.entry);
}

void TinyLfuStore::move(Place &place, Region to)
{
    Segment &from = segment(place.region);
    Segment &target = segment(to);
    const std::int64_t weight = place.entry->weightBytes();
    from.sizeBytes -= weight;
    target.sizeBytes += weight;
    target.entries.splice(target.entries.begin(), from.entries, place.entry);
    place.region = to;
}

void TinyLfuStore::demote()
{
    const Segment &kept = segment(Region::Protected);
    while (kept.sizeBytes > m_mainLimit / 5 * 4 && kept.entries.size() > 1)
        move(m_places.at(kept.entries.back().key), Region::Probation);
}

void TinyLfuStore::admit()
{
    const Segment &window = segment(Region::Window);
    while (window.sizeBytes > m_windowLimit && !window.entries.empty()) {
        const auto found = m_places.find(window.entries.back().key);
        const Entry &candidate = *found->second.entry;
        const std::int64_t needed = mainBytes() + candidate.weightBytes() - m_mainLimit;
        if (isWorth(candidate, needed)) {
            evictFromMain(candidate.weightBytes());
            move(found->second, found->second.isUsed ? Region::Protected : Region::Probation);
            demote();
        } else {
            ++m_notAdmitted;
            erase(found);
        }
    }
}

bool TinyLfuStore::isWorth(const Entry &candidate, std::int64_t neededBytes) const
{
    if (candidate.weightBytes() > m_mainLimit)
        return false;
    int left = m_sketch.frequency(candidate.popularityHash);
    for (const Region region : {Region::Probation, Region::Protected}) {
        const std::list<Entry> &entries = segment(region).entries;
        for (auto victim = entries.rbegin(); victim != entries.rend() && neededBytes > 0; ++victim) {
            left -= m_sketch.frequency(victim->popularityHash);
            if (left <= 0)
                return false;
            neededBytes -= victim->weightBytes();
        }
    }
    return true;
}

void TinyLfuStore::evictFromMain(std::int64_t neededBytes)
{
    while (mainBytes() + neededBytes > m_mainLimit && mainBytes() > 0) {
        const Segment &probation = segment(Region::Probation);
        const Segment &source = probation.entries.empty() ? segment(Region::Protected) : probation;
        erase(m_places.find(source.entries.back().key));
        ++m_evictions;
    }
}

} // namespace explorer::cache
