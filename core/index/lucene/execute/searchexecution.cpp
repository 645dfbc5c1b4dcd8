#include "core/index/lucene/execute/searchexecution.h"

#include "core/index/lucene/execute/facetcounter.h"
#include "core/index/lucene/execute/histogramcounter.h"
#include "core/index/lucene/execute/hitcollector.h"
#include "core/index/lucene/execute/queryplanner.h"
#include "core/index/lucene/execute/statisticscounter.h"

#include <array>

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
        for (const std::string &field : query.statistics)
            m_statistics.emplace_back(field, schema);
    }
    [[nodiscard]] bool needsScores() const { return m_hits.needsScores(); }
    void startSegment(const Segment &segment)
    {
        m_hits.startSegment(segment);
        for (FacetCounter &facet : m_facets)
            facet.startSegment(segment);
        if (m_histogram)
            m_histogram->startSegment(segment);
        for (StatisticsCounter &statistics : m_statistics)
            statistics.startSegment(segment);
    }
    void collect(std::span<const int> documents, std::span<const float> scores)
    {
        m_total += static_cast<std::int64_t>(documents.size());
        m_hits.collect(documents, scores);
        for (FacetCounter &facet : m_facets)
            facet.collect(documents);
        if (m_histogram)
            m_histogram->collect(documents);
        for (StatisticsCounter &statistics : m_statistics)
            statistics.collect(documents);
    }
    /// Kept hits that still lack a score.
    [[nodiscard]] std::vector<int> unscored() const { return m_hits.unscored(); }
    void setScores(std::span<const float> scores) { m_hits.setScores(scores); }
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
        for (const StatisticsCounter &statistics : m_statistics)
            answer.statistics.push_back(statistics.take());
    }

private:
    HitCollector m_hits;
    std::vector<FacetCounter> m_facets;
    std::optional<HistogramCounter> m_histogram;
    std::vector<StatisticsCounter> m_statistics;
    std::int64_t m_total = 0;
};

/// Moves the live documents to the front; `scores` may be null.
std::size_t dropDeleted(const Deletions &deletions, int *documents, float *scores, std::size_t count)
{
    std::size_t kept = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const int document = documents[i];
        documents[kept] = document;
        if (scores != nullptr)
            scores[kept] = scores[i];
        kept += deletions.contains(document) ? 0 : 1;
    }
    return kept;
}

/// The scores of a few documents of a search that was not scored.
std::vector<float> scoresOf(Matcher &matcher, const std::vector<int> &documents)
{
    std::vector<int> given = documents;
    std::vector<double> sums(documents.size());
    const auto kept =
        static_cast<std::size_t>(matcher.keep(given.data(), sums.data(), static_cast<int>(given.size())));
    // All of them match; a damaged posting must not lead further than to a score of 0.
    sums.resize(kept);
    std::vector<float> scores(sums.begin(), sums.end());
    scores.resize(documents.size());
    return scores;
}

} // namespace

IndexAnswer executeSearch(const IndexQuery &query, const api::Schema &schema, const IndexView &view)
{
    Interrupt interrupt(query.deadline, query.cancel);
    Consumers consumers(query, schema);
    QueryPlanner planner(view, schema, interrupt);
    std::array<int, kBlock> documents;
    std::array<float, kBlock> scoreRoom;
    float *const scores = consumers.needsScores() ? scoreRoom.data() : nullptr;
    for (std::size_t i = 0; i < view.segments().size(); ++i) {
        interrupt.check();
        const SegmentState &state = view.segments()[i];
        consumers.startSegment(*state.segment);
        const MatcherPtr matcher = planner.plan(query.root, query.filters, i, scores != nullptr);
        while (const int found = matcher->nextBlock(documents.data(), scores, kBlock)) {
            interrupt.tick();
            auto count = static_cast<std::size_t>(found);
            if (state.deletions)
                count = dropDeleted(*state.deletions, documents.data(), scores, count);
            consumers.collect({documents.data(), count}, {scores, scores != nullptr ? count : 0});
        }
        if (const std::vector<int> unscored = consumers.unscored(); !unscored.empty())
            consumers.setScores(scoresOf(*planner.plan(query.root, query.filters, i, true), unscored));
        consumers.finishSegment();
    }
    IndexAnswer answer;
    consumers.fill(answer, query, interrupt);
    answer.generation = view.generation();
    return answer;
}

} // namespace explorer::index
