#pragma once

#include "core/api/schema.h"
#include "core/index/lucene/execute/indexview.h"

namespace explorer::index
{

/// Makes what searches of `before` have made in their segments for the segments that are new in `after`, so
/// that no search waits for it: the indexes for fuzzy search. 0.1 us a term; nothing where nobody asked.
void warmView(const IndexView &before, const IndexView &after, const api::Schema &schema);

} // namespace explorer::index
