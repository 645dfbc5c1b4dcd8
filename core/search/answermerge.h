#pragma once

#include "core/search/searchplan.h"

namespace explorer::search
{

/// A hit and the collection (its place in the plan) that it comes from.
struct PlacedHit {
    std::size_t part = 0;
    index::IndexHit hit;
    std::optional<api::Explanation> explanation = std::nullopt;
};

/// The first `count` hits of all collections in the order of the plan's sort; ties by id, then by collection.
/// Scores are compared as they are.
std::vector<PlacedHit> mergeHits(const SearchPlan &plan, std::vector<index::IndexAnswer> &answers,
                                 std::size_t count);

/// Adds up the values of all collections and keeps the `keep` most frequent of each field; a collection
/// without the field counts as missing.
std::vector<api::Facet> mergeFacets(const SearchPlan &plan, const std::vector<index::IndexAnswer> &answers,
                                    std::size_t keep);

/// Adds up buckets of one interval, gaps filled.
std::optional<api::Histogram> mergeHistograms(const SearchPlan &plan,
                                              const std::vector<index::IndexAnswer> &answers);

/// One entry a field asked for, in that order; a collection without the field counts as missing. Least and
/// greatest of a long and a double field compare as numbers.
std::vector<api::FieldStatistics> mergeStatistics(const SearchPlan &plan,
                                                  const std::vector<index::IndexAnswer> &answers);

/// The interval that fits all answers' buckets together; nothing where they agree already.
std::optional<query::CalendarInterval> commonInterval(const SearchPlan &plan,
                                                      const std::vector<index::IndexAnswer> &answers);

} // namespace explorer::search
