#include "core/search/contextfinder.h"

#include <algorithm>

namespace explorer::search
{
namespace
{

/// The order with its ties broken by id, or the same backwards.
std::vector<api::SortField> orderOf(const api::SortField &sort, bool isBackwards)
{
    std::vector<api::SortField> order{{sort.field, sort.descending != isBackwards}};
    if (sort.field != "id")
        order.push_back({"id", isBackwards});
    return order;
}

bool isMissing(const std::vector<index::SortValue> &values)
{
    return !values.empty() && std::holds_alternative<std::monostate>(values.front());
}

} // namespace

api::SortField ContextFinder::usualSort(const api::Schema &schema)
{
    const api::Field *usual = schema.find("ts");
    if (usual != nullptr && usual->type == api::FieldType::Date)
        return {"ts", false};
    std::string only;
    for (const auto &[name, field] : schema.fields) {
        if (field.type != api::FieldType::Date)
            continue;
        if (!only.empty())
            return {"id", false};
        only = name;
    }
    return {only.empty() ? "id" : only, false};
}

Result<api::DocumentContext> ContextFinder::find(const CollectionPlan &part, const ContextRequest &request)
{
    index::IndexQuery self;
    self.root = query::makeNode(query::Ids{{request.id}});
    self.sort = orderOf(part.sort.front(), false);
    self.size = 1;
    self.keepSnapshot = true;
    Result<index::IndexAnswer> found = search(part, std::move(self));
    if (!found)
        return fail(std::move(found.error()));
    Result<std::vector<api::SearchHit>> document = read(part, {request.id});
    if (!document)
        return fail(std::move(document.error()));
    if (found->hits.empty() || document->empty())
        return fail(
            ErrorCode::NotFound, "document_unknown",
            "There is no document \"" + request.id +
                "\" to be searched in this collection. One that was just written is there in a moment.");
    m_snapshot = found->snapshot;
    const Place place(found->hits.front().sortValues, request.id);
    api::DocumentContext context;
    context.document = std::move(document->front());
    for (const bool isBefore : {true, false}) {
        const Result<std::vector<std::string>> ids = neighbours(part, request, place, isBefore);
        if (!ids)
            return fail(ids.error());
        Result<std::vector<api::SearchHit>> hits = read(part, *ids);
        if (!hits)
            return fail(std::move(hits.error()));
        (isBefore ? context.before : context.after) = std::move(*hits);
    }
    return context;
}

Result<std::vector<std::string>> ContextFinder::neighbours(const CollectionPlan &part,
                                                           const ContextRequest &request, const Place &place,
                                                           bool isBefore)
{
    std::vector<std::string> ids;
    const auto wanted = static_cast<std::size_t>(isBefore ? request.before : request.after);
    const auto take = [&](bool fromTheStart) -> Result<void> {
        if (ids.size() >= wanted)
            return {};
        index::IndexQuery query;
        query.root = part.root;
        query.filters = part.filters;
        query.sort = orderOf(part.sort.front(), isBefore);
        query.size = static_cast<int>(wanted - ids.size());
        query.snapshot = m_snapshot;
        query.exactTotals = false;
        if (!fromTheStart)
            query.after = place;
        const Result<index::IndexAnswer> answer = search(part, std::move(query));
        if (!answer)
            return fail(answer.error());
        for (const index::IndexHit &hit : answer->hits) {
            // Documents without a value come last, whichever way the order goes.
            if (isBefore && isMissing(hit.sortValues) && (fromTheStart || !isMissing(place.first)))
                break;
            ids.push_back(hit.id);
        }
        return {};
    };
    if (auto taken = take(false); !taken)
        return fail(std::move(taken.error()));
    // Before those without a value stand the last with one.
    if (isBefore && isMissing(place.first)) {
        if (auto taken = take(true); !taken)
            return fail(std::move(taken.error()));
    }
    if (isBefore)
        std::reverse(ids.begin(), ids.end());
    return ids;
}

Result<index::IndexAnswer> ContextFinder::search(const CollectionPlan &part, index::IndexQuery query)
{
    const Result<std::shared_ptr<index::SearchIndex>> index = m_dependencies.findIndex(part.collection.key);
    if (!index)
        return fail(index.error());
    query.deadline = m_deadline;
    query.cancel = m_cancel;
    return guarded(m_dependencies.indexBreaker, [&] { return (*index)->search(query); });
}

Result<std::vector<api::SearchHit>> ContextFinder::read(const CollectionPlan &part,
                                                        const std::vector<std::string> &ids)
{
    Result<std::vector<storage::Document>> documents = guarded(m_dependencies.databaseBreaker, [&] {
        return m_dependencies.documents.findMany(part.collection.key, ids);
    });
    if (!documents)
        return fail(std::move(documents.error()).withContext("reading a document's neighbours"));
    std::vector<api::SearchHit> hits;
    for (storage::Document &document : *documents) {
        // Deleted since the index was last brought up to date.
        if (document.source.empty())
            continue;
        api::SearchHit hit;
        hit.id = std::move(document.id);
        hit.collection = part.collection.name;
        hit.source = std::move(document.source);
        hits.push_back(std::move(hit));
    }
    return hits;
}

} // namespace explorer::search
