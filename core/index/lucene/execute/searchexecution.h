#pragma once

#include "core/api/schema.h"
#include "core/index/lucene/execute/indexview.h"
#include "core/index/searchindex.h"

namespace explorer::index
{

/// Runs one search over one state of the index. The answer's snapshot is the caller's. Throws SearchStopped.
IndexAnswer executeSearch(const IndexQuery &query, const api::Schema &schema, const IndexView &view);

} // namespace explorer::index
