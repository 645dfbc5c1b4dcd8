#include "core/index/lucene/build/termtable.h"

namespace explorer::index
{
namespace
{

constexpr std::size_t kFirstSlots = 256;

} // namespace

void TermTable::clear()
{
    m_slots = Slots(kFirstSlots);
    m_mask = kFirstSlots - 1;
    m_texts.clear();
}

std::uint32_t TermTable::insert(Slot &slot, const Key &key)
{
    const std::uint32_t number = m_texts.add(key.term);
    slot = {key.word, number, key.tag};
    if (2 * static_cast<std::size_t>(m_texts.size()) > m_mask)
        grow();
    return number;
}

void TermTable::grow()
{
    Slots old(m_slots.size() * 2);
    old.swap(m_slots);
    m_mask = m_slots.size() - 1;
    for (const Slot &slot : old) {
        if (slot.number == kEmpty)
            continue;
        std::size_t place = placeOf(slot.tag);
        while (m_slots[place].number != kEmpty)
            place = (place + 1) & m_mask;
        m_slots[place] = slot;
    }
}

} // namespace explorer::index
