#pragma once

#include "core/index/lucene/build/largepages.h"
#include "core/index/lucene/build/termtexts.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace explorer::index
{

/// The distinct terms of a field, numbered as they come: open addressing, 16 bytes a slot with the term's
/// first eight bytes, so that a look-up of a short term reads one cache line.
class TermTable
{
public:
    TermTable() { clear(); }

    /// A term with what finds it, so that many can be made before the first is looked up.
    struct Key {
        std::string_view term;
        /// Its first eight bytes.
        std::uint64_t word = 0;
        /// Its length (where the word may tell it) and its hash.
        std::uint32_t tag = 0;
    };
    /// Eight bytes must be readable from where a term that is not empty begins.
    static Key keyOf(std::string_view term)
    {
        const std::uint64_t word = TermTexts::wordAt(term, 0);
        const auto hash = static_cast<std::uint32_t>(hashOf(term, word));
        return {term, word,
                (hash << kLengthBits) | static_cast<std::uint32_t>(std::min(term.size(), kMostLength))};
    }
    /// Asks for the memory that add() will read.
    void prefetch(const Key &key) const { __builtin_prefetch(m_slots.data() + placeOf(key.tag)); }
    /// The term's number.
    std::uint32_t add(const Key &key)
    {
        for (std::size_t place = placeOf(key.tag);; place = (place + 1) & m_mask) {
            Slot &slot = m_slots[place];
            if (slot.number == kEmpty)
                return insert(slot, key);
            if (slot.word == key.word && slot.tag == key.tag &&
                (key.term.size() <= sizeof key.word || m_texts.at(slot.number) == key.term))
                return slot.number;
        }
    }
    [[nodiscard]] const TermTexts &texts() const { return m_texts; }
    [[nodiscard]] std::size_t sizeBytes() const
    {
        return m_texts.sizeBytes() + m_slots.capacity() * sizeof(Slot);
    }
    void clear();

private:
    static constexpr std::uint32_t kEmpty = UINT32_MAX;
    static constexpr unsigned kLengthBits = 4;
    static constexpr std::size_t kMostLength = (1U << kLengthBits) - 1;
    struct Slot {
        std::uint64_t word = 0;
        std::uint32_t number = kEmpty;
        std::uint32_t tag = 0;
    };

    static std::uint64_t mix(std::uint64_t left, std::uint64_t right)
    {
        __extension__ using Wide = unsigned __int128;
        const Wide product = static_cast<Wide>(left) * right;
        return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
    }
    static std::uint64_t hashOf(std::string_view term, std::uint64_t word)
    {
        constexpr std::uint64_t kFirst = 0x9E37'79B9'7F4A'7C15;
        constexpr std::uint64_t kSecond = 0xD6E8'FEB8'6659'FD93;
        std::uint64_t hash = mix(word ^ term.size() * kSecond, kFirst);
        for (std::size_t at = sizeof word; at < term.size(); at += sizeof word)
            hash = mix(hash ^ TermTexts::wordAt(term, at), kSecond);
        return hash;
    }
    [[nodiscard]] std::size_t placeOf(std::uint32_t tag) const { return (tag >> kLengthBits) & m_mask; }
    std::uint32_t insert(Slot &slot, const Key &key);
    void grow();

    using Slots = std::vector<Slot, LargePageAllocator<Slot>>;
    Slots m_slots;
    std::size_t m_mask = 0;
    TermTexts m_texts;
};

} // namespace explorer::index
