#pragma once

#include "core/api/schema.h"
#include "core/index/lucene/execute/indexview.h"
#include "core/index/searchindex.h"

namespace explorer::index
{

/// Where the scores of hits of a search come from, by the matchers that scored them. Of documents that the
/// view no longer has the whole score is one value. Throws SearchStopped.
std::vector<api::Explanation> explainScores(const IndexQuery &query, std::span<const IndexHit> hits,
                                            const api::Schema &schema, const IndexView &view);

} // namespace explorer::index
