#pragma once

#include "core/api/schema.h"
#include "core/query/tree.h"

#include <string>
#include <vector>

namespace explorer::query
{

/// Two words of a text field that stand side by side in a query.
struct WordPair {
    std::string field;
    std::string first;
    std::string second;
};

/// The pairs that ranking by nearness looks at, in the query's order, 64 at most: neighbours among the words
/// that are joined by `and` or stand side by side under `default_operator=or`.
std::vector<WordPair> nearPairs(const NodePtr &root, const api::Schema &schema);

} // namespace explorer::query
