#include "core/index/lucene/execute/searchexecution.h"

#include "core/index/lucene/execute/facetcounter.h"
#include "core/index/lucene/execute/histogramcounter.h"
#include "core/index/lucene/execute/hitcollector.h"
#include "core/index/lucene/execute/queryplanner.h"
#include "core/index/lucene/execute/sortblocks.h"
#include "core/index/lucene/execute/statisticscounter.h"

#include <algorithm>
#include <array>

namespace explorer::index
{
namespace
{

constexpr int kBlock = 1024;

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
    [[nodiscard]] HitCollector &hits() { return m_hits; }
    [[nodiscard]] const HitCollector &hits() const { return m_hits; }
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
    /// Hits that nothing else looks at.
    void count(std::int64_t hits) { m_total += hits; }
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

bool wantsNoFigures(const IndexQuery &query)
{
    return query.facets.empty() && !query.histogram && query.statistics.empty();
}

/// One search on its way through the segments.
class Execution
{
public:
    Execution(const IndexQuery &query, const api::Schema &schema, const IndexView &view)
        : m_query(query), m_view(view), m_interrupt(query.deadline, query.cancel), m_consumers(query, schema),
          m_planner(view, schema, m_interrupt, query.ranking),
          m_wantsCountOnly(query.size <= 0 && wantsNoFigures(query)),
          m_wantsHitsOnly(query.size > 0 && wantsNoFigures(query)),
          m_mayLeaveOut(m_wantsHitsOnly && !query.exactTotals)
    {
    }
    IndexAnswer run();

private:
    struct Place {
        std::size_t segment = 0;
        /// Where the sort begins with a number and nothing but hits is wanted.
        std::optional<SortBlocks> blocks;
    };
    [[nodiscard]] std::vector<Place> places() const;
    void walk(const Place &place, MatcherPtr matcher);
    void walkAll(Matcher &matcher, const SegmentState &state);
    void walkBlocks(MatcherPtr matcher, const Place &place);
    void walkBlock(Matcher &matcher, const SortBlocks::Block &block, const SegmentState &state);
    [[nodiscard]] std::size_t firstRound(const Matcher &matcher, int documents) const;
    [[nodiscard]] bool canBeKept(const SortBlocks::Block &block) const;
    [[nodiscard]] MatcherPtr plan(std::size_t segment, bool isScored)
    {
        return m_planner.plan(m_query.root, m_query.filters, segment, isScored);
    }
    [[nodiscard]] float *scores() { return m_consumers.hits().needsScores() ? m_scores.data() : nullptr; }
    void collect(int found, const SegmentState &state);

    const IndexQuery &m_query;
    const IndexView &m_view;
    Interrupt m_interrupt;
    Consumers m_consumers;
    QueryPlanner m_planner;
    bool m_wantsCountOnly;
    bool m_wantsHitsOnly;
    bool m_mayLeaveOut;
    bool m_hasLeftOut = false;
    std::array<int, kBlock> m_documents;
    std::array<float, kBlock> m_scores;
    std::optional<Window> m_window;
};

void Execution::collect(int found, const SegmentState &state)
{
    m_interrupt.tick();
    auto count = static_cast<std::size_t>(found);
    if (state.deletions)
        count = dropDeleted(*state.deletions, m_documents.data(), scores(), count);
    m_consumers.collect({m_documents.data(), count}, {m_scores.data(), scores() != nullptr ? count : 0});
}

/// The segments of the best possible hits first, so that those of the others lose early.
std::vector<Execution::Place> Execution::places() const
{
    std::vector<Place> places;
    const auto field = m_wantsHitsOnly ? m_consumers.hits().firstNumber() : std::nullopt;
    const bool isRanked = field && (m_mayLeaveOut || m_view.segments().size() > 1);
    for (std::size_t i = 0; i < m_view.segments().size(); ++i) {
        const Segment &segment = *m_view.segments()[i].segment;
        places.push_back({i, std::nullopt});
        if (isRanked && segment.documents() > 0)
            places.back().blocks.emplace(segment.columns().numbers(*field),
                                         m_consumers.hits().isFirstDescending(), segment.documents());
    }
    const auto bestOf = [](const Place &place) {
        return place.blocks ? place.blocks->best() : SortKey{true, UINT64_MAX};
    };
    if (isRanked)
        std::stable_sort(places.begin(), places.end(),
                         [&bestOf](const Place &a, const Place &b) { return bestOf(a) < bestOf(b); });
    return places;
}

bool Execution::canBeKept(const SortBlocks::Block &block) const
{
    const HitCollector &hits = m_consumers.hits();
    return block.best <= hits.worstFirstKey() && block.worst >= hits.bestFirstKey();
}

void Execution::walk(const Place &place, MatcherPtr matcher)
{
    const SegmentState &state = m_view.segments()[place.segment];
    if (matcher == nullptr) {
        if (m_mayLeaveOut && place.blocks->best() > m_consumers.hits().worstFirstKey()) {
            m_hasLeftOut = true;
            return;
        }
        matcher = plan(place.segment, scores() != nullptr);
    }
    if (m_wantsCountOnly && !state.deletions && matcher->isCostExact()) {
        m_consumers.count(matcher->cost());
        return;
    }
    const bool isWorthBlocks = matcher->cost() > ValueBlocks::kSize;
    if (m_mayLeaveOut && place.blocks && isWorthBlocks)
        walkBlocks(std::move(matcher), place);
    else
        walkAll(*matcher, state);
}

void Execution::walkAll(Matcher &matcher, const SegmentState &state)
{
    const bool isCounting = m_wantsHitsOnly && !m_mayLeaveOut && matcher.countLeftOut(state.deletions.get());
    const auto leastScore = [this, isCounting] {
        return m_mayLeaveOut || isCounting ? m_consumers.hits().leastScore() : std::optional<float>();
    };
    // Only hits of the segments before can be above everything here.
    if (const auto least = leastScore();
        m_mayLeaveOut && least && matcher.maxScore() * (1 + kScoreMargin) < static_cast<double>(*least)) {
        m_hasLeftOut = m_hasLeftOut || matcher.cost() > 0;
        return;
    }
    for (;;) {
        if (const auto least = leastScore())
            matcher.setLeastScore(static_cast<double>(*least));
        const int found = matcher.nextBlock(m_documents.data(), scores(), kBlock);
        if (found == 0)
            break;
        collect(found, state);
    }
    m_hasLeftOut = m_hasLeftOut || matcher.hasLeftOut();
    m_consumers.count(matcher.leftOut());
}

/// As many of the best blocks as probably hold twice the hits asked for.
std::size_t Execution::firstRound(const Matcher &matcher, int documents) const
{
    const double matchesPerBlock =
        static_cast<double>(matcher.cost()) / static_cast<double>(documents) * ValueBlocks::kSize;
    return static_cast<std::size_t>(2.0 * m_query.size / matchesPerBlock) + 1;
}

/// In rounds: matchers only ascend, while the best documents are mostly the last ones.
void Execution::walkBlocks(MatcherPtr matcher, const Place &place)
{
    const SegmentState &state = m_view.segments()[place.segment];
    const SortBlocks &blocks = *place.blocks;
    std::size_t round = firstRound(*matcher, state.segment->documents());
    for (std::size_t begin = 0; begin < blocks.size();) {
        if (blocks.at(begin).best > m_consumers.hits().worstFirstKey()) {
            m_hasLeftOut = true;
            return;
        }
        const std::size_t end = begin + std::min(round, blocks.size() - begin);
        if (begin > 0)
            matcher = plan(place.segment, scores() != nullptr);
        for (const SortBlocks::Block &block : blocks.ascending(begin, end)) {
            if (canBeKept(block))
                walkBlock(*matcher, block, state);
            else
                m_hasLeftOut = true;
        }
        begin = end;
        constexpr std::size_t kGrowth = 8;
        round *= kGrowth;
    }
}

void Execution::walkBlock(Matcher &matcher, const SortBlocks::Block &block, const SegmentState &state)
{
    if (!m_window)
        m_window.emplace(scores() != nullptr ? Window::Scoring::Sum : Window::Scoring::None);
    m_window->restart(block.begin, block.end);
    matcher.addTo(*m_window);
    for (int at = m_window->begin(); at < m_window->end();) {
        int count = 0;
        at = m_window->list(at, m_documents.data(), kBlock, count);
        for (std::size_t i = 0; scores() != nullptr && i < static_cast<std::size_t>(count); ++i)
            m_scores[i] = m_window->score(m_documents[i]);
        collect(count, state);
    }
}

IndexAnswer Execution::run()
{
    for (const Place &place : places()) {
        m_interrupt.check();
        // Where the sort may rule the whole segment out, that is found out first.
        MatcherPtr matcher;
        if (!place.blocks) {
            matcher = plan(place.segment, scores() != nullptr);
            if (matcher->cost() == 0)
                continue;
        }
        m_consumers.startSegment(*m_view.segments()[place.segment].segment);
        walk(place, std::move(matcher));
        if (const std::vector<int> unscored = m_consumers.hits().unscored(); !unscored.empty())
            m_consumers.hits().setScores(scoresOf(*plan(place.segment, true), unscored));
        m_consumers.finishSegment();
    }
    IndexAnswer answer;
    m_consumers.fill(answer, m_query, m_interrupt);
    answer.totalIsLowerBound = m_hasLeftOut;
    answer.generation = m_view.generation();
    return answer;
}

} // namespace

IndexAnswer executeSearch(const IndexQuery &query, const api::Schema &schema, const IndexView &view)
{
    return Execution(query, schema, view).run();
}

} // namespace explorer::index
