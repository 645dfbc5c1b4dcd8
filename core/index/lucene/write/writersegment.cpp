#include "core/index/lucene/write/writersegment.h"

#include "core/index/lucene/segment/postingcursor.h"

namespace explorer::index
{
namespace
{

constexpr std::string_view kIds = "_id";

IdFilter filterOf(const Segment &segment)
{
    const FieldTerms *terms = segment.terms(kIds);
    const std::uint32_t count = terms == nullptr ? 0 : terms->size();
    IdFilter filter(count);
    for (std::uint32_t i = 0; i < count; ++i)
        filter.insert(IdFilter::hash(terms->at(i)));
    return filter;
}

} // namespace

WriterSegment::WriterSegment(SegmentState state)
    : m_segment(std::move(state.segment)), m_ids(filterOf(*m_segment))
{
    if (state.deletions)
        m_deletions = std::make_shared<Deletions>(*state.deletions);
}

void WriterSegment::makeWritable()
{
    if (!m_deletions)
        m_deletions = std::make_shared<Deletions>(m_segment->documents());
    else if (m_isShared)
        m_deletions = std::make_shared<Deletions>(*m_deletions);
    m_isShared = false;
}

bool WriterSegment::remove(std::string_view id, std::uint64_t hash)
{
    if (!m_ids.mayContain(hash))
        return false;
    const FieldTerms *terms = m_segment->terms(kIds);
    const auto ordinal = terms->find(id);
    if (!ordinal)
        return false;
    PostingCursor cursor(*terms, *ordinal, m_segment->documents());
    // An id comes twice where it was replaced before the segment was written; only one of them is live.
    for (int document = 0; cursor.nextBlock(&document, nullptr, 1) == 1;) {
        if (m_deletions && m_deletions->contains(document))
            continue;
        remove(document);
        return true;
    }
    return false;
}

void WriterSegment::remove(int document)
{
    makeWritable();
    if (m_deletions->insert(document))
        m_isSaved = false;
}

SegmentState WriterSegment::share()
{
    m_isShared = m_deletions != nullptr;
    return {m_segment, m_deletions};
}

} // namespace explorer::index
