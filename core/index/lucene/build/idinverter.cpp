#include "core/index/lucene/build/idinverter.h"

#include "core/index/lucene/build/termtext.h"
#include "core/index/lucene/lucenetext.h"

#include <algorithm>

namespace explorer::index
{

void IdInverter::add(std::string_view id)
{
    if (toTerm(id, m_term)) {
        m_ids.add(paddedTerm(m_term));
    } else {
        m_without.push_back(m_ids.size());
        m_ids.add({});
    }
}

void IdInverter::write(PostingsWriter &postings, ColumnSet &columns) const
{
    std::vector<std::uint32_t> order = m_ids.sorted();
    if (!m_without.empty())
        std::erase_if(order, [this](std::uint32_t document) {
            return std::binary_search(m_without.begin(), m_without.end(), document);
        });
    constexpr std::uint32_t kNone = UINT32_MAX;
    std::vector<std::uint32_t> ordinals(m_ids.size(), kNone);
    std::uint32_t ordinal = 0;
    for (std::size_t at = 0; at < order.size(); ++ordinal) {
        const std::string_view id = m_ids.at(order[at]);
        postings.beginTerm();
        for (; at < order.size() && m_ids.at(order[at]) == id; ++at) {
            postings.addDocument(order[at], 1);
            ordinals[order[at]] = ordinal;
        }
        postings.endTerm(id);
    }
    ColumnData<std::uint32_t> column;
    column.field = toUtf8(kIdField);
    column.ends.reserve(ordinals.size());
    column.values.reserve(ordinals.size());
    for (const std::uint32_t value : ordinals) {
        if (value != kNone)
            column.values.push_back(value);
        column.ends.push_back(static_cast<std::uint32_t>(column.values.size()));
    }
    columns.keywords.push_back(std::move(column));
}

void IdInverter::clear()
{
    m_ids.clear();
    m_without = decltype(m_without)();
}

} // namespace explorer::index
