#include "core/index/lucene/indexview.h"

#include "core/index/lucene/lucenetext.h"

#include <set>

namespace explorer::index
{

IndexView::IndexView(Lucene::IndexReaderPtr reader, std::int64_t generation, const IndexView *older)
    : m_reader(std::move(reader)), m_generation(generation)
{
    if (!m_reader)
        return;
    m_documents = m_reader->numDocs();
    for (const Lucene::IndexReaderPtr &each : m_reader->getSequentialSubReaders()) {
        SegmentView segment;
        segment.reader = boost::dynamic_pointer_cast<Lucene::SegmentReader>(each);
        segment.deleted = segment.reader->deletedDocs;
        segment.name = toUtf8(segment.reader->getSegmentName());
        segment.documents = segment.reader->maxDoc();
        if (older != nullptr) {
            for (const SegmentView &known : older->m_segments) {
                if (known.name == segment.name && known.documents == segment.documents)
                    segment.columns = known.columns;
            }
        }
        m_segments.push_back(std::move(segment));
    }
    warm(older);
}

IndexView::~IndexView()
{
    try {
        if (m_reader)
            m_reader->close();
    } catch (...) {
        // The files are mapped and write-once: nothing is lost by a reader that does not close well.
        m_reader.reset();
    }
}

std::int64_t IndexView::documentsWithDeleted() const
{
    std::int64_t sum = 0;
    for (const SegmentView &segment : m_segments)
        sum += segment.documents;
    return sum;
}

void IndexView::warm(const IndexView *older)
{
    std::set<std::wstring> numeric;
    std::set<std::wstring> keyword;
    std::set<std::wstring> terms;
    if (older != nullptr) {
        for (const SegmentView &segment : older->m_segments) {
            const auto built = segment.columns->built();
            numeric.insert(built.numeric.begin(), built.numeric.end());
            keyword.insert(built.keyword.begin(), built.keyword.end());
            terms.insert(built.terms.begin(), built.terms.end());
        }
    }
    for (SegmentView &segment : m_segments) {
        if (segment.columns)
            continue;
        segment.columns = std::make_shared<SegmentColumns>();
        for (const auto &field : keyword)
            segment.columns->keyword(segment.reader, field);
        for (const auto &field : numeric)
            segment.columns->numeric(segment.reader, field);
        for (const auto &field : terms)
            segment.columns->terms(segment.reader, field);
    }
}

} // namespace explorer::index
