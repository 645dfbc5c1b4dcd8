#include "core/index/lucene/execute/indexview.h"

namespace explorer::index
{

IndexView::IndexView(std::vector<SegmentState> segments, std::int64_t generation)
    : m_segments(std::move(segments)), m_generation(generation)
{
    for (const SegmentState &state : m_segments) {
        m_documentsWithDeleted += state.segment->documents();
        m_documents += state.segment->documents() - (state.deletions ? state.deletions->count() : 0);
    }
}

} // namespace explorer::index
