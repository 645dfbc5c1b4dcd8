#pragma once

#include "core/index/lucene/columns.h"
#include "core/index/lucene/lucene_p.h"

#include <memory>
#include <string>
#include <vector>

namespace explorer::index
{

inline namespace reading
{

struct SegmentView {
    Lucene::SegmentReaderPtr reader;
    Lucene::BitVectorPtr deleted;
    std::string name;
    int documents = 0;
    std::shared_ptr<SegmentColumns> columns;

    [[nodiscard]] bool isLive(int document) const { return !deleted || !deleted->get(document); }
};

/// One state of the index, as all of a search sees it. Immutable but for columns that are built at first use;
/// closes its reader with the last search or snapshot that holds it.
class IndexView
{
public:
    /// `reader` may be null: an index without documents. Segments that `older` also has share its columns,
    /// and what was built for any of its segments is built for the new ones here, so that no search pays for
    /// it.
    IndexView(Lucene::IndexReaderPtr reader, std::int64_t generation, const IndexView *older);
    ~IndexView();
    IndexView(const IndexView &) = delete;
    IndexView &operator=(const IndexView &) = delete;

    [[nodiscard]] const std::vector<SegmentView> &segments() const { return m_segments; }
    [[nodiscard]] std::int64_t generation() const { return m_generation; }
    [[nodiscard]] std::int64_t documents() const { return m_documents; }
    /// With those deleted but not yet merged away; what term statistics count.
    [[nodiscard]] std::int64_t documentsWithDeleted() const;

private:
    void warm(const IndexView *older);

    Lucene::IndexReaderPtr m_reader;
    std::vector<SegmentView> m_segments;
    std::int64_t m_generation;
    std::int64_t m_documents = 0;
};

} // namespace reading

} // namespace explorer::index
