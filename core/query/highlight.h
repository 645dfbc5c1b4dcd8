#pragma once

#include "core/api/search.h"
#include "core/query/fieldvalues.h"

namespace explorer::query
{

/// Where a tree's words stand in a document: for each text or keyword field that a scoring part of the tree
/// names, the spans in code points, at most `limitBytes` of text read. Phrases mark their whole run; negated
/// parts mark nothing.
std::map<std::string, std::vector<api::HighlightSpan>> highlight(const NodePtr &root,
                                                                 const api::Schema &schema,
                                                                 const DocumentFields &document,
                                                                 std::size_t limitBytes = 65536);

} // namespace explorer::query
