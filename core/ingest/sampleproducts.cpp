#include "core/ingest/sampleshop_p.h"

#include <algorithm>

namespace explorer::ingest::sample
{
namespace
{

struct Category {
    std::string_view name;
    std::string_view prefix;
    std::array<std::string_view, 5> kinds;
    std::array<std::string_view, 4> variants;
    std::int64_t lowCents;
    std::int64_t highCents;
    std::string_view praise;
};

constexpr std::array<Category, 10> kCategories{{
    {"coffee",
     "CO",
     {"House blend", "Ethiopia single origin", "Decaf blend", "Dark roast", "Colombia single origin"},
     {"250 g", "500 g", "1 kg", "sampler"},
     790,
     3490,
     "Roasted to order in small batches and shipped the next day."},
    {"tea",
     "TE",
     {"Earl Grey", "Sencha", "Peppermint", "Assam", "White peony"},
     {"tin", "refill bag", "gift box", "20 sachets"},
     490,
     2290,
     "Whole leaves from a garden we visit every spring."},
    {"machines",
     "MA",
     {"Dual boiler espresso machine", "Single boiler espresso machine", "Filter coffee machine",
      "Capsule machine", "Lever espresso machine"},
     {"steel", "black", "compact", "pro"},
     12900,
     89900,
     "Heats in minutes, with parts you can replace yourself."},
    {"grinders",
     "GR",
     {"Burr grinder", "Hand grinder", "Espresso grinder", "Spice grinder", "Filter grinder"},
     {"steel", "black", "travel", "pro"},
     3900,
     39900,
     "Even grounds without static, and easy to clean."},
    {"kettles",
     "KE",
     {"Gooseneck kettle", "Electric kettle", "Stovetop kettle", "Glass kettle", "Travel kettle"},
     {"0.6 l", "1 l", "1.5 l", "copper"},
     2900,
     14900,
     "Pours slowly and exactly where you want it."},
    {"mugs",
     "MU",
     {"Stoneware mug", "Espresso cup", "Travel mug", "Enamel mug", "Latte glass"},
     {"white", "blue", "set of two", "set of six"},
     890,
     5900,
     "Fired twice, safe in the dishwasher."},
    {"pans",
     "PA",
     {"Cast iron skillet", "Carbon steel pan", "Saucepan", "Saute pan", "Grill pan"},
     {"20 cm", "24 cm", "28 cm", "with lid"},
     2900,
     18900,
     "Gets better with every year of use."},
    {"knives",
     "KN",
     {"Chef's knife", "Bread knife", "Paring knife", "Santoku", "Carving knife"},
     {"oak handle", "black handle", "left-handed", "with sheath"},
     1900,
     24900,
     "Ground by hand and sharp out of the box."},
    {"boards",
     "BO",
     {"Chopping board", "Serving board", "Bread board", "Cheese board", "Carving board"},
     {"oak", "walnut", "beech", "large"},
     1900,
     9900,
     "Oiled wood with a groove that catches the juice."},
    {"storage",
     "ST",
     {"Coffee canister", "Bread box", "Spice rack", "Preserving jar", "Lunch box"},
     {"small", "medium", "large", "set of three"},
     990,
     6900,
     "Closes tightly and keeps things fresh for weeks."},
}};

constexpr std::string_view kBrands[] = {"Aldern", "Brookvale", "Corvin",   "Dunmore",
                                        "Estrel", "Fennick",   "Galloway", "Hearthside"};
constexpr std::string_view kPromises[] = {
    "Comes with a two-year guarantee.",         "Packed without plastic.",
    "A favourite of our customers since 2019.", "Made in a family workshop.",
    "Spare parts are always in stock.",         "Free returns within thirty days.",
};

constexpr std::int64_t kMispricedCents = 64'900;

Product makeProduct(SampleRandom &random, const Category &category, std::size_t index, std::int64_t number)
{
    Product product;
    product.sku = std::string(category.prefix) + "-" + padded(number, 3);
    product.brand = random.pick(kBrands);
    product.category = category.name;
    product.name = product.brand + " " + std::string(category.kinds[index % 5]) + ", " +
                   std::string(category.variants[index / 5]);
    // Prices end in 90, as shops like them.
    product.priceCents = random.between(category.lowCents, category.highCents) / 100 * 100 + 90;
    product.stock = random.below(180);
    product.ratingTenths = random.between(31, 50);
    product.description = std::string(category.praise) + " " + std::string(random.pick(kPromises));
    if (product.sku == kMispricedSku)
        product.priceCents = kMispricedCents;
    return product;
}

} // namespace

std::vector<Product> makeProducts(SampleRandom random)
{
    std::vector<Product> products;
    for (const Category &category : kCategories) {
        for (std::size_t i = 0; i < 20; ++i)
            products.push_back(
                makeProduct(random, category, i, static_cast<std::int64_t>(products.size()) + 1));
    }
    return products;
}

const Product &mispriced(const std::vector<Product> &products)
{
    return *std::find_if(products.begin(), products.end(),
                         [](const Product &product) { return product.sku == kMispricedSku; });
}

SampleCollection productCollection(const std::vector<Product> &products)
{
    using api::FieldType;
    SampleCollection collection;
    collection.name = "shop-products";
    auto &fields = collection.schema.fields;
    fields["name"] = {FieldType::Text, "english", 2.0};
    fields["description"] = {FieldType::Text, "english", 1.0};
    fields["sku"].type = FieldType::Keyword;
    fields["category"].type = FieldType::Keyword;
    fields["brand"].type = FieldType::Keyword;
    fields["price"].type = FieldType::Double;
    fields["rating"].type = FieldType::Double;
    fields["stock"].type = FieldType::Long;
    fields["available"].type = FieldType::Boolean;
    fields["added"].type = FieldType::Date;
    SampleRandom random(products.size());
    for (const Product &product : products) {
        JsonLine line;
        line.text("id", product.sku).text("sku", product.sku).text("name", product.name);
        line.text("category", product.category)
            .text("brand", product.brand)
            .text("description", product.description);
        line.cents("price", product.priceCents).cents("rating", product.ratingTenths * 10);
        line.number("stock", product.stock).boolean("available", product.stock > 0);
        line.time("added", kStart - random.between(30, 900) * kDay);
        collection.documents.push_back(line.take());
    }
    return collection;
}

} // namespace explorer::ingest::sample
