#pragma once

#include "core/index/lucene/execute/indexview.h"
#include "core/index/searchindex.h"

namespace explorer::index
{

/// What SearchIndex::terms() gives, of one view. Throws SearchStopped.
std::vector<IndexTerm> lookUpTerms(const TermQuery &query, const api::Schema &schema, const IndexView &view);

} // namespace explorer::index
