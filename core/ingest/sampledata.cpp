#include "core/ingest/sampledata.h"

#include "core/ingest/sampleshop_p.h"

namespace explorer::ingest
{

std::vector<SampleCollection> makeSampleShop(std::uint64_t seed)
{
    // A stream of numbers each, so that a change to one collection leaves the others as they are.
    SampleRandom seeds(seed);
    const std::vector<sample::Product> products = sample::makeProducts(SampleRandom(seeds.next()));
    const std::uint64_t orderSeed = seeds.next();
    const std::uint64_t ticketSeed = seeds.next();
    const std::uint64_t accessSeed = seeds.next();
    std::vector<SampleCollection> shop;
    shop.push_back(sample::productCollection(products));
    shop.push_back(sample::orderCollection(products, SampleRandom(orderSeed)));
    shop.push_back(sample::ticketCollection(products, SampleRandom(ticketSeed)));
    shop.push_back(sample::accessCollection(products, SampleRandom(accessSeed)));
    return shop;
}

std::vector<SampleQuery> sampleQueries()
{
    return {
        {"The checkout that failed for an hour", "shop-access", "status:503 and path:\"/checkout\""},
        {"Espresso machines sold far too cheaply", "shop-orders", "category:machines and unit_price:<20"},
        {"What customers wrote about it", "shop-tickets",
         "(checkout and (error or unavailable or down)) or \"wrong price\""},
    };
}

} // namespace explorer::ingest
