#include "core/index/lucene/build/termtable.h"

#include <bit>

namespace explorer::index
{
namespace
{

constexpr std::size_t kFirstSlots = 256;

} // namespace

void TermTable::clear()
{
    m_slots = std::vector<Slot>(kFirstSlots);
    m_mask = kFirstSlots - 1;
    m_shift = 64U - static_cast<unsigned>(std::countr_zero(kFirstSlots));
    m_texts.clear();
}

std::uint32_t TermTable::insert(Slot &slot, std::string_view term, std::uint64_t word, std::uint32_t tag)
{
    const std::uint32_t number = m_texts.add(term);
    slot = {word, number, tag};
    if (2 * static_cast<std::size_t>(m_texts.size()) > m_mask)
        grow();
    return number;
}

void TermTable::grow()
{
    std::vector<Slot> old(m_slots.size() * 2);
    old.swap(m_slots);
    m_mask = m_slots.size() - 1;
    --m_shift;
    for (const Slot &slot : old) {
        if (slot.number == kEmpty)
            continue;
        std::size_t place = hashOf(m_texts.at(slot.number), slot.word) >> m_shift;
        while (m_slots[place].number != kEmpty)
            place = (place + 1) & m_mask;
        m_slots[place] = slot;
    }
}

} // namespace explorer::index
