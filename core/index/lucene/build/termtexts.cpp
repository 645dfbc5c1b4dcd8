#include "core/index/lucene/build/termtexts.h"

#include "core/index/lucene/build/keyedsort.h"

#include <algorithm>

namespace explorer::index
{
namespace
{

/// Sorts by eight bytes at a time: items with the same word are sorted by the next one.
class WordSort
{
public:
    explicit WordSort(const TermTexts &texts) : m_texts(texts) {}

    void sort(KeyedItem *begin, KeyedItem *end, std::size_t depth)
    {
        for (KeyedItem *item = begin; item != end; ++item)
            item->key = TermTexts::wordAt(m_texts.at(item->item), depth);
        sortByKey(begin, end, m_scratch);
        for (KeyedItem *item = begin; item != end;) {
            KeyedItem *same = item + 1;
            while (same != end && same->key == item->key)
                ++same;
            if (same - item > 1)
                sortSame(item, same, depth + sizeof item->key);
            item = same;
        }
    }

private:
    /// Terms that end here first, the shorter (it lacks bytes that are zero) before the longer.
    void sortSame(KeyedItem *begin, KeyedItem *end, std::size_t depth)
    {
        KeyedItem *longer = std::stable_partition(
            begin, end, [&](const KeyedItem &item) { return m_texts.at(item.item).size() <= depth; });
        std::stable_sort(begin, longer, [this](const KeyedItem &left, const KeyedItem &right) {
            return m_texts.at(left.item).size() < m_texts.at(right.item).size();
        });
        if (longer != end)
            sort(longer, end, depth);
    }

    const TermTexts &m_texts;
    std::vector<KeyedItem> m_scratch;
};

} // namespace

void TermTexts::clear()
{
    m_bytes.reset();
    m_capacity = 0;
    m_ends.assign(1, 0);
    grow(kPadding);
}

void TermTexts::grow(std::size_t least)
{
    const std::size_t capacity = std::max(least, m_capacity * 2);
    auto bytes = std::make_unique_for_overwrite<char[]>(capacity);
    if (m_bytes)
        std::memcpy(bytes.get(), m_bytes.get(), m_ends.back());
    m_bytes = std::move(bytes);
    m_capacity = capacity;
}

std::vector<std::uint32_t> TermTexts::sorted() const
{
    std::vector<KeyedItem> items(size());
    for (std::uint32_t i = 0; i < size(); ++i)
        items[i].item = i;
    WordSort(*this).sort(items.data(), items.data() + items.size(), 0);
    std::vector<std::uint32_t> order(items.size());
    std::transform(items.begin(), items.end(), order.begin(),
                   [](const KeyedItem &item) { return item.item; });
    return order;
}

} // namespace explorer::index
