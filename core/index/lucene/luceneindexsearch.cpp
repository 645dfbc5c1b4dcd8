#include "core/index/lucene/facetcounter.h"
#include "core/index/lucene/histogramcounter.h"
#include "core/index/lucene/hitcollector.h"
#include "core/index/lucene/luceneindex.h"
#include "core/index/lucene/queryplanner.h"

namespace explorer::index
{
namespace
{

constexpr std::size_t kBlock = 1024;

/// Everything that looks at hits, fed block by block.
class Consumers
{
public:
    Consumers(const IndexQuery &query, const api::Schema &schema) : m_hits(query, schema)
    {
        for (const std::string &field : query.facets)
            m_facets.emplace_back(field, schema);
        if (query.histogram)
            m_histogram.emplace(*query.histogram, schema);
    }
    [[nodiscard]] bool needsScores() const { return m_hits.needsScores(); }
    void startSegment(const SegmentView &segment)
    {
        m_hits.startSegment(segment);
        for (FacetCounter &facet : m_facets)
            facet.startSegment(segment);
        if (m_histogram)
            m_histogram->startSegment(segment);
    }
    void collect(std::span<const int> documents, std::span<const float> scores)
    {
        m_total += static_cast<std::int64_t>(documents.size());
        m_hits.collect(documents, scores);
        for (FacetCounter &facet : m_facets)
            facet.collect(documents);
        if (m_histogram)
            m_histogram->collect(documents);
    }
    void finishSegment()
    {
        m_hits.finishSegment();
        for (FacetCounter &facet : m_facets)
            facet.finishSegment();
    }
    void fill(IndexAnswer &answer, const IndexQuery &query, Interrupt &interrupt)
    {
        answer.total = m_total;
        answer.hits = m_hits.take();
        for (FacetCounter &facet : m_facets)
            answer.facets.push_back(facet.take(query.facetSize));
        if (m_histogram)
            answer.histogram = m_histogram->take(interrupt);
    }

private:
    HitCollector m_hits;
    std::vector<FacetCounter> m_facets;
    std::optional<HistogramCounter> m_histogram;
    std::int64_t m_total = 0;
};

} // namespace

IndexAnswer LuceneIndex::execute(const IndexQuery &query, const IndexView &view) const
{
    Interrupt interrupt(query.deadline, query.cancel);
    Consumers consumers(query, m_schema);
    QueryPlanner planner(view, m_schema, interrupt);
    std::vector<int> documents(kBlock);
    std::vector<float> scores(kBlock);
    for (std::size_t i = 0; i < view.segments().size(); ++i) {
        interrupt.check();
        consumers.startSegment(view.segments()[i]);
        const MatcherPtr matcher = planner.plan(query.root, query.filters, i);
        std::size_t count = 0;
        for (int document = matcher->advance(0); document != kNoMoreDocuments;
             document = matcher->advance(document + 1)) {
            documents[count] = document;
            scores[count] = consumers.needsScores() ? static_cast<float>(matcher->score()) : 0.0F;
            if (++count == kBlock) {
                consumers.collect({documents.data(), count}, {scores.data(), count});
                interrupt.check();
                count = 0;
            }
        }
        consumers.collect({documents.data(), count}, {scores.data(), count});
        consumers.finishSegment();
    }
    IndexAnswer answer;
    consumers.fill(answer, query, interrupt);
    answer.generation = view.generation();
    return answer;
}

} // namespace explorer::index
