#pragma once

#include "core/index/lucene/build/termtexts.h"

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

    /// The term's number. Eight bytes must be readable from where a term that is not empty begins.
    std::uint32_t add(std::string_view term)
    {
        const std::uint64_t word = TermTexts::wordAt(term, 0);
        const std::uint64_t hash = hashOf(term, word);
        // The length (of terms that may be told by the word) and a part of the hash that the place has not.
        const auto tag =
            static_cast<std::uint32_t>((hash & ~std::uint64_t{0xF}) | (term.size() < 15 ? term.size() : 15));
        for (std::size_t place = hash >> m_shift;; place = (place + 1) & m_mask) {
            Slot &slot = m_slots[place];
            if (slot.number == kEmpty)
                return insert(slot, term, word, tag);
            if (slot.word == word && slot.tag == tag &&
                (term.size() <= sizeof word || m_texts.at(slot.number) == term))
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
    std::uint32_t insert(Slot &slot, std::string_view term, std::uint64_t word, std::uint32_t tag);
    void grow();

    std::vector<Slot> m_slots;
    std::size_t m_mask = 0;
    unsigned m_shift = 0;
    TermTexts m_texts;
};

} // namespace explorer::index
