#include "core/search/searchrun.h"

#include "core/query/fieldvalues.h"
#include "core/query/highlight.h"
#include "core/search/sourceprojection.h"

namespace explorer::search
{
namespace
{

// An answer is held whole until its client has read it.
constexpr std::size_t kSourcesLimitBytes = 16 * 1024 * 1024;

constexpr std::size_t kFacetValues = 10;
/// Asked of each of several collections, so that the sums of the listed values are right.
constexpr int kFacetValuesToMerge = 1000;

/// The hits that have to be found: the page and what is passed over before it. None without a page.
std::size_t endOf(const api::SearchRequest &request)
{
    return request.size > 0 ? static_cast<std::size_t>(request.offset + request.size) : 0;
}

/// The plan's query with its filters, for the marks: filters and the time range mark nothing.
std::map<std::string, std::vector<api::HighlightSpan>> highlightsOf(const CollectionPlan &part,
                                                                    const std::string &source)
{
    std::vector<query::TypeProblem> ignored;
    const Result<query::DocumentFields> fields =
        query::extractFields(part.collection.schema, source, ignored);
    if (!fields)
        return {};
    return query::highlight(part.root, part.collection.schema, *fields);
}

index::Ranking rankingOf(const SearchPlan &plan, const api::Schema &schema)
{
    index::Ranking ranking;
    ranking.similarity = schema.similarity;
    for (const auto &[name, field] : schema.fields) {
        if (field.weight != 1.0)
            ranking.weights.emplace(name, field.weight);
    }
    // Where something else comes first, nobody sees it.
    ranking.nearness = plan.request.ranking == "natural" && plan.sort.front().field == "score";
    return ranking;
}

} // namespace

Result<SearchRun::Page> SearchRun::page(const SearchPlan &plan, const std::optional<Cursor> &page)
{
    if (auto searched = searchIndexes(plan, page); !searched)
        return fail(searched.error());
    Page made;
    for (const index::IndexAnswer &one : m_answers) {
        made.total += one.total;
        made.partial = made.partial || one.partial;
    }
    if (page)
        made.total = page->total;
    const std::size_t end = endOf(plan.request);
    // One hit more than asked for tells whether there is a next page.
    made.hits = mergeHits(plan, m_answers, end + 1);
    const bool hasMore = end > 0 && made.hits.size() > end;
    if (made.hits.size() > end)
        made.hits.resize(end);
    if (hasMore && !made.partial)
        made.next = cursorAfter(plan, made.hits, page, made.total);
    return made;
}

Result<api::SearchAnswer> SearchRun::run(const SearchPlan &plan, const std::optional<Cursor> &page,
                                         const std::string &requestHash)
{
    Result<Page> found = this->page(plan, page);
    if (!found)
        return fail(std::move(found.error()));
    if (plan.parts.size() > 1 && !plan.histogramField.empty() && !plan.interval) {
        if (auto aligned = alignHistograms(plan); !aligned)
            return fail(aligned.error());
    }
    api::SearchAnswer answer;
    for (const index::IndexAnswer &one : m_answers)
        answer.generation += one.generation;
    answer.total = found->total;
    answer.partial = found->partial;
    answer.totalRelation = answer.partial ? "gte" : "eq";
    answer.facets = mergeFacets(plan, m_answers, kFacetValues);
    answer.histogram = mergeHistograms(plan, m_answers);
    answer.statistics = mergeStatistics(plan, m_answers);
    answer.warnings = plan.warnings;
    if (found->next) {
        found->next->requestHash = requestHash;
        answer.nextCursor = m_dependencies.codec.encode(*found->next);
    }
    std::vector<PlacedHit> &hits = found->hits;
    const std::size_t passed = std::min(hits.size(), static_cast<std::size_t>(plan.request.offset));
    hits.erase(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(passed));
    if (plan.request.explain) {
        if (auto explained = addExplanations(plan, page, hits); !explained)
            return fail(explained.error());
    }
    if (auto added = addSources(plan, hits, answer); !added)
        return fail(added.error());
    return answer;
}

index::IndexQuery SearchRun::queryFor(const SearchPlan &plan, std::size_t place,
                                      const std::optional<Cursor> &page) const
{
    const CollectionPlan &part = plan.parts[place];
    index::IndexQuery query;
    query.root = part.root;
    query.filters = part.filters;
    query.sort = part.sort;
    const std::size_t end = endOf(plan.request);
    query.size = end > 0 ? static_cast<int>(end) + 1 : 0;
    query.facets = part.facets;
    query.facetSize = plan.parts.size() > 1 ? kFacetValuesToMerge : static_cast<int>(kFacetValues);
    query.statistics = part.statistics;
    if (part.hasHistogram)
        query.histogram = index::HistogramRequest{plan.histogramField, plan.interval, plan.zone};
    query.ranking = rankingOf(plan, part.collection.schema);
    query.deadline = m_deadline;
    query.cancel = m_cancel;
    query.keepSnapshot = plan.request.size > 0;
    query.exactTotals = !page;
    if (page) {
        query.snapshot = page->positions[place].snapshot;
        query.after = page->positions[place].after;
    }
    return query;
}

Result<index::IndexAnswer> SearchRun::searchOne(const CollectionPlan &part, const index::IndexQuery &query)
{
    const Result<std::shared_ptr<index::SearchIndex>> index = m_dependencies.findIndex(part.collection.key);
    if (!index)
        return fail(index.error());
    Result<index::IndexAnswer> answer =
        guarded(m_dependencies.indexBreaker, [&] { return (*index)->search(query); });
    if (answer)
        return answer;
    if (answer.error().code == ErrorCode::NotFound && query.snapshot != 0)
        return fail(
            ErrorCode::NotFound, "cursor_expired",
            "The cursor is too old: its snapshot has been given up. Search again from the first page.");
    return fail(std::move(answer.error()).withContext("searching " + part.collection.name));
}

Result<void> SearchRun::searchIndexes(const SearchPlan &plan, const std::optional<Cursor> &page)
{
    m_answers.clear();
    for (std::size_t place = 0; place < plan.parts.size(); ++place) {
        Result<index::IndexAnswer> answer = searchOne(plan.parts[place], queryFor(plan, place, page));
        if (!answer)
            return fail(std::move(answer.error()));
        m_answers.push_back(std::move(*answer));
    }
    return {};
}

Result<void> SearchRun::alignHistograms(const SearchPlan &plan)
{
    const std::optional<query::CalendarInterval> interval = commonInterval(plan, m_answers);
    if (!interval)
        return {};
    for (std::size_t place = 0; place < plan.parts.size(); ++place) {
        index::IndexAnswer &first = m_answers[place];
        if (!first.histogram || first.histogram->interval == interval->toString())
            continue;
        index::IndexQuery query = queryFor(plan, place, std::nullopt);
        query.size = 0;
        query.facets.clear();
        query.statistics.clear();
        query.keepSnapshot = false;
        query.snapshot = first.snapshot;
        query.histogram->interval = interval;
        Result<index::IndexAnswer> again = searchOne(plan.parts[place], query);
        if (!again)
            return fail(std::move(again.error()));
        first.histogram = std::move(again->histogram);
    }
    return {};
}

Result<void> SearchRun::addExplanations(const SearchPlan &plan, const std::optional<Cursor> &page,
                                        std::vector<PlacedHit> &hits)
{
    for (std::size_t place = 0; place < plan.parts.size(); ++place) {
        std::vector<index::IndexHit> own;
        for (const PlacedHit &placed : hits) {
            if (placed.part == place)
                own.push_back(placed.hit);
        }
        if (own.empty())
            continue;
        index::IndexQuery query = queryFor(plan, place, page);
        query.snapshot = m_answers[place].snapshot;
        const auto index = m_dependencies.findIndex(plan.parts[place].collection.key);
        if (!index)
            return fail(index.error());
        Result<std::vector<api::Explanation>> explained =
            guarded(m_dependencies.indexBreaker, [&] { return (*index)->explain(query, own); });
        if (!explained)
            return fail(std::move(explained.error()).withContext("explaining scores"));
        std::size_t next = 0;
        for (PlacedHit &placed : hits) {
            if (placed.part == place)
                placed.explanation = std::move((*explained)[next++]);
        }
    }
    return {};
}

Result<void> SearchRun::addSources(const SearchPlan &plan, const std::vector<PlacedHit> &hits,
                                   api::SearchAnswer &answer)
{
    std::vector<std::vector<std::string>> ids(plan.parts.size());
    for (const PlacedHit &placed : hits)
        ids[placed.part].push_back(placed.hit.id);
    std::vector<std::vector<storage::Document>> documents(plan.parts.size());
    for (std::size_t place = 0; place < plan.parts.size(); ++place) {
        if (ids[place].empty())
            continue;
        Result<std::vector<storage::Document>> found = guarded(m_dependencies.databaseBreaker, [&] {
            return m_dependencies.documents.findMany(plan.parts[place].collection.key, ids[place]);
        });
        if (!found)
            return fail(std::move(found.error()).withContext("reading the hits' sources"));
        documents[place] = std::move(*found);
    }
    std::size_t bytes = 0;
    for (const std::vector<storage::Document> &part : documents) {
        for (const storage::Document &document : part)
            bytes += document.source.size();
    }
    if (bytes > kSourcesLimitBytes)
        return fail(ErrorCode::InvalidArgument, "answer_too_large",
                    "These hits hold more than 16 MiB together. Ask for fewer at once with size.");
    std::vector<std::size_t> next(plan.parts.size(), 0);
    for (const PlacedHit &placed : hits) {
        const CollectionPlan &part = plan.parts[placed.part];
        storage::Document &document = documents[placed.part][next[placed.part]++];
        // Deleted since the index was last brought up to date.
        if (document.source.empty())
            continue;
        api::SearchHit hit;
        hit.id = placed.hit.id;
        hit.collection = part.collection.name;
        hit.score = placed.hit.score;
        hit.explanation = placed.explanation;
        // What is found is worth more than its marks.
        if (plan.request.highlight && m_deadline.isExpired())
            answer.partial = true;
        else if (plan.request.highlight)
            hit.highlights = highlightsOf(part, document.source);
        hit.source = plan.request.fields.empty() ? std::move(document.source)
                                                 : projectSource(document.source, plan.request.fields);
        answer.hits.push_back(std::move(hit));
    }
    return {};
}

Cursor SearchRun::cursorAfter(const SearchPlan &plan, const std::vector<PlacedHit> &hits,
                              const std::optional<Cursor> &page, std::int64_t total) const
{
    Cursor cursor;
    cursor.now = plan.now;
    cursor.total = total;
    for (std::size_t place = 0; place < plan.parts.size(); ++place) {
        CollectionPosition position = page ? page->positions[place] : CollectionPosition{};
        position.collection = plan.parts[place].collection.key;
        position.snapshot = m_answers[place].snapshot;
        for (const PlacedHit &placed : hits) {
            if (placed.part == place)
                position.after.emplace(placed.hit.sortValues, placed.hit.id);
        }
        cursor.positions.push_back(std::move(position));
    }
    return cursor;
}

} // namespace explorer::search
