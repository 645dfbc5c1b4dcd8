#pragma once

#include "core/api/documentcontext.h"
#include "core/search/searchrun.h"

namespace explorer::search
{

/// What is asked around one document of a collection.
struct ContextRequest {
    std::string collection;
    std::string id;
    /// Empty: the collection's time (`ts`, or its only date field), else the order of ids.
    std::vector<api::SortField> sort;
    int before = 5;
    int after = 5;
    /// Which documents count as neighbours; the document itself need not match.
    std::string query;
    std::vector<std::string> filters;
};

/// Finds a document's neighbours in one state of the index. One call.
class ContextFinder
{
public:
    ContextFinder(const Dependencies &dependencies, Deadline deadline, CancelToken cancel)
        : m_dependencies(dependencies), m_deadline(deadline), m_cancel(std::move(cancel))
    {
    }
    /// NotFound ("document_unknown") also where the index does not show it yet.
    Result<api::DocumentContext> find(const CollectionPlan &part, const ContextRequest &request);
    /// The sort field that an empty sort means.
    static api::SortField usualSort(const api::Schema &schema);

private:
    using Place = std::pair<std::vector<index::SortValue>, std::string>;
    Result<std::vector<std::string>> neighbours(const CollectionPlan &part, const ContextRequest &request,
                                                const Place &place, bool isBefore);
    Result<index::IndexAnswer> search(const CollectionPlan &part, index::IndexQuery query);
    Result<std::vector<api::SearchHit>> read(const CollectionPlan &part, const std::vector<std::string> &ids);

    const Dependencies &m_dependencies;
    Deadline m_deadline;
    CancelToken m_cancel;
    std::uint64_t m_snapshot = 0;
};

} // namespace explorer::search
