#pragma once

#include "core/search/searchplan.h"

namespace explorer::search
{

/// The canonical tree of the first collection with `?` for each value, and its filters: the same for searches
/// that differ in their values only. Repeated parts are counted, not repeated; at most 400 bytes.
std::string shapeOf(const SearchPlan &plan);

/// Whether the same request asks for something else a second later (`now` that is not rounded): its answer
/// is not worth making beforehand.
bool isMoving(const api::SearchRequest &request);

} // namespace explorer::search
