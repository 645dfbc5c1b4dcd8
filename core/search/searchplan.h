#pragma once

#include "core/index/indexcatalog.h"
#include "core/search/searchservice.h"

namespace explorer::search
{

/// What is asked of one collection.
struct CollectionPlan {
    storage::Collection collection;
    query::NodePtr root;
    std::vector<query::NodePtr> filters;
    /// The sort fields that the collection has; `sortPlaces` are their places in the plan's sort.
    std::vector<api::SortField> sort;
    std::vector<std::size_t> sortPlaces;
    std::vector<std::string> facets;
    /// Those of the request's fields that this collection has as numbers or dates.
    std::vector<std::string> statistics;
    bool hasHistogram = false;
};

/// A request with every text in it understood.
struct SearchPlan {
    api::SearchRequest request;
    UnixMillis now = 0;
    std::string zone;
    /// Never empty: by score where nothing else is asked for.
    std::vector<api::SortField> sort;
    std::string histogramField;
    /// Nothing: fitted to the hits' span.
    std::optional<query::CalendarInterval> interval;
    std::vector<CollectionPlan> parts;
    std::vector<ErrorDetail> warnings;
    /// One text for all requests that mean the same, but for generations and scope.
    std::string canonical;
};

/// Sizes, counts and times within their limits. InvalidArgument ("limit_exceeded", "missing_member") with
/// every problem's pointer.
Result<void> checkLimits(const api::SearchRequest &request, const SearchSettings &settings);

/// Compiles the request for each collection. The error of the first collection that does not understand it; a
/// field that only some have is a warning and matches nothing in the others.
Result<SearchPlan> makeSearchPlan(const api::SearchRequest &request,
                                  std::vector<storage::Collection> collections, UnixMillis now);

} // namespace explorer::search
