#include "core/index/lucene/merge/termqueue.h"

#include <algorithm>

namespace explorer::index
{
namespace
{

/// The first eight bytes as a number that sorts like them.
std::uint64_t prefixOf(std::string_view term)
{
    std::uint64_t prefix = 0;
    for (std::size_t i = 0; i < 8; ++i)
        prefix = (prefix << 8U) | (i < term.size() ? static_cast<std::uint8_t>(term[i]) : 0U);
    return prefix;
}

} // namespace

bool TermQueue::isAfter(const Entry &left, const Entry &right)
{
    if (left.prefix != right.prefix)
        return left.prefix > right.prefix;
    const int order = left.term.compare(right.term);
    return order != 0 ? order > 0 : left.source > right.source;
}

void TermQueue::push(std::string_view term, std::uint32_t source)
{
    m_entries.push_back({prefixOf(term), term, source});
    std::push_heap(m_entries.begin(), m_entries.end(), isAfter);
}

std::uint32_t TermQueue::pop()
{
    std::pop_heap(m_entries.begin(), m_entries.end(), isAfter);
    const std::uint32_t source = m_entries.back().source;
    m_entries.pop_back();
    return source;
}

} // namespace explorer::index
