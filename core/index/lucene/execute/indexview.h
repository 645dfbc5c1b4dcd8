#pragma once

#include "core/index/lucene/write/segmentwriter.h"

#include <cstdint>
#include <vector>

namespace explorer::index
{

/// One state of the index, as all of a search sees it: immutable, any thread. Holds its segments, so that
/// their files stay readable as long as a search or a snapshot holds the view.
class IndexView
{
public:
    IndexView(std::vector<SegmentState> segments, std::int64_t generation);

    [[nodiscard]] const std::vector<SegmentState> &segments() const { return m_segments; }
    [[nodiscard]] std::int64_t generation() const { return m_generation; }
    /// Without those deleted.
    [[nodiscard]] std::int64_t documents() const { return m_documents; }
    /// With those deleted but not yet merged away; what term statistics count.
    [[nodiscard]] std::int64_t documentsWithDeleted() const { return m_documentsWithDeleted; }

private:
    std::vector<SegmentState> m_segments;
    std::int64_t m_generation;
    std::int64_t m_documents = 0;
    std::int64_t m_documentsWithDeleted = 0;
};

} // namespace explorer::index
