#pragma once

#include "core/api/schema.h"

#include <functional>
#include <string>
#include <vector>

namespace explorer::ingest
{

/// A small web shop, made from a seed: the same seed gives the same bytes. Over a fortnight 20,000 access-log
/// lines; products, orders, support tickets. In it an outage (the checkout's database, an hour of 503s and
/// angry tickets) and a price gone wrong (a product sold at a hundredth of its price until somebody noticed).
struct SampleCollection {
    std::string name;
    api::Schema schema;
    std::vector<std::string> documents;
};
std::vector<SampleCollection> makeSampleShop(std::uint64_t seed = 20240311);

/// A query that leads to a part of the story; `title` is English and translatable.
struct SampleQuery {
    std::string title;
    std::string collection;
    std::string query;
};
std::vector<SampleQuery> sampleQueries();

} // namespace explorer::ingest
